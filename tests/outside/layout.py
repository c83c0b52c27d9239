"""How every workbook of a run lies on paper: page set-up, print areas, fonts, and that no text is
wider or higher than its cell, measured in Liberation Serif, whose widths are Times New Roman's; and
that LibreOffice opens workbooks and letters and shows all of them.

usage: layout.py REPORTS
"""

import datetime
import re
import subprocess
import sys
import tempfile
import unicodedata
import warnings
from functools import lru_cache
from pathlib import Path

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries
from PIL import ImageFont
from pypdf import PdfReader

# A Normal style of Times New Roman 11 has digits 7 pixels wide, on which widths are based.
DIGIT = 7
MARGIN = 5
FONT = "Times New Roman"
WIDTH_A4 = {"portrait": 210 / 25.4, "landscape": 297 / 25.4}
# Of the side of one letter; screens and printers round differently.
TOLERANCE = 2
SMALLEST_SCALE = 0.55
LONGEST_WORD = 24


class Judge:
    def __init__(self, fonts: Path):
        self.fonts = fonts
        self.faults = []
        self.measured = 0

    @lru_cache(maxsize=None)
    def face(self, bold, italic, points):
        name = {(0, 0): "Regular", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[bool(bold), bool(italic)]
        # Measured ten times as large: whole pixels would round.
        return ImageFont.truetype(self.fonts / f"LiberationSerif-{name}.ttf", round(points * 96 / 72 * 10))

    @lru_cache(maxsize=200_000)
    def width(self, text, bold, italic, points):
        return self.face(bold, italic, points).getlength(unicodedata.normalize("NFC", text)) / 10

    def fault(self, *what):
        self.faults.append(" ".join(str(part) for part in what))

    def workbook(self, path: Path):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            book = openpyxl.load_workbook(path, data_only=True)
        # A return sent back keeps its sender's layout; ours is its first sheet alone.
        for sheet in book.worksheets[:1] if path.parent.name == "don-vi" else book:
            if sheet.sheet_state == "visible":
                Sheet(self, path, sheet).judge()


class Sheet:
    def __init__(self, judge, path, sheet):
        self.judge_, self.sheet = judge, sheet
        self.at = f"{path.parent.name}/{path.name} [{sheet.title}]"
        self.widths = {}
        for dimension in sheet.column_dimensions.values():
            for column in range(dimension.min, dimension.max + 1):
                self.widths[column] = (dimension.width, dimension.hidden)
        self.merged = {}
        for one in sheet.merged_cells.ranges:
            for row in range(one.min_row, one.max_row + 1):
                for column in range(one.min_col, one.max_col + 1):
                    self.merged[row, column] = one

    def fault(self, *what):
        self.judge_.fault(self.at, *what)

    def pixels(self, column):
        width, hidden = self.widths.get(column, (None, False))
        if hidden:
            return 0
        if width is None:
            width = self.sheet.sheet_format.defaultColWidth or 9.14
        return int((256 * width + int(128 / DIGIT)) / 256 * DIGIT)

    def judge(self):
        self.areas = self.page()
        if not self.areas:
            return
        for row in self.sheet.iter_rows(max_col=max(right for _, _, right, _ in self.areas)):
            if self.sheet.row_dimensions[row[0].row].hidden:
                continue
            for cell in row:
                if cell.value is not None and cell.value != "":
                    self.cell(cell)

    def page(self):
        sheet, setup = self.sheet, self.sheet.page_setup
        if setup.paperSize not in (9, "9"):
            self.fault("is not on A4:", setup.paperSize)
        if "&P" not in (sheet.oddHeader.center.text or ""):
            self.fault("has no page number at the top")
        margins = {side: round(getattr(sheet.page_margins, side) * 25.4, 1) for side in ("left", "right", "top", "bottom")}
        low = {"left": 20, "right": 10, "top": 20, "bottom": 15}
        for side, least in low.items():
            if not least <= margins[side] <= 35:
                self.fault("has a", side, "margin of", margins[side], "mm")
        if not sheet.print_area:
            self.fault("has no print area")
            return []
        areas = re.findall(r"\$[A-Z]+\$[0-9]+:\$[A-Z]+\$[0-9]+", str(sheet.print_area))
        across = [range_boundaries(area.replace("$", "")) for area in areas]
        last_row = max(bounds[3] for bounds in across)
        # Where several tables stand below each other, each begins a page instead.
        if last_row > 60 and not sheet.print_title_rows and not sheet.row_breaks.brk:
            self.fault("is", last_row, "rows long and repeats no headings")
        fit = sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage
        if not fit:
            self.across(across, margins)
            return across
        room = (WIDTH_A4[setup.orientation] - (margins["left"] + margins["right"]) / 25.4) * 96
        need = max(sum(self.pixels(column) for column in range(left, right + 1)) for left, _, right, _ in across)
        scale = room / need if need else 1
        if scale < SMALLEST_SCALE:
            self.fault(f"prints at {scale:.0%}")
        return across

    def across(self, areas, margins):
        """Pages beside each other: of a readable size, each with the columns that name the row."""
        sheet, setup = self.sheet, self.sheet.page_setup
        scale = (setup.scale or 100) / 100
        if scale < SMALLEST_SCALE:
            self.fault(f"prints at {scale:.0%}")
        room = (WIDTH_A4[setup.orientation] - (margins["left"] + margins["right"]) / 25.4) * 96 / scale
        left, _, right, _ = areas[0]
        repeated = 0
        if sheet.print_title_cols:
            first, last = (column_index_from_string(one) for one in sheet.print_title_cols.replace("$", "").split(":"))
            repeated = sum(self.pixels(column) for column in range(first, last + 1))
        ends = [one.id for one in sheet.col_breaks.brk] + [right]
        start = left
        for end in ends:
            need = sum(self.pixels(column) for column in range(start, end + 1))
            if start != left:
                if not repeated:
                    self.fault("has further pages that do not say whose row it is")
                need += repeated
            if need > room:
                self.fault(f"needs {need} of {room:.0f} pixels across a page from column {get_column_letter(start)}")
            start = end + 1

    def shown(self, cell):
        value, form = cell.value, cell.number_format
        if isinstance(value, bool):
            return None
        if isinstance(value, datetime.datetime):
            return "00/00/0000 00:00" if "h" in form.lower() else "00/00/0000"
        if isinstance(value, (int, float)):
            part = form.split(";")[0]
            quoted = "".join(re.findall(r'"([^"]*)"', part))
            part = re.sub(r'"[^"]*"', "", part)
            decimals = len(part.partition(".")[2].replace("#", "0").rstrip("%) ")) if "." in part else 0
            if form == "General":
                return f"{value:.10g}"
            number = f"{value * (100 if '%' in part else 1):,.{decimals}f}"
            return number + ("%" if "%" in part else "") + quoted
        before = re.search(r'((?:"[^"]*"|[^;"@])*)@', form.split(";")[-1])
        literal = "".join(re.findall(r'"([^"]*)"', before.group(1))) if before else ""
        return literal + str(value)

    def cell(self, cell):
        font = cell.font
        if font.name != FONT:
            self.fault(cell.coordinate, "is in", font.name)
        if cell.fill.fgColor.rgb == font.color and font.color:
            self.fault(cell.coordinate, "is invisible")
        text = self.shown(cell)
        span = self.merged.get((cell.row, cell.column))
        columns = range(span.min_col, span.max_col + 1) if span else [cell.column]
        room = sum(self.pixels(column) for column in columns)
        if not text or room == 0:
            return
        self.judge_.measured += 1
        number = isinstance(cell.value, (int, float, datetime.datetime))
        wrap, align = cell.alignment.wrap_text, cell.alignment
        measure = lambda part: self.judge_.width(part, font.b, font.i, font.sz)
        lines = text.split("\n")
        if number or not wrap:
            need = max(measure(line) for line in lines)
            if not number and not span and align.horizontal in (None, "left", "general"):
                room += self.free(cell)
            if align.shrink_to_fit:
                need *= 0.7
        else:
            words = [word for line in lines for word in re.split(r"\s+|(?<=[/\-–])", line)]
            # What is no word, such as an address in a list of faults, may go on in a second line.
            need = max((measure(word) for word in words if len(word) <= LONGEST_WORD), default=0)
        if align.text_rotation in (90, 180):
            return
        indent = (align.indent or 0) * 3 * DIGIT / 2
        if need > room - MARGIN - indent + TOLERANCE:
            self.fault(cell.coordinate, f"needs {need:.0f} of {room - MARGIN:.0f} pixels:", repr(text[:80]))
        elif wrap:
            self.height(cell, span, lines, measure, room - MARGIN - indent)

    def free(self, cell):
        """The room of the empty cells to the right, over which a text may run."""
        room, column = 0, cell.column + 1
        last = max(self.sheet.max_column, cell.column) + 30
        while column < last and (cell.row, column) not in self.merged:
            if self.sheet.cell(cell.row, column).value not in (None, ""):
                return room
            room += self.pixels(column)
            column += 1
        return room

    def height(self, cell, span, lines, measure, room):
        rows = range(span.min_row, span.max_row + 1) if span else [cell.row]
        heights = [self.sheet.row_dimensions[row].height for row in rows]
        if None in heights:
            # A row without a height grows with its text, unless it is merged.
            if span and len(rows) == 1 and len(range(span.min_col, span.max_col + 1)) > 1:
                heights = [15 if height is None else height for height in heights]
            else:
                return
        count = 0
        for line in lines:
            count += 1
            used = 0
            for word in line.split(" "):
                if used and used + measure(word) > room:
                    count += 1
                    used = 0
                further = int(measure(word) / room)
                count += further
                used += measure(word + " ") - further * room
        need = count * cell.font.sz * 1.15
        if need > sum(heights) + 3:
            self.fault(cell.coordinate, f"needs {count} lines, {need:.0f} of {sum(heights):.0f} points:", repr("\n".join(lines)[:80]))


def fonts() -> Path:
    """The folder of Liberation Serif."""
    found = subprocess.run(["fc-match", "-f", "%{file}", "Liberation Serif"], capture_output=True, text=True)
    path = Path(found.stdout)
    if not path.name.startswith("LiberationSerif"):
        sys.exit(f"Liberation Serif is not installed: fc-match gives {path}")
    return path.parent


def printed(path: Path, folder: Path):
    """The text of each page that LibreOffice prints of a file."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    pdf = folder / (path.stem + ".pdf")
    if done.returncode or not pdf.exists() or "rror" in done.stderr:
        sys.exit(f"LibreOffice does not open {path}: {done.stdout}{done.stderr}")
    return [page.extract_text() for page in PdfReader(pdf).pages]


def on_paper(judge: Judge, reports: Path):
    """What LibreOffice prints of the workbooks that people print, and of the letters."""
    several = [sorted(reports.glob(pattern))[:1] for pattern in ("phong-gddt/*.xlsx", "don-vi/*.xlsx")]
    files = [reports / name for name in ("tong-hop.xlsx", "cho-quyet-dinh.xlsx", "nhac-nho/danh-sach.xlsx",
                                         "bao-cao.docx", "cong-van-don-doc.docx")]
    with tempfile.TemporaryDirectory() as folder:
        for path in files + sum(several, []):
            pages = printed(path, Path(folder))
            if not "".join(pages).strip():
                judge.fault(path.name, "prints nothing")
            if path.name == "tong-hop.xlsx":
                front(judge, pages)
    return len(files) + sum(map(len, several))


def front(judge: Judge, pages):
    """The front of the overview is one page: what is to be decided on it, the first table after it."""
    first, second = (re.sub(r"\s+", " ", page) for page in pages[:2])
    if not re.search("Cần quyết định|To decide", first) or not re.search("Thay đổi|Changes", first):
        judge.fault("tong-hop.xlsx: what is to be decided is not on page 1")
    if not re.search("1\\. Tệp và nội dung|1\\. Files and findings", second):
        judge.fault("tong-hop.xlsx: the front takes more than a page")


def main():
    reports = Path(sys.argv[1])
    judge = Judge(fonts())
    workbooks = sorted(reports.rglob("*.xlsx"))
    for path in workbooks:
        judge.workbook(path)
    printed_files = on_paper(judge, reports)
    for fault in judge.faults:
        print(fault)
    print(f"{len(workbooks)} workbooks, {judge.measured} texts measured, {printed_files} files printed, "
          f"{len(judge.faults)} faults")
    sys.exit(bool(judge.faults) or judge.measured < 1000)


main()
