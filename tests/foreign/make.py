#!/usr/bin/env python3
"""Makes the returns that other programs saved, and what a careful person reads in them.

Needs LibreOffice, openpyxl, xlwt, odfpy, polars and xlsxwriter. Run it here:  python3 make.py
Writes returns/* and truth.jsonl: a line a data row as in the returns that others sent (file, form,
sheet, row, values, faults; "?" where nobody can tell), and a line a fault of a damaged file (file,
code, and sheet where it breaks one sheet only). Names are made up.
"""

import csv
import datetime
import io
import json
import pathlib
import subprocess
import tempfile
import zipfile

import odf.opendocument
import odf.style
import odf.table
import odf.text
import openpyxl
import polars
import xlsxwriter
import xlwt

import returns_model as model
from binary import Biff, Xlsb, compound, packed
from returns_model import Failed, Formula

HERE = pathlib.Path(__file__).parent
OUT = HERE / "returns"
CAMPAIGN = HERE / "../../schemas/2023-2024"
truth = []


def keep(file, made):
    for form, sheet, row, values, faults in made.truth:
        line = {"file": file, "form": form, "sheet": sheet, "row": row, "values": values, "faults": faults}
        truth.append(line)


def save(file, data, made):
    (OUT / file).write_bytes(data)
    if made:
        keep(file, made)


def with_openpyxl(made, mark=None):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in made.sheets:
        page = book.create_sheet(sheet.name)
        for (row, column), value in sheet.cells.items():
            cell = page.cell(row, column)
            if isinstance(value, Formula):
                cell.value = "=" + value.text
            elif isinstance(value, Failed):
                cell.value = "=NA()"
            else:
                cell.value = value
            if isinstance(value, datetime.date):
                cell.number_format = "dd/mm/yyyy"
        for r1, c1, r2, c2 in sheet.merges:
            page.merge_cells(start_row=r1, start_column=c1, end_row=r2, end_column=c2)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
    if mark:
        name = openpyxl.workbook.defined_name.DefinedName("_thidua", attr_text=f'"{mark}"', hidden=True)
        book.defined_names["_thidua"] = name
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_xlsxwriter(made):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    dates = book.add_format({"num_format": "d/m/yyyy"})
    for sheet in made.sheets:
        page = book.add_worksheet(sheet.name)
        for (row, column), value in sheet.cells.items():
            place = (row - 1, column - 1)
            if isinstance(value, Formula):
                page.write_formula(*place, "=" + value.text, None, value.result)
            elif isinstance(value, Failed):
                page.write_formula(*place, "=NA()", None, "#N/A")
            elif isinstance(value, datetime.date):
                page.write_datetime(*place, datetime.datetime.combine(value, datetime.time()), dates)
            else:
                page.write(*place, value)
        for row in sheet.hidden_rows:
            page.set_row(row - 1, None, None, {"hidden": True})
    book.close()
    return out.getvalue()


def with_polars(made):
    """A table a sheet, as a data frame: its header stands wherever the sheet's does."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for sheet in made.sheets:
            header = min(row for row, column in sheet.cells if row > 3)
            top = max(column for row, column in sheet.cells if row >= header)
            bottom = max(row for row, _ in sheet.cells)
            if top == 2:  # a record: labels and values
                frame = {str(c): [str(sheet.cells.get((r, c), "")) for r in range(4, bottom + 1)] for c in (1, 2)}
                polars.DataFrame(frame).write_excel(book, sheet.name, position="A4", include_header=False)
                continue
            columns = {}
            for column in range(1, top + 1):
                values = [sheet.cells.get((row, column)) for row in range(header + 1, bottom + 1)]
                values = [value.result if isinstance(value, Formula) else value for value in values]
                columns[sheet.cells[(header, column)]] = polars.Series(values, strict=False)
            polars.DataFrame(columns).write_excel(book, sheet.name, position=(header - 1, 0), dtype_formats={polars.Date: "dd/mm/yyyy"})
    return out.getvalue()


def with_xlwt(made, mac=False):
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = mac
    dates = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for sheet in made.sheets:
        page = book.add_sheet(sheet.name)
        for r1, c1, r2, c2 in sheet.merges:
            page.merge(r1 - 1, r2 - 1, c1 - 1, c2 - 1)
        for (row, column), value in sheet.cells.items():
            place = (row - 1, column - 1)
            if isinstance(value, Formula):
                page.write(*place, xlwt.Formula(value.text))
            elif isinstance(value, Failed):
                page.write(*place, xlwt.Formula("NA()"))
            elif isinstance(value, datetime.date):
                page.write(*place, value, dates)
            else:
                page.write(*place, value)
        for row in sheet.hidden_rows:
            page.row(row - 1).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_odfpy(made, results=True, repeat_rows=False):
    document = odf.opendocument.OpenDocumentSpreadsheet()
    hidden = odf.style.Style(name="hidden", family="table")
    hidden.addElement(odf.style.TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    for sheet in made.sheets:
        page = odf.table.Table(name=sheet.name, **({"stylename": hidden} if sheet.hidden else {}))
        bottom = max(row for row, _ in sheet.cells)
        spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in sheet.merges}
        row = 1
        while row <= bottom:
            columns = [column for at, column in sheet.cells if at == row]
            if not columns:
                gap = next(r for r in range(row, bottom + 1) if any(at == r for at, _ in sheet.cells)) - row
                line = odf.table.TableRow(numberrowsrepeated=gap)
                line.addElement(odf.table.TableCell(numbercolumnsrepeated=1024))
                page.addElement(line)
                row += gap
                continue
            visibility = {"visibility": "collapse"} if row in sheet.hidden_rows else {}
            line = odf.table.TableRow(**visibility)
            last = 0
            for column in sorted(columns):
                if column > last + 1:
                    line.addElement(odf.table.TableCell(numbercolumnsrepeated=column - last - 1))
                span = spans.get((row, column))
                merged = {"numberrowsspanned": span[0], "numbercolumnsspanned": span[1]} if span else {}
                line.addElement(odf_cell(sheet.cells[(row, column)], results, merged))
                last = column
                if span and span[1] > 1:
                    line.addElement(odf.table.CoveredTableCell(numbercolumnsrepeated=span[1] - 1))
                    last += span[1] - 1
            page.addElement(line)
            row += 1
        if repeat_rows:  # formatted to the end of the sheet
            line = odf.table.TableRow(numberrowsrepeated=1048576 - bottom)
            line.addElement(odf.table.TableCell(numbercolumnsrepeated=16384))
            page.addElement(line)
        document.spreadsheet.addElement(page)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def odf_cell(value, results, merged):
    if isinstance(value, Formula):
        cell = {"formula": f"of:=[.{value.text.split('-')[0]}]-{value.text.split('-')[1]}", **merged}
        if results:
            cell |= {"valuetype": "float", "value": value.result}
        return odf.table.TableCell(**cell)
    if isinstance(value, datetime.date):
        cell = odf.table.TableCell(valuetype="date", datevalue=value.isoformat(), **merged)
        shown = value.strftime("%d/%m/%Y")
    elif isinstance(value, (int, float)):
        cell = odf.table.TableCell(valuetype="float", value=value, **merged)
        shown = str(value).replace(".", ",")
    else:
        cell = odf.table.TableCell(valuetype="string", **merged)
        shown = value
    for line in shown.split("\n"):
        cell.addElement(odf.text.P(text=line))
    return cell


def office(data, ending, target, options=None):
    """What LibreOffice makes of a file when it saves it in another format."""
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        source = place / f"source.{ending}"
        source.write_bytes(data)
        made = place / "made"
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless", "--convert-to", options or target, "--outdir", made, source],
            check=True, capture_output=True,
        )
        return next(made.iterdir()).read_bytes()


def changed(data, change):
    """A zipped workbook, its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return packed(parts)


def damaged(file, data, code, sheet=None, made=None):
    save(file, data, None)
    if made:  # the sheets that are whole
        for form, name, row, values, faults in made.truth:
            if name != sheet:
                truth.append({"file": file, "form": form, "sheet": name, "row": row, "values": values, "faults": faults})
    truth.append({"file": file, "code": code} | ({"sheet": sheet} if sheet else {}))


def main():
    OUT.mkdir(exist_ok=True)
    for old in OUT.iterdir():
        old.unlink()
    with open(CAMPAIGN / "criteria.csv", encoding="utf-8-sig") as file:
        for line in csv.DictReader(file):
            if line["code"].startswith("TC"):
                model.MAXIMA.append(int(line["maximum"]))
    make = model.make_return
    mark = "2023-2024;cuoi-nam;{};1"

    # openpyxl, and LibreOffice on what it saved.
    made = make("THPT-01", uncomputed=True)
    save("THPT-01_openpyxl.xlsx", with_openpyxl(made), made)
    plain = {unit: make(unit, failed=unit in ("THPT-02", "THPT-03")) for unit in model.UNITS}
    for unit, ending, options in [
        ("THPT-02", "xlsx", None),
        ("THPT-03", "ods", None),
        ("THPT-04", "xls", "xls:MS Excel 97"),
        ("THPT-06", "fods", None),
    ]:
        data = office(with_openpyxl(plain[unit], mark.format(unit)), "xlsx", ending, options)
        if ending == "fods":  # flat, then as people save it
            for after in ("ods", "xlsx", "xls"):
                save(f"{unit}_libreoffice-from-fods.{after}", office(data, "fods", after), plain[unit])
            continue
        save(f"{unit}_libreoffice.{ending}", data, plain[unit])
    save("THPT-05_libreoffice-from-xls.ods", office(with_xlwt(plain["THPT-05"]), "xls", "ods"), plain["THPT-05"])
    save("THPT-07_libreoffice-from-ods.xls", office(with_odfpy(plain["THPT-07"]), "ods", "xls"), plain["THPT-07"])

    # Other libraries.
    made = make("THPT-05", uncomputed=True)
    save("THPT-05_xlwt.xls", with_xlwt(made), made)
    made = make("THPT-06", uncomputed=True)
    save("THPT-06_xlwt-1904.xls", with_xlwt(made, mac=True), made)
    save("THPT-07_odfpy.ods", with_odfpy(plain["THPT-07"]), plain["THPT-07"])
    made = make("THPT-08", uncomputed=True)
    save("THPT-08_odfpy-to-the-end.ods", with_odfpy(made, results=False, repeat_rows=True), made)
    made = make("THPT-09", failed=True)
    save("THPT-09_xlsxwriter.xlsx", with_xlsxwriter(made), made)
    made = make("THPT-01")
    save("THPT-01_polars.xlsx", with_polars(made), made)

    # Byte by byte.
    made = make("THPT-02", failed=True)
    save("THPT-02_biff12.xlsb", Xlsb().workbook(made, mark.format("THPT-02")), made)
    made = make("THPT-03")
    save("THPT-03_biff12-inline-1904.xlsb", Xlsb(shared=False, mac=True).workbook(made), made)
    made = make("THPT-04", failed=True)
    biff8 = compound("Workbook", Biff(8).workbook(made, whole_sheet=True, mark=mark.format("THPT-04")))
    save("THPT-04_biff8-whole-sheet.xls", biff8, made)
    made = make("THPT-08")
    for form, _, _, values, _ in made.truth:
        for field_name, value in values.items():  # no such signs in the code page
            if isinstance(value, str):
                values[field_name] = value.replace("–", "-").replace("“", '"').replace("”", '"')
    save("THPT-08_biff5-cp1258.xls", compound("Book", Biff(5, "cp1258", 1258).workbook(made, mark=mark.format("THPT-08"))), made)
    save("THPT-08_biff5-bare-stream.xls", Biff(5, "cp1258", 1258).workbook(made), made)

    # Damaged by hand.
    made = make("THPT-09")
    whole = with_xlsxwriter(made)
    damaged("THPT-09_cut-off.xlsx", whole[: len(whole) * 6 // 10], "damaged-file")
    broken = bytearray(whole)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        info = archive.getinfo("xl/worksheets/sheet5.xml")
    for at in range(len(broken)):
        if broken[at : at + 4] == info.CRC.to_bytes(4, "little"):
            broken[at] ^= 0xFF
    # Its bytes are right and only the checksum is not; nobody can tell.
    damaged("THPT-09_bad-crc.xlsx", bytes(broken), "damaged-file")

    def cut_sheet(parts):
        name = "xl/worksheets/sheet5.xml"
        parts[name] = parts[name][: len(parts[name]) // 2]

    damaged("THPT-09_sheet-cut.xlsx", changed(whole, cut_sheet), "unreadable-sheet", "Khen thưởng", made)

    def wrong_types(parts):
        name = "[Content_Types].xml"
        parts[name] = parts[name].replace(b"spreadsheetml", b"presentationml")

    save("THPT-09_wrong-content-types.xlsx", changed(whole, wrong_types), made)

    def macro_types(parts):
        name = "[Content_Types].xml"
        main = b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        parts[name] = parts[name].replace(main, b"vnd.ms-excel.sheet.macroEnabled.main+xml")

    save("THPT-09_macro-enabled.xlsm", changed(whole, macro_types), made)

    def no_styles(parts):
        del parts["xl/styles.xml"]

    save("THPT-09_no-styles.xlsx", changed(whole, no_styles), made)
    made = make("THPT-04")
    biff8 = compound("Workbook", Biff(8).workbook(made))
    damaged("THPT-04_cut-off.xls", biff8[: len(biff8) * 2 // 10], "damaged-file")
    damaged("THPT-04_cut-off-late.xls", biff8[: len(biff8) * 7 // 10], "unreadable-sheet", "Tự chấm điểm", made)
    made = make("THPT-07")
    ods = with_odfpy(made)

    def cut_content(parts):
        parts["content.xml"] = parts["content.xml"][: len(parts["content.xml"]) // 2]

    damaged("THPT-07_content-cut.ods", changed(ods, cut_content), "damaged-file")
    made = make("THPT-02")
    xlsb = Xlsb().workbook(made)

    def cut_binary(parts):
        name = "xl/worksheets/sheet5.bin"
        parts[name] = parts[name][: len(parts[name]) // 2]

    damaged("THPT-02_sheet-cut.xlsb", changed(xlsb, cut_binary), "unreadable-sheet", "Khen thưởng", made)

    with open(HERE / "truth.jsonl", "w", encoding="utf-8") as out:
        for line in truth:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
