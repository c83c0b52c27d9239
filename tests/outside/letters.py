"""Reads the letters of a run with python-docx: page, margins, typeface, page numbers, tables.

letters.py REPORTS LANG: the folder of a run's reports, and the language they are in.
"""

import json
import sys
import zipfile
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.shared import Mm

reports, lang = Path(sys.argv[1]), sys.argv[2]
summary = json.loads((reports / "data/summary.json").read_text(encoding="utf-8"))
words = {
    "vi": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Nơi nhận:", "DỰ THẢO"),
    "en": ("SOCIALIST REPUBLIC OF VIET NAM", "Independence - Freedom - Happiness", "Recipients:", "DRAFT"),
}
nation, motto, recipients, draft_mark = words[lang]


def between(low, value, high, what):
    # Lengths are stored in twentieths of a point.
    assert Mm(low) - 700 <= value <= Mm(high) + 700, f"{what}: {value / 36000:.1f} mm"


def paragraphs(document):
    """All paragraphs, those in cells too."""
    for element in document.element.body.iter(qn("w:p")):
        yield docx.text.paragraph.Paragraph(element, document)


def check_form(name):
    document = docx.Document(reports / name)
    for section in document.sections:
        between(210, section.page_width, 210, "page width")
        between(297, section.page_height, 297, "page height")
        between(20, section.top_margin, 25, "top margin")
        between(20, section.bottom_margin, 25, "bottom margin")
        between(30, section.left_margin, 35, "left margin")
        between(15, section.right_margin, 20, "right margin")
        assert section.different_first_page_header_footer, "page 1 has a number"
        assert "PAGE" in section.header._element.xml, "no page number"
        assert section.header.paragraphs[0].alignment == 1, "page number not in the middle"
        assert "PAGE" not in section.first_page_header._element.xml, "page 1 has a number"
    styles = document.styles.element.xml
    assert 'w:ascii="Times New Roman"' in styles
    fonts = {run.font.name for one in paragraphs(document) for run in one.runs} - {None}
    assert fonts <= {"Times New Roman"}, fonts
    all_of_it = list(paragraphs(document))

    def look(text):
        found = [one for one in all_of_it if one.text == text]
        assert found, f"{name}: no {text!r}"
        return found[0].runs[0]

    assert look(nation).bold and 12 <= look(nation).font.size.pt <= 13
    assert look(motto).bold and 13 <= look(motto).font.size.pt <= 14
    assert look(recipients).bold and look(recipients).italic
    if summary["provisional"]:
        look(draft_mark)
    for table in document.tables:
        for row in table.rows:
            assert row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None
        first = table.rows[0]
        if first.cells[0].paragraphs[0].style.name == "Table Heading":
            assert first._tr.trPr.find(qn("w:tblHeader")) is not None, "heading is not repeated"
    assert document.core_properties.title and document.core_properties.author
    with zipfile.ZipFile(reports / name) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    return document


draft = check_form("bao-cao.docx")
assert draft.inline_shapes, "no chart"
for shape in draft.inline_shapes:
    assert shape._inline.docPr.get("descr"), "a chart says nothing in words"
    assert shape.width <= Mm(161) and shape.height <= Mm(191)

# The table of returns has a bold row for each collection: its figures are those of the summary.
lined = [one for one in draft.tables if one.rows[0].cells[0].paragraphs[0].style.name == "Table Heading"]
totals = [row for row in lined[0].rows if row.cells[0].paragraphs[0].runs[0].bold]
expected = [(one["expected"], one["received"]) for one in summary["rates"]]
assert [(int(row.cells[1].text), int(row.cells[2].text)) for row in totals] == expected

# The appendix names every unit that was sent a reminder, and no other.
urge = check_form("cong-van-don-doc.docx")
assert len(urge.sections) == 2
reminded = sorted(one.stem for one in (reports / "nhac-nho").glob("*.txt"))
names = {one["code"]: one["name"] for one in summary["units"]}
listed = [row.cells[1].text for row in urge.tables[-1].rows if row.cells[0].text.isdigit()]
assert sorted(listed) == sorted(names[code] for code in reminded), (len(listed), len(reminded))
print(f"letters in form: {len(lined)} tables, {len(draft.inline_shapes)} charts, {len(listed)} units")
