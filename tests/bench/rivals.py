"""What an office would pick instead, reading the same files, each as well as it can.

usage: rivals.py NAME RETURNS EVERY CAMPAIGN

Reads each EVERY-th file below RETURNS, all sheets, and prints a JSON line: the seconds without the
start of Python and its imports, the files read, those that could not be, the rows seen, the versions.
Each decides alone what it can read; none of them checks what `thidua` checks. polars and DuckDB read
on all cores; pandas and frictionless, which hold Python's lock, gain nothing by that and read one file
after the other.
"""

import importlib.metadata
import json
import os
import pathlib
import sys
import threading
import time
import warnings
import zipfile
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

warnings.filterwarnings("ignore")

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
# How far down the header of a hand-filled table stands.
HEADER_WITHIN = 20
CORES = len(os.sched_getaffinity(0))


def with_polars(campaign, files):
    import polars

    def read(path):
        sheets = polars.read_excel(path, sheet_id=0, engine="calamine", has_header=False, raise_if_empty=False)
        return sum(sheet.height for sheet in sheets.values())

    return read, CORES, ["polars", "fastexcel"]


def with_pandas(campaign, files):
    import pandas

    def read(path):
        sheets = pandas.read_excel(path, sheet_name=None, header=None)
        return sum(len(sheet) for sheet in sheets.values())

    return read, 1, ["pandas", "openpyxl"]


def with_duckdb(campaign, files):
    import duckdb
    from duckdb_extensions import import_extension

    import_extension("excel")
    database = duckdb.connect()
    database.execute("LOAD excel")
    query = "SELECT * FROM read_xlsx(?, sheet = ?, header = false, all_varchar = true, stop_at_empty = false)"
    own = threading.local()

    def rows(path, sheet):
        if not hasattr(own, "cursor"):
            own.cursor = database.cursor()
        try:
            return len(own.cursor.execute(query, [str(path), sheet]).fetchall())
        except duckdb.BinderException as error:
            if "No rows found" in str(error):
                return 0
            raise

    def read(path):
        # It has no list of sheets to ask for.
        book = ElementTree.fromstring(zipfile.ZipFile(path).read("xl/workbook.xml"))
        return sum(rows(path, sheet.get("name")) for sheet in book.iterfind(".//{*}sheets/{*}sheet"))

    return read, CORES, ["duckdb"]


def with_frictionless(campaign, files):
    """The tables of the campaign's forms, checked by their schemas.

    Where a header stands is looked up before the clock starts: frictionless has to be told. Lists
    that foreign keys refer to are left out.
    """
    import frictionless

    forms = [json.loads(form.read_text("utf-8")) for form in sorted((campaign / "forms").glob("*.json"))]
    schemas = {form["thidua"]["sheet"]: by_label(form) for form in forms if form["thidua"]["layout"] == "table"}
    headers = {path: headers_of(path, schemas) for path in files}

    def read(path):
        if headers[path] is None:
            raise ValueError(f"{path} is no workbook to openpyxl")
        rows = 0
        for sheet, row in headers[path].items():
            resource = frictionless.Resource.from_descriptor(
                {
                    "name": "form",
                    "path": path.name,
                    "format": path.suffix[1:],
                    "dialect": {"headerRows": [row], "excel": {"sheet": sheet}},
                    "schema": schemas[sheet],
                },
                basepath=str(path.parent),
            )
            rows += sum(task.stats.get("rows", 0) for task in resource.validate().tasks)
        return rows

    return read, 1, ["frictionless"]


def by_label(form):
    """A form's schema with its fields named as they are labelled on the sheet."""
    labels = {field["name"]: field["title"] for field in form["fields"]}
    fields = [{**field, "name": labels[field["name"]]} for field in form["fields"]]
    return {"$schema": form["$schema"], "fields": fields}


def headers_of(path, schemas):
    """The row of the header on each sheet of a form; none where the file cannot be read."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception:  # It fails in many ways on what is no workbook.
        return None
    found = {}
    for sheet, schema in schemas.items():
        labels = {field["name"] for field in schema["fields"]}
        if sheet in book.sheetnames:
            rows = enumerate(book[sheet].iter_rows(max_row=HEADER_WITHIN, values_only=True), start=1)
            found[sheet] = next((number for number, row in rows if len(labels.intersection(row)) >= 2), None)
    return {sheet: row for sheet, row in found.items() if row}


RIVALS = {
    "polars": with_polars,
    "pandas": with_pandas,
    "duckdb": with_duckdb,
    "frictionless": with_frictionless,
}


def main():
    name, returns, every, campaign = sys.argv[1:]
    found = sorted(path for path in pathlib.Path(returns).rglob("*") if path.suffix.lower() in WORKBOOKS)
    files = found[:: int(every)]
    read, threads, packages = RIVALS[name](pathlib.Path(campaign), files)

    def rows(path):
        try:
            return read(path)
        except Exception:  # Each library fails in ways of its own; how often is what is told.
            return None

    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        counted = list(pool.map(rows, files))
    seconds = time.perf_counter() - start
    said = {
        "seconds": seconds,
        "files": len(files),
        "failed": counted.count(None),
        "of": len(found),
        "rows": sum(filter(None, counted)),
        "versions": ", ".join(f"{one} {importlib.metadata.version(one)}" for one in packages),
    }
    print(json.dumps(said))


main()
