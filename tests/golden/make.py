"""Writes the five workbooks of returns/, the same bytes at every run.

Needs openpyxl 3.1.5. The expected outcome, summary.json beside this file, is written by hand and
never by a program: after a change here, work it out again (README.md) and copy the hashes that
this prints.
"""

import hashlib
import io
import os
import re
import zipfile
from datetime import date
from pathlib import Path

os.environ["OPENPYXL_LXML"] = "False"  # lxml writes the same XML in other bytes

from openpyxl import Workbook  # noqa: E402

RETURNS = Path(__file__).resolve().parent / "returns"
CREATED = b"2024-06-15T00:00:00Z"

HEADER = [
    "STT", "Tên tập thể, cá nhân, mô hình", "Phân loại", "Đối tượng", "Đơn vị công tác",
    "Tóm tắt thành tích", "Ngày giới thiệu",
]
COLUMN_NUMBERS = [1, 2, 3, 4, 5, 6, 7]

BUREAU = ("PGD-01", "Phòng GDĐT huyện Thượng Lâm")
SCHOOL = ("THPT-01", "Trường THPT Suối Lan")
COLLECTION = "Báo cáo tổng kết năm học"

TEACHER = [
    "Nguyễn Thị Hạnh", "Điển hình", "Cá nhân", "Trường TH Thượng Lâm",
    "Có nhiều đổi mới trong dạy học lớp ghép.", date(2023, 11, 20),
]
LIBRARY = [
    "Thư viện xanh", "Mô hình", "Tập thể", "Trường TH Suối Đá",
    "Thu hút học sinh đọc sách hằng ngày.", date(2024, 3, 22),
]
NO_SUMMARY = ["Trần Văn Lộc", "Điển hình", "Cá nhân", "Trường THCS Suối Đá", None, date(2024, 1, 15)]
NO_DATE = [
    "Tổ Ngữ văn", "Điển hình", "Tập thể", "Trường THCS Thượng Lâm",
    "Tổ chức tốt các chuyên đề cấp huyện.", "ngày khai giảng",
]
SCHOOL_ROWS = [
    [
        "Lê Thu Trang", "Điển hình", "Cá nhân", "Trường THPT Suối Lan",
        "Bồi dưỡng học sinh giỏi đạt kết quả cao.", date(2023, 10, 17),
    ],
    [
        "Tổ Tin học", "Điển hình", "Tập thể", "Trường THPT Suối Lan",
        "Đi đầu trong chuyển đổi số của trường.", date(2024, 3, 26),
    ],
    [
        "Hội trại sáng tạo", "Phong trào", "Tập thể", "Trường THPT Suối Lan",
        "Học sinh tự thiết kế và tổ chức hội trại.", date(2024, 4, 25),
    ],
]


def workbook(unit, cover_date, has_plan, rows):
    """A return: the record sheet and, from row 4, the table (header, then `rows` as they stand)."""
    book = Workbook()
    cover = book.active
    cover.title = "Thông tin đơn vị"
    lines = [
        ["PHIẾU THÔNG TIN ĐƠN VỊ"], [],
        ["Mã đơn vị", unit[0]],
        ["Tên đơn vị", unit[1]],
        ["Kỳ báo cáo", COLLECTION],
        ["Ngày báo cáo", cover_date],
        ["Có kế hoạch thi đua", has_plan],
    ]
    fill(cover, lines, [26, 40])
    table = book.create_sheet("Mô hình, điển hình")
    above = [[unit[1].upper()], [], ["BIỂU MÔ HÌNH, ĐIỂN HÌNH"]]
    fill(table, above + [HEADER] + rows, [6, 32, 14, 12, 28, 44, 16])
    return packed(book)


def fill(sheet, rows, widths):
    """Writes `rows` from A1 on, dates as true dates, and sets the columns' widths."""
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is not None:
                cell = sheet.cell(row=row, column=column, value=value)
                if isinstance(value, date):
                    cell.number_format = "dd/mm/yyyy"
    for column, width in zip("ABCDEFG", widths):
        sheet.column_dimensions[column].width = width


def packed(book):
    """The workbook's bytes with fixed times, its parts stored so that no compressor's version shows."""
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", CREATED, part)
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return out.getvalue()


def numbered(*rows):
    """Puts the STT before each row."""
    return [[number, *row] for number, row in enumerate(rows, start=1)]


def signature(place_and_date, head):
    """A blank row and the three rows of the signature block."""
    return [
        [],
        [None, None, None, None, None, place_and_date],
        [None, "Người lập biểu", None, None, None, head],
        [None, "(Ký, họ tên)", None, None, None, "(Ký, đóng dấu)"],
    ]


first = workbook(BUREAU, date(2024, 5, 31), "Có", numbered(TEACHER, LIBRARY))
second = workbook(
    BUREAU, date(2024, 5, 31), "Có",
    [COLUMN_NUMBERS]
    + numbered(TEACHER, NO_SUMMARY, NO_DATE, [], TEACHER, LIBRARY)
    + [[None, "Tổng số", 5]]
    + signature("Thượng Lâm, ngày 31 tháng 5 năm 2024", "TRƯỞNG PHÒNG"),
)
late = workbook(SCHOOL, date(2024, 5, 29), "Có", [["I", "Các điển hình tiên tiến"]] + numbered(*SCHOOL_ROWS))
blank = workbook(SCHOOL, None, None, [])

FILES = {
    "Bao cao cuoi nam THPT Suoi Lan.xlsx": late,
    "PGD-01_cuoi-nam lần 2.xlsx": second,
    "PGD-01_cuoi-nam lần 3.xlsx": second[: len(second) // 2],
    "PGD-01_cuoi-nam.xlsx": first,
    "THPT-01_cuoi-nam.xlsx": blank,
}

if __name__ == "__main__":
    RETURNS.mkdir(exist_ok=True)
    for name, content in FILES.items():
        (RETURNS / name).write_bytes(content)
        print(hashlib.sha256(content).hexdigest(), name)
