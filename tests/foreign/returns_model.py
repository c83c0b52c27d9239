"""The made-up returns: one model of sheets, from which files and their truth are both written."""

import datetime
from dataclasses import dataclass, field


@dataclass
class Formula:
    """A formula with the result it should have; `text` in the words of Excel."""

    text: str
    result: object


@dataclass
class Failed:
    """A cell that shows an error."""

    name: str = "#N/A"


@dataclass
class Sheet:
    name: str
    cells: dict = field(default_factory=dict)  # (row, column), one-based -> value
    merges: list = field(default_factory=list)  # (row, column, row, column)
    hidden_rows: list = field(default_factory=list)
    hidden: bool = False


@dataclass
class Return:
    unit: str
    sheets: list = field(default_factory=list)
    truth: list = field(default_factory=list)


UNITS = {
    "THPT-01": "Trường THPT Vân Khê số 1",
    "THPT-02": "Trường THPT Vân Khê số 2",
    "THPT-03": "Trường THPT Vân Khê số 3",
    "THPT-04": "Trường THPT Chuyên Vân Khê",
    "THPT-05": "Trường THPT Bạch Liên số 1",
    "THPT-06": "Trường THPT Bạch Liên số 2",
    "THPT-07": "Trường THPT Cẩm Vân số 1",
    "THPT-08": "Trường THPT Cẩm Vân số 2",
    "THPT-09": "Trường THPT Đông Khê số 1",
}
FAMILY = ["Nguyễn", "Lò", "Trần", "Quàng", "Phạm", "Lý", "Hoàng"]
MIDDLE = ["Thị", "Văn", "Đức", "Thúy", "Ngọc"]
GIVEN = ["Hoà", "Dũng", "Ượng", "Quỳnh", "Lễ", "Vỹ", "Đậu", "Kiệt", "Ngoãn"]
SUMMARY = (
    "Có nhiều đổi mới trong quản lý, giảng dạy; bồi dưỡng học sinh giỏi đạt 3 giải cấp tỉnh; "
    "vận động phụ huynh góp công xây dựng “Trường học hạnh phúc” – được nhân dân ghi nhận.\n"
    "Đã phổ biến kinh nghiệm cho 12 trường trong khối thi đua; 95,5% học viên đánh giá tốt."
)
MOVEMENTS = [
    "Đổi mới, sáng tạo trong quản lý, giảng dạy và học tập",
    "Trường học hạnh phúc",
    "Vì người nghèo, không để ai bị bỏ lại phía sau",
    "Nụ cười công sở",
]


def name(at):
    return f"{FAMILY[at % 7]} {MIDDLE[at % 5]} {GIVEN[at % 9]}"


def day(at):
    return datetime.date(2023, 9, 11) + datetime.timedelta(days=(at * 17) % 220)


def meant(value):
    """A value as the truth writes it."""
    if isinstance(value, Formula):
        value = value.result
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        return " ".join(value.split())  # lines are joined
    return value


def record(sheet, form, rows, unit_return, missing=()):
    """A record: labels in column A, values in column B."""
    sheet.cells[(1, 1)] = "SỞ GIÁO DỤC VÀ ĐÀO TẠO VÂN KHÊ"
    sheet.cells[(2, 1)] = sheet.name.upper()
    sheet.merges.append((2, 1, 2, 4))
    for at, (field_name, label, value) in enumerate(rows, 4):
        sheet.cells[(at, 1)] = label
        sheet.cells[(at, 2)] = value
    values = {field_name: meant(value) for field_name, _, value in rows}
    unit_return.truth.append((form, sheet.name, None, values, list(missing)))


def table(sheet, form, labels, rows, unit_return, first=5, hidden=(), faults=None):
    """A table under a title, its header in one row; `faults`: row's place to fields."""
    sheet.cells[(1, 1)] = "SỞ GIÁO DỤC VÀ ĐÀO TẠO VÂN KHÊ"
    sheet.cells[(3, 1)] = f"BIỂU TỔNG HỢP: {sheet.name.upper()}"
    sheet.merges.append((3, 1, 3, min(len(labels), 6)))
    fields = list(labels)
    for column, label in enumerate(labels.values(), 1):
        sheet.cells[(first, column)] = label
    for place, row in enumerate(rows):
        at = first + 1 + place
        for column, value in enumerate(row, 1):
            if callable(value):
                value = row_formula(value, at)
            if value is not None:
                sheet.cells[(at, column)] = value
        wrong = (faults or {}).get(place, [])
        values = {}
        for column, field_name in enumerate(fields, 1):
            if field_name != "stt":
                value = meant(sheet.cells.get((at, column)))
                values[field_name] = "?" if field_name in wrong else value
        unit_return.truth.append((form, sheet.name, at, values, wrong))
        if place in hidden:
            sheet.hidden_rows.append(at)


def row_formula(make, at):
    return make(at)


def make_return(unit, uncomputed=False, failed=False):
    """A return of collection cuoi-nam. `uncomputed`: its formulas are saved without results."""
    seed = int(unit[-2:])
    school = UNITS[unit]
    made = Return(unit)
    cover = Sheet("Thông tin đơn vị")
    record(
        cover,
        "don-vi",
        [
            ("ma_don_vi", "Mã đơn vị", unit),
            ("ten_don_vi", "Tên đơn vị", school),
            ("ky_bao_cao", "Kỳ báo cáo", "cuoi-nam"),
            ("lanh_dao", "Lãnh đạo phụ trách", name(seed)),
            ("lanh_dao_chuc_vu", "Chức vụ lãnh đạo", "Phó Hiệu trưởng"),
            ("lanh_dao_dien_thoai", "Điện thoại lãnh đạo", f"09{seed:02}123456"),
            ("dau_moi", "Cán bộ đầu mối", name(seed + 3)),
            ("ngay_bao_cao", "Ngày báo cáo", datetime.date(2024, 5, 10 + seed)),
        ],
        made,
    )
    figures = Sheet("Số liệu")
    record(
        figures,
        "so-lieu",
        [
            ("tong_so_cbgvnv", "Tổng số CB, GV, NV", 1180 + seed),
            ("truc_tiep_giang_day", "Số giáo viên trực tiếp giảng dạy", 950),
            ("tin_bai", "Số tin, bài đã đăng", 3),
            ("cuoc_kiem_tra", "Số cuộc kiểm tra thi đua", 5),
            ("don_thu_nhan", "Đơn thư tiếp nhận", 2),
            ("don_thu_giai_quyet", "Đơn thư đã giải quyết", 2),
            ("hsg_quoc_gia", "Giải học sinh giỏi quốc gia", 3),
            ("khkt_quoc_gia", "Giải KHKT quốc gia", 0),
            ("truong_hanh_phuc", "Số trường đạt Trường học hạnh phúc", 1),
            ("lop_tap_huan_da_du", "Số lớp tập huấn đã dự", 2),
        ],
        made,
    )
    models = Sheet("Mô hình, điển hình")
    table(
        models,
        "dien-hinh",
        {
            "stt": "STT",
            "ten": "Tên tập thể, cá nhân, mô hình",
            "phan_loai": "Phân loại",
            "doi_tuong": "Đối tượng",
            "chuc_vu": "Chức vụ",
            "don_vi_cong_tac": "Đơn vị công tác",
            "linh_vuc": "Lĩnh vực",
            "phong_trao": "Phong trào",
            "tom_tat": "Tóm tắt thành tích",
            "ngay_gioi_thieu": "Ngày giới thiệu",
            "noi_dang": "Nơi đăng",
            "ket_qua_danh_gia": "Kết quả đánh giá",
        },
        [
            [
                place + 1,
                name(seed * 5 + place) if place % 2 else f"Tổ Toán – Tin {place + 1}, {school}",
                "Điển hình",
                "Cá nhân" if place % 2 else "Tập thể",
                "Giáo viên" if place % 2 else None,
                school,
                "Giảng dạy",
                MOVEMENTS[place % 4],
                SUMMARY,
                day(seed + place),
                None,
                "Tốt" if place else None,
            ]
            for place in range(3)
        ],
        made,
        hidden=(1,),
    )
    movements = Sheet("Phong trào thi đua")
    rows = []
    for place, movement in enumerate(MOVEMENTS[:3]):
        total = 40 + seed + place
        taking_part = lambda at, total=total: Formula(f"D{at}-2", total - 2)
        error = failed and place == 1
        rows.append(
            [place + 1, movement, taking_part, total, Failed() if error else 3, "Hoàn thành"]
        )
    faults = {place: ["so_tham_gia"] if uncomputed else [] for place in range(3)}
    if failed:
        faults[1] = faults[1] + ["so_hoat_dong"]
    table(
        movements,
        "phong-trao",
        {
            "stt": "STT",
            "phong_trao": "Tên phong trào",
            "so_tham_gia": "Số CB, GV, NV tham gia",
            "tong_so": "Tổng số CB, GV, NV",
            "so_hoat_dong": "Số hoạt động",
            "ket_qua": "Kết quả",
        },
        rows,
        made,
        faults=faults,
    )
    awards = Sheet("Khen thưởng")
    table(
        awards,
        "khen-thuong",
        {
            "stt": "STT",
            "doi_tuong": "Đối tượng",
            "ho_ten": "Họ và tên, tên tập thể",
            "chuc_vu": "Chức vụ",
            "don_vi_cong_tac": "Đơn vị công tác",
            "truc_tiep_giang_day": "Trực tiếp giảng dạy",
            "hinh_thuc": "Danh hiệu, hình thức khen thưởng",
            "loai_khen": "Loại khen thưởng",
            "tinh_trang": "Tình trạng",
            "cap": "Cấp khen thưởng",
            "so_quyet_dinh": "Số quyết định",
            "ngay_quyet_dinh": "Ngày quyết định",
        },
        [
            [
                place + 1,
                "Cá nhân",
                name(seed * 7 + place),
                "Giáo viên",
                school,
                "Có" if place % 3 else "Không",
                ["Giấy khen của Giám đốc Sở", "Bằng khen của UBND tỉnh"][place % 2],
                "Thường xuyên",
                "Đã khen",
                ["Sở", "Tỉnh"][place % 2],
                f"{100 + seed * 10 + place}/QĐ-SGDĐT",
                day(seed * 3 + place),
            ]
            for place in range(4)
        ],
        made,
        first=7,
    )
    for form, _, _, values, _ in made.truth:
        if form == "khen-thuong":
            values["truc_tiep_giang_day"] = values["truc_tiep_giang_day"] == "Có"
    scores = Sheet("Tự chấm điểm")
    table(
        scores,
        "cham-diem",
        {
            "tieu_chi": "Mã tiêu chí",
            "noi_dung": "Nội dung tiêu chí",
            "diem_toi_da": "Điểm tối đa",
            "diem_tu_cham": "Điểm tự chấm",
            "minh_chung": "Minh chứng",
        },
        [
            [f"TC{code:02}", f"Nội dung của tiêu chí {code}", MAXIMA[code - 1],
             MAXIMA[code - 1] - [0, 0.25, 1.5][code % 3], "Báo cáo số 12/BC"]
            for code in range(1, 18)
        ],
        made,
    )
    made.sheets = [cover, figures, models, movements, awards, scores]
    return made


MAXIMA = []  # the criteria's, read from the campaign
