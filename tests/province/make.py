"""Writes the workbooks of returns/ and own-review/, the same bytes at every run.

Needs openpyxl 3.1.5. What must come of them, expected/*.csv, is worked out by hand in README.md and
never by a program: after a change here, work it out again.
"""

import io
import os
import re
import zipfile
from datetime import date
from pathlib import Path

os.environ["OPENPYXL_LXML"] = "False"  # lxml writes the same XML in other bytes

from openpyxl import Workbook  # noqa: E402

HERE = Path(__file__).resolve().parent
CREATED = b"2024-06-15T00:00:00Z"

NAMES = {
    "P1": "Phòng GDĐT huyện Thượng Lâm",
    "P2": "Phòng GDĐT huyện Bạch Liên",
    "P3": "Phòng GDĐT huyện Mường Sáng",
    "P4": "Phòng GDĐT huyện Suối Rút",
    "T1": "Trường THPT Suối Lan",
    "T2": "Trường THPT Hồng Phong",
    "T3": "Trường THPT Tân Tiến",
    "T5": "Trường THPT Việt Lâm",
    "T6": "Trường THPT Bản Mới",
    "S1": "Văn phòng Sở",
    "S2": "Phòng Tổ chức cán bộ",
}

COLLECTIONS = {
    "dang-ky": "Đăng ký thi đua",
    "hoc-ky-1": "Báo cáo học kỳ I",
    "cuoi-nam": "Báo cáo cuối năm",
    "tham-dinh": "Thẩm định của khối",
    "he": "Báo cáo hoạt động hè",
}

# Each table: its sheet, its header (row 3); data follow from row 4.
TABLES = {
    "dang-ky": ("Đăng ký thi đua", ["STT", "Mã chỉ tiêu", "Chỉ tiêu"]),
    "dien-hinh": ("Điển hình", [
        "STT", "Tên tập thể, cá nhân, mô hình", "Phân loại", "Đơn vị công tác", "Ngày giới thiệu", "Nơi đăng tin",
    ]),
    "khen-thuong": ("Khen thưởng", [
        "STT", "Họ và tên", "Đơn vị công tác", "Trực tiếp giảng dạy", "Tình trạng", "Ngày quyết định hoặc đề nghị",
    ]),
    "phong-trao": ("Phong trào", [
        "STT", "Tên phong trào", "Số người tham gia", "Tổng số người", "Số hoạt động",
    ]),
    "ket-qua": ("Kết quả đăng ký", ["Mã chỉ tiêu", "Kết quả thực hiện"]),
    "cham-diem": ("Tự chấm điểm", ["Mã tiêu chí", "Điểm tự chấm", "Không áp dụng"]),
    "tham-dinh": ("Thẩm định khối", ["Mã đơn vị", "Mã tiêu chí", "Điểm thẩm định"]),
}

MODEL, SCHEME = "Điển hình", "Mô hình"
AWARDED, PROPOSED = "Đã khen", "Đề nghị"
STUDY, CLEAN = "Dạy tốt, học tốt", "Xanh, sạch, đẹp"
STEM = ["Câu lạc bộ STEM liên trường", MODEL, "Liên trường Suối Lan - Hồng Phong", date(2023, 12, 12)]


def book(unit, collection, head=(), cover=None, **tables):
    """A return: the record and the tables named, rows as they stand; without a table, no sheet."""
    made = Workbook()
    record = made.active
    record.title = "Đơn vị"
    lines = [
        ["THÔNG TIN ĐƠN VỊ"], [],
        ["Mã đơn vị", unit],
        ["Tên đơn vị", NAMES[unit]],
        ["Kỳ báo cáo", COLLECTIONS[collection]],
        ["Ngày báo cáo", cover],
    ]
    if collection == "dang-ky":
        labels = [
            "Lãnh đạo phụ trách", "Cán bộ đầu mối", "Có kế hoạch thi đua", "Ngày ban hành kế hoạch",
            "Có bộ tiêu chí của khối",
        ]
        lines += [[label, value] for label, value in zip(labels, head, strict=True)]
    fill(record, lines, [28, 40])
    for form, rows in tables.items():
        name, header = TABLES[form.replace("_", "-")]
        sheet = made.create_sheet(name)
        if header[0] == "STT":
            rows = [[number, *row] for number, row in enumerate(rows, start=1)]
        fill(sheet, [[name.upper()], [], header, *rows], [8, 34, 16, 34, 18, 24])
    return packed(made)


def fill(sheet, rows, widths):
    """Writes `rows` from A1 on, dates as true dates, and sets the columns' widths."""
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is not None:
                cell = sheet.cell(row=row, column=column, value=value)
                if isinstance(value, date):
                    cell.number_format = "dd/mm/yyyy"
    for column, width in zip("ABCDEF", widths):
        sheet.column_dimensions[column].width = width


def packed(made):
    """The workbook's bytes with fixed times, its parts stored so that no compressor's version shows."""
    raw, out = io.BytesIO(), io.BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", CREATED, part)
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return out.getvalue()


def promises(*figures):
    """The registered figures of CT01, CT02…; None is left out."""
    return [[f"CT0{at}", one] for at, one in enumerate(figures, start=1) if one is not None]


def marks(*points):
    """Self-scores on TC1, TC2…; None means not applicable, "-" that the criterion is not the unit's."""
    rows = []
    for at, one in enumerate(points, start=1):
        if one != "-":
            rows.append([f"TC{at}", one, "Có" if one is None else None])
    return rows


def reviews(**units):
    """Reviewed scores by unit: on TC1, TC2, TC4 of a Bureau; on TC1 to TC4 of a school."""
    rows = []
    for unit, points in units.items():
        codes = ["TC1", "TC2", "TC3", "TC4"] if unit.startswith("T") else ["TC1", "TC2", "TC4"]
        rows += [[unit, code, one] for code, one in zip(codes, points, strict=True)]
    return rows


NAM_PUNG, BINH_MINH = "Trường TH Nậm Pung", "Trường THCS Bình Minh"
TA_LENG, HOA_AN = "Trường TH Tả Lèng", "Trường THCS Hòa An"
PHA_MU, SUOI_VANG = "Trường TH Pha Mu", "Trường TH Suối Vàng"
T1, T2, T3, T5, T6 = (NAMES[code] for code in ("T1", "T2", "T3", "T5", "T6"))

P1_DANG_KY = book(
    "P1", "dang-ky",
    ["Đỗ Văn Hùng", "Mai Thị Lan", "Có", date(2023, 9, 15), "Có"],
    dang_ky=promises(40, 4, 2),
)
P1_HOC_KY_1 = book("P1", "hoc-ky-1", dien_hinh=[
    ["Nguyễn Văn An", MODEL, NAM_PUNG, date(2023, 11, 15)],
    ["Lê Thị Bình", MODEL, BINH_MINH, date(2023, 9, 5), "Cổng thông tin điện tử của Sở"],
    ["Thư viện ngoài trời", SCHEME, NAM_PUNG, date(2023, 12, 10)],
])
P1_CUOI_NAM = book(
    "P1", "cuoi-nam",
    dien_hinh=[
        ["Lê Thị Bình", MODEL, BINH_MINH, date(2023, 9, 5)],
        ["Phạm Văn Cường", MODEL, NAM_PUNG, date(2024, 5, 31)],
        ["Vàng Thị Dua", MODEL, NAM_PUNG, date(2024, 3, 20)],
    ],
    khen_thuong=[
        ["Nguyễn Văn An", NAM_PUNG, "Có", AWARDED, date(2024, 1, 15)],
        ["Lê Thị Bình", BINH_MINH, "Có", AWARDED, date(2024, 1, 15)],
        ["Vàng Thị Dua", NAM_PUNG, "Không", AWARDED, date(2024, 5, 20)],
        ["Phạm Văn Cường", NAM_PUNG, "Có", PROPOSED, date(2023, 12, 31)],
        ["Hoàng Văn Đạt", BINH_MINH, "Có", PROPOSED, date(2024, 1, 1)],
    ],
    phong_trao=[[STUDY, 100, 100, 3], [CLEAN, 130, 150, 2]],
    ket_qua=promises(41, 4, 2),
    cham_diem=marks(10, 10, "-", 3),
)
P1_THAM_DINH = book("P1", "tham-dinh", tham_dinh=reviews(P2=(8, 9, 3), P3=(9, 8.5, 2), P4=(7, 7.25, 0)))
P1_OWN_REVIEW = book("P1", "tham-dinh", tham_dinh=reviews(
    P1=(10, 10, 3), P2=(8, 9, 3), P3=(9, 8.5, 2), P4=(7, 7.25, 0),
))
P1_HE = book("P1", "he", phong_trao=[["Sinh hoạt hè", 40, 50, 3]])

P2_DANG_KY = book(
    "P2", "dang-ky",
    ["Hoàng Thị Nga", "Lò Văn Pành", "Có", "cuối tháng 9", "Không"],
    dang_ky=promises(30, "khoảng 4", 3),
)
P2_HOC_KY_1 = book("P2", "hoc-ky-1", dien_hinh=[
    ["Giàng A Chu", MODEL, TA_LENG, date(2023, 10, 12)],
    ["Hà Thị Én", MODEL, HOA_AN, "tháng 11"],
    ["Góc địa phương", SCHEME, TA_LENG, date(2023, 11, 3)],
])
P2_CUOI_NAM = book(
    "P2", "cuoi-nam",
    dien_hinh=[
        ["Hà Thị Én", MODEL, HOA_AN, date(2023, 11, 20)],
        ["Khổng Minh Gia", MODEL, HOA_AN, "giữa kỳ II"],
        ["Lù Thị Hoa", "Tiêu biểu", TA_LENG, date(2024, 4, 10)],
        ["Tủ sách vùng cao", SCHEME, TA_LENG, date(2024, 2, 6)],
        ["Ma Văn Khoa", "Xuất sắc", TA_LENG, "cuối năm"],
    ],
    khen_thuong=[
        ["Giàng A Chu", TA_LENG, "Có", AWARDED, date(2024, 1, 10)],
        ["Hà Thị Én", HOA_AN, "Không", AWARDED, date(2024, 1, 10)],
        ["Khổng Minh Gia", "Trường THCS Mới Lập", "Có", AWARDED, date(2024, 1, 10)],
        ["Lù Thị Hoa", HOA_AN, "thỉnh thoảng", AWARDED, date(2024, 1, 10)],
        ["Mùa A Lử", TA_LENG, "Có", PROPOSED, date(2024, 3, 1)],
        ["Ngải Thị Mây", TA_LENG, "Có", PROPOSED, date(2024, 3, 2)],
        ["Phùng Văn Niên", HOA_AN, "Có", PROPOSED, date(2024, 3, 3)],
        ["Quan Thị Ơn", HOA_AN, "Có", PROPOSED, "đầu tháng 3"],
        ["Sầm Văn Phong", HOA_AN, "Có", PROPOSED, "giữa tháng 3"],
    ],
    phong_trao=[[STUDY, 90, 100, 3], [CLEAN, 180, 200, "nhiều"]],
    ket_qua=promises(29, 2, 3),
    cham_diem=marks(9, 9, "-", 2),
)
P2_THAM_DINH = book("P2", "tham-dinh", tham_dinh=reviews(P1=(9, 8.5, 2)))
P2_HE = book("P2", "he", phong_trao=[["Sinh hoạt hè", 60, 80, 1]])

P3_DANG_KY = book(
    "P3", "dang-ky",
    ["Quàng Văn Bính", "Tòng Thị Hạ", "Có", date(2023, 10, 1), None],
    dang_ky=promises(20, 2),
)
P3_HOC_KY_1 = book("P3", "hoc-ky-1", dien_hinh=[
    ["Sùng A Páo", MODEL, PHA_MU, date(2023, 12, 1)],
    ["Thào Thị Sua", MODEL, PHA_MU, date(2023, 12, 10), "Báo tỉnh"],
])

P4_DANG_KY = book(
    "P4", "dang-ky",
    ["Lường Văn Kiên", None, "Có", None, None],
    cover=date(2023, 10, 20),
    dang_ky=promises(20, 5),
)
P4_HOC_KY_1 = book("P4", "hoc-ky-1", dien_hinh=[
    ["Vừ A Tủa", MODEL, SUOI_VANG, date(2023, 11, 8)],
    ["Lý Thị Xoa", MODEL, SUOI_VANG, date(2023, 11, 9)],
    ["Chảo Láo Sử", MODEL, SUOI_VANG, date(2023, 11, 10)],
])
P4_CUOI_NAM = book(
    "P4", "cuoi-nam", dien_hinh=[], khen_thuong=[], phong_trao=[[STUDY, 90, 100, 6]], ket_qua=promises(20, 5),
    cham_diem=marks(8, 8, "-", 1),
)

T1_DANG_KY = book(
    "T1", "dang-ky",
    ["Phan Văn Quý", "Ngô Thị Sen", "Có", date(2023, 9, 30), "Có"],
    dang_ky=promises(25, 4, 1),
)
T1_CUOI_NAM = book(
    "T1", "cuoi-nam",
    dien_hinh=[
        ["Bàn Văn Đông", MODEL, T1, date(2023, 9, 5), "Báo tỉnh"],
        ["Chu Thị Gấm", MODEL, T1, date(2024, 5, 31)],
        ["Đinh Văn Hải", MODEL, T1, date(2023, 10, 10)],
        STEM,
        ["Tủ sách lớp học", MODEL, T1, date(2023, 9, 4)],
        ["Vườn trường", SCHEME, T1, date(2024, 6, 1)],
    ],
    khen_thuong=[
        ["Bàn Văn Đông", T1, "Có", AWARDED, date(2024, 5, 24)],
        ["Chu Thị Gấm", T1, "Có", AWARDED, date(2024, 5, 24)],
        ["Đinh Văn Hải", T1, "Có", PROPOSED, date(2024, 1, 1)],
        ["Lò Văn Khánh", T1, "Không", PROPOSED, date(2024, 5, 31)],
    ],
    phong_trao=[[STUDY, 100, 100, 2], [CLEAN, 80, 100, 3]],
    ket_qua=promises(25, 4, 1),
    cham_diem=marks(9, 9, 4, 1),
)
T1_THAM_DINH = book("T1", "tham-dinh", tham_dinh=reviews(
    T2=(7, 7, 3, 1), T3=(8, 8, 4, 0), T4=(5, 5, 2, 0), T5=(8, 8, 4, 2), T6=(9, 6, 5, 0),
))

T2_DANG_KY = book(
    "T2", "dang-ky",
    ["Lâm Văn Thành", "Kiều Thị Út", "Không", date(2023, 9, 20), None],
    dang_ky=promises(20, 3, 5),
)
T2_CUOI_NAM = book(
    "T2", "cuoi-nam",
    dien_hinh=[
        ["Giàng Thị Mai", MODEL, T2, date(2023, 11, 10)],
        ["giàng thị mai", MODEL, T2, date(2023, 11, 10), "Báo tỉnh"],
        STEM,
        ["Thư viện số", SCHEME, T2, date(2024, 1, 22)],
        ["Thư viện số", SCHEME, "Phân hiệu Hồng Phong", date(2024, 1, 22)],
    ],
    khen_thuong=[
        ["Giàng Thị Mai", T2, "Có", AWARDED, date(2024, 5, 24)],
        ["Lương Văn Nam", T2, "Không", AWARDED, date(2024, 5, 24)],
        ["Nông Thị Oanh", T2, "Có", PROPOSED, date(2024, 2, 2)],
        ["Phan Văn Phú", T2, "Có", PROPOSED, date(2024, 2, 3)],
        ["Quách Thị Quy", T2, "Có", PROPOSED, date(2024, 2, 4)],
    ],
    phong_trao=[[STUDY, 99, 110, 4], [STUDY, 200, 200, 9]],
    ket_qua=promises(20, 2, 6),
    cham_diem=marks(8, 8, "khoảng 4", 2),
)

T3_DANG_KY = book(
    "T3", "dang-ky",
    [None, None, "Không", date(2023, 12, 15), None],
    dang_ky=promises(10, 2),
)
T3_CUOI_NAM = book(
    "T3", "cuoi-nam",
    dien_hinh=[
        ["Tẩn A Rồng", MODEL, T3, date(2023, 8, 1)],
        ["Vi Thị Sen", MODEL, T3, date(2024, 2, 20)],
        ["Vườn trường", SCHEME, T3, "mùa xuân"],
    ],
    khen_thuong=[
        ["Tẩn A Rồng", T3, "Không", AWARDED, date(2024, 5, 24)],
        ["Vi Thị Sen", T3, "Có", AWARDED, date(2024, 5, 24)],
        ["Yên Văn Út", T3, "Không", AWARDED, date(2024, 5, 24)],
        ["Vàng A Xay", T3, "Có", "Đang xét", date(2024, 3, 10)],
    ],
    phong_trao=[[STUDY, 50, 100, 2]],
    ket_qua=promises(9),
    cham_diem=marks(9, 8, None, 0),
)

T5_DANG_KY = book(
    "T5", "dang-ky",
    [None, "Hứa Văn Yên", "Có", date(2023, 9, 25), None],
    dang_ky=promises(5, 2),
)
T5_CUOI_NAM = book(
    "T5", "cuoi-nam",
    dien_hinh=[
        ["Âu Văn Ba", MODEL, T5, date(2023, 11, 11), "Báo tỉnh"],
        ["Bế Thị Cẩm", MODEL, T5, date(2023, 11, 12)],
    ],
    khen_thuong=[
        ["Âu Văn Ba", T5, "Có", AWARDED, date(2024, 5, 24)],
        ["Bế Thị Cẩm", T5, "Không", AWARDED, date(2024, 5, 24)],
    ],
    ket_qua=promises(5, 2),
    cham_diem=marks(8, 9, 4, 2),
)

T6_DANG_KY = book(
    "T6", "dang-ky",
    ["Triệu Văn Ân", "Lục Thị Bích", "Có", date(2023, 9, 1), None],
    dang_ky=promises(8),
)
T6_CUOI_NAM = book(
    "T6", "cuoi-nam",
    dien_hinh=[
        ["Cao Thị Diệp", MODEL, T6, date(2023, 12, 15)],
        [None, MODEL, T6, date(2023, 12, 16), "Báo tỉnh"],
    ],
    khen_thuong=[["Hứa Thị Hiền", T6, "Có", PROPOSED, date(2024, 4, 5)]],
    phong_trao=[[STUDY, 120, None, 6]],
    ket_qua=promises("trên 8"),
    cham_diem=marks(10, 6, 5, 0),
)

S1_DANG_KY = book(
    "S1", "dang-ky",
    ["Bùi Văn Cảnh", "Đào Thị Dung", "Có", date(2023, 9, 12), None],
    dang_ky=promises(10),
)
S1_CUOI_NAM = book(
    "S1", "cuoi-nam",
    dien_hinh=[["Một cửa điện tử", SCHEME, NAMES["S1"], date(2024, 3, 4), "Cổng thông tin điện tử của Sở"]],
    khen_thuong=[["Nguyễn Thị Ngân", NAMES["S1"], "Không", "Đang xét", date(2024, 3, 15)]],
    phong_trao=[], ket_qua=promises(10), cham_diem=[],
)

S2_DANG_KY = book(
    "S2", "dang-ky",
    ["Vũ Văn Giáp", "Tô Thị Hòa", "Có", date(2023, 9, 10), None],
    dang_ky=promises(10),
)
S2_CUOI_NAM = book(
    "S2", "cuoi-nam",
    dien_hinh=[["Hồ sơ cán bộ số", SCHEME, NAMES["S2"], date(2024, 3, 5)]],
    khen_thuong=[], phong_trao=[], ket_qua=promises(10), cham_diem=[],
)

FILES = {
    "P1_dang-ky": P1_DANG_KY, "P1_hoc-ky-1": P1_HOC_KY_1, "P1_cuoi-nam": P1_CUOI_NAM,
    "P1_tham-dinh": P1_THAM_DINH, "P1_he": P1_HE,
    "P2_dang-ky": P2_DANG_KY, "P2_hoc-ky-1": P2_HOC_KY_1, "P2_cuoi-nam": P2_CUOI_NAM,
    "P2_tham-dinh": P2_THAM_DINH, "P2_he": P2_HE,
    "P3_dang-ky": P3_DANG_KY, "P3_hoc-ky-1": P3_HOC_KY_1,
    "P4_dang-ky": P4_DANG_KY, "P4_hoc-ky-1": P4_HOC_KY_1,
    "P4_cuoi-nam": P4_CUOI_NAM[: len(P4_CUOI_NAM) // 2],
    "T1_dang-ky": T1_DANG_KY, "T1_cuoi-nam": T1_CUOI_NAM, "T1_tham-dinh": T1_THAM_DINH,
    "T2_dang-ky": T2_DANG_KY, "T2_cuoi-nam": T2_CUOI_NAM,
    "T3_dang-ky": T3_DANG_KY, "T3_cuoi-nam": T3_CUOI_NAM,
    "T5_dang-ky": T5_DANG_KY, "T5_cuoi-nam": T5_CUOI_NAM,
    "T6_dang-ky": T6_DANG_KY, "T6_cuoi-nam": T6_CUOI_NAM,
    "S1_dang-ky": S1_DANG_KY, "S1_cuoi-nam": S1_CUOI_NAM,
    "S2_dang-ky": S2_DANG_KY, "S2_cuoi-nam": S2_CUOI_NAM,
}

if __name__ == "__main__":
    (HERE / "returns").mkdir(exist_ok=True)
    for name, content in FILES.items():
        (HERE / "returns" / f"{name}.xlsx").write_bytes(content)
    (HERE / "own-review").mkdir(exist_ok=True)
    (HERE / "own-review" / "P1_tham-dinh.xlsx").write_bytes(P1_OWN_REVIEW)
