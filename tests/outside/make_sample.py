"""Makes sample-data/ again: `thidua sample`, then some returns saved by other programs, as units
have them. Needs LibreOffice, openpyxl and xlwt. Usage: make_sample.py THIDUA FOLDER (new or empty)"""

import csv
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl
import xlwt

thidua, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
returns = folder / "returns"
renamed = {}

LIBREOFFICE = [  # file, ending it is saved with
    ("dang-ky/THPT-04_dang-ky.xlsx", "xls"),
    ("hoc-ky-1/THPT-14_hoc-ky-1.xlsx", "xls"),
    ("hoc-ky-1/KK-12_hoc-ky-1.xlsx", "ods"),
    ("cuoi-nam/NT-14_cuoi-nam.xlsx", "ods"),
    ("cuoi-nam/KK-09_cuoi-nam.xlsx", "xlsx"),
    ("hoc-ky-1/PGD-06_hoc-ky-1.xlsx", "xlsx"),
]
OPENPYXL = ["cuoi-nam/THPT-16_cuoi-nam.xlsx", "dang-ky/PB-02_dang-ky.xlsx"]
XLWT = ["dang-ky/NT-05_dang-ky.xlsx", "cuoi-nam/KK-11_cuoi-nam.xlsx"]
# A school reports a model of its Bureau's district as its own.
CLAIM = ("hoc-ky-1/PGD-03_hoc-ky-1.xlsx", "hoc-ky-1/THPT-06_hoc-ky-1.xlsx")
# A section's return, sent under another section's name.
MISNAMED = ("hoc-ky-1/PB-04_hoc-ky-1.xlsx", "hoc-ky-1/PB-05_hoc-ky-1 (bản chính).xlsx")


def by_libreoffice(name, ending):
    source, target = returns / name, (returns / name).with_suffix("." + ending)
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless", "--convert-to", ending,
             "--outdir", place, str(source)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        saved = pathlib.Path(place, target.name)
        source.unlink()
        shutil.copy(saved, target)
    note(name, target)


def by_openpyxl(name):
    book = openpyxl.load_workbook(returns / name)
    book.save(returns / name)


def by_xlwt(name):
    book, old = openpyxl.load_workbook(returns / name), xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for sheet in book:
        copy = old.add_sheet(sheet.title)
        copy.visibility = {"visible": 0, "hidden": 1, "veryHidden": 2}[sheet.sheet_state]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    style = [day] if cell.is_date else []
                    copy.write(cell.row - 1, cell.column - 1, cell.value, *style)
    target = (returns / name).with_suffix(".xls")
    old.save(str(target))
    (returns / name).unlink()
    note(name, target)


def note(name, target):
    renamed[name] = target.relative_to(returns).as_posix()


def model_sheet(book):
    for sheet in book:
        for row in sheet.iter_rows():
            texts = [str(cell.value).strip().casefold() for cell in row if cell.value is not None]
            if "phân loại" in texts:
                return sheet, {str(c.value).strip().casefold(): c.column for c in row if c.value}, row[0].row
    raise SystemExit("no models")


def claim(bureau, school):
    sheet, columns, head = model_sheet(openpyxl.load_workbook(returns / bureau))
    kind = columns["phân loại"]
    row = next(r for r in range(head + 1, sheet.max_row) if sheet.cell(r, kind).value == "Điển hình")
    book = openpyxl.load_workbook(returns / school)
    target, own, top = model_sheet(book)
    last = max(r for r in range(top + 1, target.max_row + 1) if target.cell(r, own["phân loại"]).value)
    target.insert_rows(last + 1)
    for label, column in own.items():
        if label in columns:
            target.cell(last + 1, column).value = sheet.cell(row, columns[label]).value
    book.save(returns / school)


def main():
    subprocess.run([str(thidua), "sample", str(folder)], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder / "schemas")
    truth = [json.loads(line) for line in (folder / "truth.jsonl").open(encoding="utf-8")]
    (folder / "truth.jsonl").unlink()
    claim(*CLAIM)
    for name, ending in LIBREOFFICE:
        by_libreoffice(name, ending)
    for name in OPENPYXL:
        by_openpyxl(name)
    for name in XLWT:
        by_xlwt(name)
    (returns / MISNAMED[0]).rename(returns / MISNAMED[1])
    note(MISNAMED[0], returns / MISNAMED[1])
    log = folder / "received.csv"
    rows = list(csv.reader(log.open(encoding="utf-8", newline="")))
    for row in rows[1:]:
        row[0] = renamed.get(row[0], row[0])
    csv.writer(log.open("w", encoding="utf-8", newline=""), lineterminator="\n").writerows(rows)
    # What a person would look at to assign the files that do not say whose they are.
    for path in sorted(returns.glob("*/Bao cao * ngay *")):
        name = path.relative_to(returns).as_posix()
        about = {row["values"].get("don_vi_cong_tac") or row["values"].get("ten_don_vi") for row in truth if row["file"] == name}
        print(name, hashlib.sha256(path.read_bytes()).hexdigest(), sorted(filter(None, about))[:4])


main()
