"""Has LibreOffice calculate tong-hop.xlsx and the workbooks of units anew and holds every formula against
the value saved with it; then follows every figure of the results and all points of the ranking to the rows they are made of,
and those to the cells of the returns.

Usage: recalculate.py REPORTS RETURNS LANGUAGE
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse
import warnings
import zipfile

import openpyxl
from openpyxl.utils import range_boundaries

warnings.simplefilter("ignore")
reports, returns = map(pathlib.Path, sys.argv[1:3])
# Texts join numbers as the reader's own program writes them.
LOCALE, RESULTS, RANKING = {
    "vi": ("vi-VN", "Kết quả chỉ tiêu", "Xếp hạng dự kiến"),
    "en": ("en-US", "Results by target", "Expected ranks"),
}[sys.argv[3]]
SETTINGS = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{LOCALE}</value></prop></item>
</oor:items>
"""
AREA = r"('(?:[^']|'')+'![$A-Z0-9:]+)"
CONDITION = rf"{AREA},(\$?[A-Z]+\d+|\"[^\"]*\")"
SUM_OF_UNIT = rf"SUMIFS\({AREA}((?:,{AREA},(?:\$?[A-Z]+\d+|\"[^\"]*\"))+)\)"
# The columns of own and reviewed points, and where both ends of them stand.
POINTS = "DE"
ENDS = r"IF\(\(?(-?)([A-Z]+\d+)\)?=\(?-?([A-Z]+\d+)\)?,"
FIGURES = 3
NEAR = 1e-9


def calculated(books):
    """The workbooks as LibreOffice saves them after calculating all formulas."""
    place = pathlib.Path(tempfile.mkdtemp())
    settings = place / "profile/user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{place}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(place / "out")]
    subprocess.run(command + [str(book) for book in books], check=True, capture_output=True)
    loaded = [openpyxl.load_workbook(place / "out" / book.name, data_only=True) for book in books]
    shutil.rmtree(place)
    return loaded


def falsified(book, place):
    """A copy with a wrong value saved with its first formula that has a number, and that cell."""
    copy = place / "falsified.xlsx"
    found = None
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet3.xml":
                text = data.decode()
                cell = re.search(r'<c r="([A-Z]+\d+)"( s="\d+")?><f>[^<]*</f><v>([^<]*)</v>', text)
                text = text[: cell.start(3)] + "123456" + text[cell.end(3):]
                data, found = text.encode(), cell.group(1)
            new.writestr(part, data)
    return copy, found


def same(one, other):
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= NEAR * max(1.0, abs(one), abs(other))
    return (one or None) == (other or None)


def compare(formulas, saved, anew):
    """Every formula's saved value is what LibreOffice makes of it."""
    count, wrong = 0, []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                before = saved[sheet.title][cell.coordinate].value
                after = anew[sheet.title][cell.coordinate].value
                error = isinstance(after, str) and after.startswith("#")
                if error or not same(before, after):
                    wrong.append(f"{sheet.title}!{cell.coordinate} {cell.value}: {before!r}, calculated {after!r}")
    if wrong:
        sys.exit("\n".join(wrong[:20]) + f"\n{len(wrong)} of {count} formulas give something else")
    return count


class Trace:
    """Follows figures of the results to their rows, and rows to cells of returns."""

    def __init__(self, folder, formulas, saved):
        self.folder, self.formulas, self.saved, self.books = folder, formulas, saved, {}
        self.columns, self.written, self.visited = {}, {}, set()
        self.rows = self.cells = 0
        log = (reports / "data/repairs.jsonl").read_text(encoding="utf-8").splitlines()
        self.repaired = {(one["file"], one["sheet"]) for one in map(json.loads, log)}

    def figures(self):
        """The cells of the ends of figures that rows of a form make up, where any row does."""
        cells = (cell for row in self.formulas[RESULTS].iter_rows() for cell in row)
        sums = (cell for cell in cells if cell.data_type == "f" and "SUMIFS(" in cell.value)
        return [cell for cell in sums if self.saved[RESULTS][cell.coordinate].value]

    def points(self):
        """Follows all points of the ranking, those units give themselves and those of reviews."""
        if RANKING not in self.formulas.sheetnames:
            return 0
        sheet, saved, count = self.formulas[RANKING], self.saved[RANKING], 0
        for row in range(1, sheet.max_row + 1):
            for column in POINTS:
                cell = sheet[f"{column}{row}"]
                ends = cell.data_type == "f" and re.match(ENDS, cell.value.lstrip("="))
                if not ends:
                    # A total of the list of differences is taken from the table above it.
                    looked_up = cell.data_type == "f" and cell.value.lstrip("=").startswith("INDEX(")
                    assert looked_up or not isinstance(cell.value, (int, float)), f"{cell.coordinate} is no formula"
                    continue
                sign, values = -1 if ends.group(1) else 1, []
                for end in ends.groups()[1:]:
                    self.total(sheet[end])
                    values.append(saved[end].value)
                shown = saved[cell.coordinate].value
                if values[0] == values[1]:
                    assert same(shown, sign * values[0]), f"{cell.coordinate}: {shown} is not {values}"
                else:
                    assert isinstance(shown, str), f"{cell.coordinate}: {shown} hides {values}"
                count += 1
        assert count, "no points are formulas"
        return count

    def total(self, cell):
        """Adds up what a total adds up, and follows the parts that come from rows."""
        sheet, saved = cell.parent, self.saved[cell.parent.title]
        if "SUMIFS(" in str(cell.value):
            self.follow(cell)
            return
        parts = re.fullmatch(r"=?ROUND\(SUM\((.+)\),3\)", cell.value).group(1).split(",")
        values = 0
        for part in parts:
            found = sheet[part]
            for one in [one for row in found for one in row] if isinstance(found, tuple) else [found]:
                values += saved[one.coordinate].value or 0
                if one.data_type == "f" and "SUMIFS(" in one.value:
                    self.follow(one)
        where = f"{sheet.title}!{cell.coordinate}"
        assert same(round(values, 3), saved[cell.coordinate].value), f"{where} is not {values}"

    def follow(self, cell):
        """Adds up in Python what the cell's formula adds up, and visits each row that adds something."""
        title = cell.parent.title
        results = self.saved[title]
        formula = cell.value.lstrip("=")
        total, seen = 0.0, []
        for amounts, conditions, *_ in re.findall(SUM_OF_UNIT, formula):
            sheet, first, added = self.column(amounts)
            wanted, columns = [], []
            for area, value in re.findall(CONDITION, conditions):
                names, _, cells = self.column(area)
                assert sheet is names
                columns.append(cells)
                wanted.append(value.strip('"') if value[0] == '"' else results[value.replace("$", "")].value)
            for row, (*owner, amount) in enumerate(zip(*columns, added, strict=True), first):
                if owner == wanted:
                    assert isinstance(amount, (int, float)), f"{sheet.title} row {row}: {amount!r}"
                    total += amount
                    seen += [(sheet, row)] if amount else []
        if formula.startswith("MIN(1,"):
            total = min(1, total)
        own = re.match(r"([A-Z]+\d+)\+", formula)
        if own:
            total += results[own.group(1)].value
        where = f"{title}!{cell.coordinate}"
        assert same(results[cell.coordinate].value, total), f"{where}: {results[cell.coordinate].value} is not {total}"
        for sheet, row in seen:
            self.source(sheet, row)

    def column(self, reference):
        """A range of one column: its sheet, its first row and its values."""
        if reference not in self.columns:
            name, cells = re.fullmatch(r"'(.+)'!(.+)", reference).groups()
            sheet = self.saved[name.replace("''", "'")]
            column, first, _, last = range_boundaries(cells.replace("$", ""))
            values = [sheet.cell(row, column).value for row in range(first, last + 1)]
            self.columns[reference] = (sheet, first, values)
        return self.columns[reference]

    def source(self, sheet, row):
        """The row's link leads to a file, sheet and cell that are there and hold the row's values."""
        if (sheet.title, row) in self.visited:
            return
        self.visited.add((sheet.title, row))
        links = [cell for cell in self.formulas[sheet.title][row] if cell.hyperlink]
        assert len(links) == 1, f"{sheet.title} row {row}: {len(links)} links"
        link = links[0].hyperlink
        target = urllib.parse.unquote(link.target)
        file = (self.folder / target).resolve()
        assert file.is_file(), f"{sheet.title} row {row}: {target} is not there"
        self.rows += 1
        inside = file.suffix.lower() == ".zip"
        if file.suffix.lower() not in (".xlsx", ".xlsm") or inside:
            return
        name, place = re.fullmatch(r"'(.+)'!([A-Z]+\d+)(?::[A-Z]+\d+)?", link.location).groups()
        book = self.books.get(file)
        if book is None:
            book = self.books[file] = openpyxl.load_workbook(file, data_only=True)
        source = book[name.replace("''", "'")]
        at = source[place]
        assert at.row <= source.max_row and at.column <= source.max_column, f"{file.name} {link.location}"
        relative = str(file.relative_to(returns.resolve()))
        head = next(r for r in range(1, row) if sheet.cell(r, 1).value in ("Mã đơn vị", "Mã đơn vị gửi", "Code"))
        labels = [cell.value for cell in sheet[head]]
        fields = range(4, next(c for c, text in enumerate(labels, 1) if text in ("Tình trạng dòng", "Standing")))
        # A record stands in one sheet; of a merged or "as above" cell the value may stand higher up.
        if source not in self.written:
            lines = source.iter_rows(max_row=source.max_row, values_only=True)
            self.written[source] = {plain(value) for line in lines for value in line}
        written = self.written[source]
        values = [plain(sheet.cell(row, c).value) for c in fields if sheet.cell(row, c).value is not None]
        found = sum(value in written for value in values)
        assert (
            2 * found > len(values) or (relative, source.title) in self.repaired
        ), f"{relative} {link.location}: {values} not among what is written"
        self.cells += found


def plain(value):
    """A value without what reading mends."""
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split()).lower()
    if hasattr(value, "strftime"):
        return value.strftime("%Y-%m-%d")
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


book = reports / "tong-hop.xlsx"
units = sorted(path for path in reports.glob("*/*.xlsx") if path.parent.name not in ("don-vi", "nhac-nho"))
formulas = openpyxl.load_workbook(book)
saved = openpyxl.load_workbook(book, data_only=True)
place = pathlib.Path(tempfile.mkdtemp())
copy, cell = falsified(book, place)
anew, mended, *of_units = calculated([book, copy, *units])
shutil.rmtree(place)
assert same(mended[RESULTS][cell].value, saved[RESULTS][cell].value), f"LibreOffice did not calculate {cell} anew"
count = compare(formulas, saved, anew)
print(f"{count} formulas calculated anew give what was saved")

trace = Trace(reports, formulas, saved)
figures = trace.figures()
for figure in figures:
    trace.follow(figure)
assert len(figures) >= FIGURES, f"only {len(figures)} figures"
print(f"{len(figures)} figures followed to {trace.rows} rows and {trace.cells} cells of returns")
before = trace.rows
points = trace.points()
print(f"{points} points followed to {trace.rows - before} more rows, {trace.cells} cells of returns in all")

count = followed = 0
for path, anew in zip(units, of_units, strict=True):
    formulas = openpyxl.load_workbook(path)
    saved = openpyxl.load_workbook(path, data_only=True)
    count += compare(formulas, saved, anew)
    trace = Trace(path.parent, formulas, saved)
    for figure in trace.figures():
        trace.follow(figure)
        followed += 1
print(f"{len(units)} workbooks of units: {count} formulas give what was saved, {followed} figures followed")
