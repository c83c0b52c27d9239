"""Has openpyxl hold each marked return against the return it was made of, cell by cell.

Usage: marked.py RETURNS REPORTS
"""

import json
import pathlib
import sys
import warnings

import openpyxl

warnings.simplefilter("ignore")
returns, reports = map(pathlib.Path, sys.argv[1:])
summary = json.loads((reports / "data/summary.json").read_text(encoding="utf-8"))


def said(value):
    """A cell's value; text of nothing but spaces says nothing."""
    return None if isinstance(value, str) and not value.strip() else value


files = cells = 0
for one in summary["submissions"]:
    original = returns / one["file"]
    marked = reports / "don-vi" / f"{one['unit']}_{one['collection']}_phieu-ra-soat.xlsx"
    if one["state"] != "accepted" or not marked.exists() or original.suffix.lower() not in (".xlsx", ".xlsm"):
        continue
    if not original.exists():
        continue
    files += 1
    for saved in (False, True):
        before, after = (openpyxl.load_workbook(path, data_only=saved) for path in (original, marked))
        assert after.sheetnames[1:] == before.sheetnames, one["file"]
        for name in before.sheetnames:
            old, new = before[name], after[name]
            where = f"{one['file']} {name}"
            assert old.sheet_state == new.sheet_state, where
            merges = [sorted(map(str, sheet.merged_cells.ranges)) for sheet in (old, new)]
            assert merges[0] == merges[1], where
            assert len(old.data_validations.dataValidation) == len(new.data_validations.dataValidation), where
            for row in old.iter_rows():
                for cell in row:
                    cells += 1
                    twin = new[cell.coordinate]
                    assert said(cell.value) == twin.value, f"{where} {cell.coordinate}: {cell.value!r} {twin.value!r}"
                    assert cell.value is None or cell.number_format == twin.number_format, f"{where} {cell.coordinate}"
assert files, "no marked returns"
print(f"{cells} cells of {files} marked returns agree")
