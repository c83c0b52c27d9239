"""The whole loop: a blank return out, filled in with faults, marked, mended in the marked file, clean;
then two queries explained, accepted by the office, and one of them claimed anew.

usage: loop.py THIDUA CAMPAIGN
"""

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import openpyxl

import template

COLLECTION = "cuoi-nam"

# Sheet, label, which of the rows from 0 (None on a record), what is planted, its code.
FAULTS = [
    ("Thông tin đơn vị", "Điện thoại đầu mối", None, "12345", "pattern-mismatch"),
    ("Thông tin đơn vị", "Email lãnh đạo", None, "binh.donvi", "type-error"),
    ("Mô hình, điển hình", "Phân loại", 0, "Gương sáng", "not-in-list"),
    ("Mô hình, điển hình", "Tóm tắt thành tích", 1, None, "missing-value"),
    ("Mô hình, điển hình", "Ngày giới thiệu", 2, "hôm qua", "type-error"),
    ("Mô hình, điển hình", "Ngày giới thiệu", 3, date(2022, 11, 3), "outside-school-year"),
    ("Phong trào thi đua", "Số CB, GV, NV tham gia", 0, 500, "above-other"),
    ("Phong trào thi đua", "Số hoạt động", 1, -1, "below-minimum"),
    ("Sáng kiến, đề tài", "Số quyết định", 2, "01/QĐ-SK", "not-unique"),
    ("Khen thưởng", "Trực tiếp giảng dạy", 1, "có thể", "type-error"),
    ("Số liệu", "Đơn thư đã giải quyết", None, 5, "above-other"),
    ("Tự chấm điểm", "Điểm tự chấm", 3, 12, None),  # above the row's maximum and the criterion's
]


def cell_of(book, sheet, label, nth):
    """The cell of a value; rows of tables people begin themselves follow the example row."""
    if nth is None:
        column = book[sheet]["A"]
        return next(cell.offset(column=1) for cell in column if cell.value == label)
    header, columns = template.labels(book[sheet])
    first = header + (1 if sheet in template.GIVEN else 2)
    return book[sheet].cell(first + nth, columns[label])


def command(thidua, campaign, returns, out, decisions=None):
    words = [thidua, "run", "--campaign", campaign, "--returns", returns, "--out", out, "--exit-zero"]
    words += ["--decisions", decisions] if decisions else []
    return list(map(str, words))


def run(thidua, campaign, returns, out, decisions=None):
    done = subprocess.run(command(thidua, campaign, returns, out, decisions), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    lines = (out / "data/findings.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def open_ones(findings):
    return [one for one in findings if one["severity"] != "note" and one["state"] == "open"]


def listed(path):
    """What the first sheet of a marked return lists: (sheet, cell), and the row it stands in."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    found = {}
    for row in sheet.iter_rows():
        texts = [cell.value for cell in row]
        if texts[1:2] and texts[1] in ("Phải sửa", "Cần làm rõ"):
            found[(texts[2], texts[3])] = row[0].row
    return found


def marked(out, unit):
    return out / "don-vi" / f"{unit}_{COLLECTION}_phieu-ra-soat.xlsx"


def faults_are_listed_and_mended(thidua, campaign, work):
    returns = blank_and_filled(thidua, campaign, work, ["PGD-01"])
    path = next(returns.glob("PGD-01*"))
    sound = openpyxl.load_workbook(path)
    book = openpyxl.load_workbook(path)
    planted = {}
    for sheet, label, nth, value, code in FAULTS:
        cell = cell_of(book, sheet, label, nth)
        planted[(sheet, cell.coordinate)] = (cell_of(sound, sheet, label, nth).value, code)
        cell.value = value
    book.save(path)
    findings = run(thidua, campaign, returns, work / "first")
    said = {(one["sheet"], one["range"]): one["code"] for one in open_ones(findings)}
    assert said.keys() == planted.keys(), said.keys() ^ planted.keys()
    for place, (_, code) in planted.items():
        assert code in (None, said[place]), (place, code, said[place])
    review = marked(work / "first", "PGD-01")
    assert listed(review).keys() == planted.keys(), listed(review).keys() ^ planted.keys()

    book = openpyxl.load_workbook(review)
    for (sheet, cell), (value, _) in planted.items():
        book[sheet][cell].value = value
    path.unlink()
    book.save(returns / review.name)
    findings = run(thidua, campaign, returns, work / "second")
    assert not open_ones(findings), open_ones(findings)
    assert not marked(work / "second", "PGD-01").exists()


def explanations_hold_until_the_value_changes(thidua, campaign, work):
    """Two models that two Bureaus claim: the first explains both, the office accepts both."""
    returns = blank_and_filled(thidua, campaign, work, ["PGD-01", "PGD-02"])
    paths = {unit: next(returns.glob(f"{unit}*")) for unit in ("PGD-01", "PGD-02")}
    claim(paths, {0: "Tổ Toán liên trường", 3: "Tổ Văn liên trường"})
    findings = run(thidua, campaign, returns, work / "first")
    asked = [one for one in open_ones(findings) if one["unit"] == "PGD-01"]
    assert [one["code"] for one in asked] == ["claimed-twice"] * 2, asked

    review = marked(work / "first", "PGD-01")
    book = openpyxl.load_workbook(review)
    sheet = book.worksheets[0]
    column = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "Giải thích của đơn vị")
    for row in listed(review).values():
        sheet.cell(row, column).value = "Hai đơn vị phối hợp thực hiện."
    paths["PGD-01"].unlink()
    paths["PGD-01"] = returns / review.name
    book.save(paths["PGD-01"])
    findings = run(thidua, campaign, returns, work / "second")
    states = [one["state"] for one in findings if one["unit"] == "PGD-01" and one["code"] == "claimed-twice"]
    assert states == ["explained"] * 2, states

    decisions = work / "decisions.xlsx"
    assert decide(work / "second", decisions) == 2
    findings = run(thidua, campaign, returns, work / "third", decisions)
    states = [one["state"] for one in findings if one["unit"] == "PGD-01" and one["code"] == "claimed-twice"]
    assert states == ["accepted"] * 2, states

    # Both now claim another name: what was accepted is not this.
    claim(paths, {0: "Tổ Toán liên trường số 2"})
    findings = run(thidua, campaign, returns, work / "fourth", decisions)
    states = sorted(one["state"] for one in findings if one["unit"] == "PGD-01" and one["code"] == "claimed-twice")
    assert states == ["accepted", "open"], states
    assert [one["code"] for one in findings].count("lapsed-decision") == 1, findings

    # What lapsed is no longer decided in the workbook of that run; what holds still is.
    assert decide(work / "fourth", decisions) == 0
    findings = run(thidua, campaign, returns, work / "fifth", decisions)
    states = sorted(one["state"] for one in findings if one["unit"] == "PGD-01" and one["code"] == "claimed-twice")
    assert states == ["accepted", "open"], states
    assert "lapsed-decision" not in [one["code"] for one in findings], findings

    # Decisions filled in where the next run would write over them stop it.
    decide(work / "fifth", work / "fifth" / "cho-quyet-dinh.xlsx")
    refused = subprocess.run(command(thidua, campaign, returns, work / "fifth"), capture_output=True, text=True)
    assert refused.returncode == 2 and "cho-quyet-dinh.xlsx" in refused.stderr, refused.stderr


def decide(out, save_as):
    """Accepts all that waits with an explanation; the number of rows."""
    book = openpyxl.load_workbook(out / "cho-quyet-dinh.xlsx")
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if row[0].value == "STT")
    at = {cell.value: cell.column for cell in head}
    waiting = [row[0].row for row in sheet.iter_rows(min_row=head[0].row + 1)
               if row[at["Tình trạng"] - 1].value == "Chờ quyết định"]
    for row in waiting:
        sheet.cell(row, at["Quyết định"]).value = "Chấp nhận"
        sheet.cell(row, at["Người quyết định"]).value = "Văn phòng"
        sheet.cell(row, at["Ngày quyết định"]).value = date(2024, 6, 12)
    book.save(save_as)
    return len(waiting)


def claim(paths, names):
    for path in paths.values():
        book = openpyxl.load_workbook(path)
        for nth, name in names.items():
            cell_of(book, "Mô hình, điển hình", "Tên tập thể, cá nhân, mô hình", nth).value = name
        book.save(path)


def blank_and_filled(thidua, campaign, work, units):
    blanks, returns = work / "blanks", work / "returns"
    returns.mkdir(parents=True)
    command = [thidua, "template", "--campaign", campaign, "--collection", COLLECTION, "--out", blanks]
    for unit in units:
        command += ["--unit", unit]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    template.fill(blanks, returns)
    shutil.rmtree(blanks)
    return returns


def main():
    thidua, campaign = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as work:
        faults_are_listed_and_mended(thidua, campaign, Path(work, "faults"))
        explanations_hold_until_the_value_changes(thidua, campaign, Path(work, "queries"))
    print(f"{len(FAULTS)} faults listed and mended; two queries explained, accepted, one lapsed")


if __name__ == "__main__":
    main()
