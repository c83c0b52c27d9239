"""Fills in blank returns as a unit would, changes one number, and judges what a run found.

    template.py fill BLANKS FILLED       every workbook of a folder, filled in by openpyxl
    template.py change FILE              one number of a calculated workbook, nothing else
    template.py calculated FILE          what its sheet of checks says once it is calculated
    template.py judge REPORTS N [CODE]   N accepted files, and no finding at all but one of a code
"""

import json
import re
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl

SCHOOLS = ["Trường THCS Suối Mây", "Trường TH Bản Lìm", "Trường MN Hoa Ban"]
PEOPLE = ["Lò Thị Mận", "Giàng A Páo", "Hoàng Văn Thịnh"]
FIELD = ["Giảng dạy", "Quản lý", "Học tập"]
AWARDS = ["Giấy khen của Giám đốc Sở", "Bằng khen của UBND tỉnh", "Nhà giáo tiêu biểu của năm"]
MOVEMENTS = [
    "Đổi mới, sáng tạo trong quản lý, giảng dạy và học tập",
    "Trường học hạnh phúc",
    "Nụ cười công sở",
]

COVER = {
    "Lãnh đạo phụ trách": "Quàng Văn Bình",
    "Chức vụ lãnh đạo": "Phó Trưởng phòng",
    "Điện thoại lãnh đạo": "0912345678",
    "Email lãnh đạo": "binh.qv@donvi.edu.vn",
    "Cán bộ đầu mối": "Vì Thị Hằng",
    "Điện thoại đầu mối": "0987654321",
    "Ngày báo cáo": date(2024, 5, 27),
}
FIGURES = {
    "Tổng số CB, GV, NV": 412,
    "Số giáo viên trực tiếp giảng dạy": 350,
    "Số tin, bài đã đăng": 27,
    "Số cuộc kiểm tra thi đua": 4,
    "Đơn thư tiếp nhận": 2,
    "Đơn thư đã giải quyết": 2,
    "Giải học sinh giỏi quốc gia": 0,
    "Giải KHKT quốc gia": 1,
    "Số trường đạt Trường học hạnh phúc": 6,
    "Số lớp tập huấn đã dự": 3,
}


def rows(unit):
    """The rows of tables that people begin themselves, by sheet; keys with what formulas take for
    wildcards or numbers, and a repeated name in another school."""
    models = [
        {
            "STT": nth + 1,
            "Tên tập thể, cá nhân, mô hình": f"{PEOPLE[nth % 3]}, {unit}" + [" (tổ 1*)", " (tổ 10)", ""][nth // 3],
            "Phân loại": "Mô hình" if nth == 4 else "Điển hình",
            "Đối tượng": "Cá nhân",
            "Đơn vị công tác": SCHOOLS[nth % 2],
            "Lĩnh vực": FIELD[nth % 3],
            "Phong trào": MOVEMENTS[nth % 3],
            "Tóm tắt thành tích": "Dạy học theo dự án, học sinh tiến bộ rõ rệt. " * 4,
            "Ngày giới thiệu": date(2024, 2, 3 + nth),
        }
        for nth in range(8)
    ]
    movements = [
        {"STT": nth + 1, "Tên phong trào": name, "Số CB, GV, NV tham gia": 380 + nth,
         "Tổng số CB, GV, NV": 412, "Số hoạt động": 5 - nth, "Kết quả": "Hoàn thành"}
        for nth, name in enumerate(MOVEMENTS)
    ]
    initiatives = [
        {"STT": nth + 1, "Tên sáng kiến, đề tài": f"Biện pháp rèn kỹ năng đọc cho học sinh lớp {nth + 1}, {unit}",
         "Loại": "Sáng kiến", "Tác giả": PEOPLE[nth], "Đơn vị công tác": SCHOOLS[nth], "Lĩnh vực": FIELD[nth],
         "Cấp công nhận": "Cơ sở", "Số quyết định": f"0{nth + 1}/QĐ-SK", "Ngày công nhận": date(2024, 4, 9 + nth)}
        for nth in range(3)
    ]
    awards = [
        {"STT": nth + 1, "Đối tượng": "Cá nhân", "Họ và tên, tên tập thể": PEOPLE[nth], "Chức vụ": "Giáo viên",
         "Đơn vị công tác": SCHOOLS[nth], "Trực tiếp giảng dạy": "Có", "Danh hiệu, hình thức khen thưởng": AWARDS[nth],
         "Loại khen thưởng": "Thường xuyên", "Tình trạng": "Đề nghị", "Cấp khen thưởng": "Sở"}
        for nth in range(3)
    ]
    results = [
        {"Mã chỉ tiêu": f"CT0{nth}", "Nội dung, chỉ tiêu đăng ký": "Theo bản đăng ký", "Chỉ tiêu": 90.5, "Kết quả thực hiện": 91.25 + nth}
        for nth in (1, 2, 3)
    ]
    return {
        "Mô hình, điển hình": models,
        "Phong trào thi đua": movements,
        "Sáng kiến, đề tài": initiatives,
        "Khen thưởng": awards,
        "Kết quả đăng ký": results,
    }


# Of rows that are given, what a unit adds: by sheet, from the nth row.
GIVEN = {
    "Tổng hợp khen thưởng": lambda nth: {"Tập thể": nth, "Cá nhân": 10 + nth, "Trong đó trực tiếp giảng dạy": 7},
    "Tự chấm điểm": lambda nth: {"Không áp dụng": "Có"} if nth == 5 else {"Điểm tự chấm": 8.25},
}


def labels(sheet):
    """The header row of a table with its columns."""
    return next((row[0].row, {cell.value: cell.column for cell in row if cell.value})
                for row in sheet.iter_rows(max_row=12) if sum(1 for cell in row if cell.value) > 2)


def fill(blanks, filled):
    for path in sorted(blanks.glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for name, values in (("Thông tin đơn vị", COVER), ("Số liệu", FIGURES)):
            if name in book.sheetnames:
                for cell in book[name]["A"]:
                    if cell.value in values:
                        cell.offset(column=1).value = values[cell.value]
        for name, entries in rows(path.name.split("_")[0]).items():
            header, columns = labels(book[name])
            for nth, entry in enumerate(entries):
                for label, value in entry.items():
                    book[name].cell(header + 2 + nth, columns[label]).value = value
        for name, entry in GIVEN.items():
            header, columns = labels(book[name])
            for nth in range(book[name].max_row - header):
                for label, value in entry(nth).items():
                    book[name].cell(header + 1 + nth, columns[label]).value = value
        book.save(filled / path.name)


def change(path):
    """27 articles on the sheet "Số liệu" become 28, and no formula is calculated anew."""
    with zipfile.ZipFile(path) as old:
        parts = {info: old.read(info) for info in old.infolist()}
        names = re.findall(r'<sheet name="([^"]+)"', old.read("xl/workbook.xml").decode())
    target = f"xl/worksheets/sheet{names.index('Số liệu') + 1}.xml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info, data in parts.items():
            if info.filename == target:
                data, count = re.subn(b"<v>27</v>", b"<v>28</v>", data)
                assert count == 1, count
            new.writestr(info, data)


def judge(reports, files, code=None):
    summary = json.loads((reports / "data/summary.json").read_text(encoding="utf-8"))
    states = [one["state"] for one in summary["submissions"]]
    assert states == ["accepted"] * files, states
    for one in summary["submissions"]:
        seen = {form: rows["seen"] for form, rows in one["rows"].items()}
        expected = {"dien-hinh": 8, "phong-trao": 3, "sang-kien": 3, "khen-thuong": 3, "ket-qua": 3, "tong-hop-kt": 12, "cham-diem": 17}
        assert {form: seen[form] for form in expected} == expected, seen
    lines = (reports / "data/findings.jsonl").read_text(encoding="utf-8").splitlines()
    findings = [json.loads(line) for line in lines]
    found = [(one["code"], one["file"], one["sheet"], one["range"], one["message"]) for one in findings]
    assert [one[0] for one in found] == ([code] if code else []), found
    print("as filled in" if code is None else f"one {code}")


def calculated(path):
    """What the check sheet of a calculated workbook says."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Kiểm tra trước khi gửi"]
    said = {row[0].value: [cell.value for cell in row[1:5]] for row in reversed(list(sheet.iter_rows(min_row=8))) if row[0].value}
    assert said["Thông tin đơn vị"] == [10, 0, 0, "Đạt"], said["Thông tin đơn vị"]
    # Forms stand above control totals, so the former win.
    assert said["Mô hình, điển hình"] == [8, 0, 0, "Đạt"], said["Mô hình, điển hình"]
    assert said["Phong trào thi đua"] == [3, 0, 0, "Đạt"], said["Phong trào thi đua"]
    assert said["Tự chấm điểm"] == [17, 0, 0, "Đạt"], said["Tự chấm điểm"]
    models = said["Giới thiệu điển hình tiên tiến trong năm học"]
    assert models[1] == 7, models
    assert models[3].startswith("Còn thiếu 3 điển hình" if "PGD" in str(path) else "Đạt"), models
    totals = {row[5].value: row[4].value for row in sheet.iter_rows(min_row=8) if len(row) > 5 and row[5].value}
    assert totals["dien-hinh;rows"] == 8, totals
    assert totals["phong-trao;sum;so_hoat_dong"] == 12, totals
    assert totals["so-lieu;sum;tin_bai"] == 27, totals
    assert totals["tong-hop-kt;sum;ca_nhan"] == 186, totals
    assert totals["cham-diem;sum;diem_tu_cham"] == 132, totals
    print("counted")


def main():
    what, *rest = sys.argv[1:]
    if what == "fill":
        fill(Path(rest[0]), Path(rest[1]))
    elif what == "change":
        change(Path(rest[0]))
    elif what == "calculated":
        calculated(Path(rest[0]))
    else:
        judge(Path(rest[0]), int(rest[1]), *rest[2:])


if __name__ == "__main__":
    main()
