"""The same schemas and the same workbook by frictionless and by `thidua check`, finding by finding.

usage: compare.py THIDUA CAMPAIGN

Writes a clean-layout workbook with every type and constraint of Table Schema that can stand on a
sheet, a row sound and a row for each planted fault, and compares (row, field, code) of both. Where
they differ, DIFFERENCES says so and why; a difference that is not listed there fails, and so does a
line there that no longer differs.
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings

import openpyxl
from frictionless import Package, system

warnings.filterwarnings("ignore")

# What ours are called there; a value that is in no list of a foreign key is one of those allowed to us.
LISTED = {"sac"}
SAME = {
    "missing-value": "constraint-error",
    "type-error": "type-error",
    "below-minimum": "constraint-error",
    "above-maximum": "constraint-error",
    "exclusive-minimum": "constraint-error",
    "exclusive-maximum": "constraint-error",
    "too-short": "constraint-error",
    "too-long": "constraint-error",
    "pattern-mismatch": "constraint-error",
    "not-in-list": "constraint-error",
    "not-unique": "unique-error",
    "duplicate-row": "primary-key",
    "foreign-key": "foreign-key",
}

SOUND = {
    "thu": "lan@truong.example",
    "trang": "https://truong.example/bai",
    "so": 12.5,
    "so_en": "1,234.5",
    "tien": "95 đồng",
    "nguyen": 5,
    "bac": 2,
    "dung": "Có",
    "ngay": datetime.date(2023, 10, 20),
    "luc": datetime.datetime(2023, 10, 20, 14, 30),
    "gio": datetime.time(14, 30),
    "thang": None,
    "dai": "P1Y6M",
    "ds": "1;2;3",
    "tuy": "gì cũng được",
    "chu": "abc",
    "mau": "AB12",
    "loai": "Tập thể",
    "nhom": "A",
    "sac": "Đỏ",
    "cha": "M01",
}

# Field, value, and what the planted fault is called by us; None for what both must let pass.
PLANTED = [
    (None, None, None),
    ("thu", "lan.truong.example", "type-error"),
    ("trang", "truong", "type-error"),
    ("so", "mười hai", "type-error"),
    ("so", "12,5", None),
    ("so", -1, "below-minimum"),
    ("so", 100.5, "above-maximum"),
    ("so", "8.5", None),
    ("so_en", "1.234", None),
    ("so_en", "1.234,5", "type-error"),
    ("tien", "một trăm", "type-error"),
    ("nguyen", 0, "exclusive-minimum"),
    ("nguyen", 10, "exclusive-maximum"),
    ("nguyen", 2.5, "type-error"),
    ("bac", 4, "not-in-list"),
    ("dung", "có lẽ", "type-error"),
    ("dung", "x", None),
    ("ngay", datetime.date(2023, 9, 4), "below-minimum"),
    ("ngay", datetime.date(2024, 6, 1), "above-maximum"),
    ("ngay", "20/10/2023", None),
    ("ngay", "ngày 20 tháng 10 năm 2023", None),
    ("ngay", "hôm qua", "type-error"),
    ("luc", datetime.datetime(2023, 9, 4, 8, 0), "below-minimum"),
    ("luc", "2023-10-20T08:00:00", None),
    ("luc", "sáng nay", "type-error"),
    ("gio", datetime.time(17, 30), "above-maximum"),
    ("gio", "14:30:00", None),
    ("gio", "chiều", "type-error"),
    ("nam", 1999, "below-minimum"),
    ("nam", "năm ngoái", "type-error"),
    ("thang", "2023-10", None),
    ("thang", "10/2023", None),
    ("thang", "tháng mười", "type-error"),
    ("dai", "nửa năm", "type-error"),
    ("ds", "1;hai;3", "type-error"),
    ("chu", "a", "too-short"),
    ("chu", "abcdef", "too-long"),
    ("chu", "n/a", None),
    ("mau", "A1", "pattern-mismatch"),
    ("loai", "Cả hai", "not-in-list"),
    ("loai", "tập thể", None),
    ("nhom", "C", "not-in-list"),
    ("nhom", "Nhóm B", None),
    ("ma", None, "missing-value"),
    ("ma", "M02", "duplicate-row"),
    ("rieng", "R02", "not-unique"),
    ("sac", "Tím", "not-in-list"),
    ("cha", "M99", "foreign-key"),
]

# Where, what we call it, |, what they call it: why.
DIFFERENCES = {
    ("con", 5, "so_hieu", "missing-value", "|", "constraint-error", "primary-key"):
        "a key that is not filled in has one cause, so one finding",
    ("kieu", 45, "ma", "missing-value", "|", "constraint-error", "primary-key"):
        "as above",
    ("kieu", 11, "so_en", "type-error", "|"):
        "they drop thousands marks wherever they stand and read 1.2345",
    ("kieu", 18, "dung", "|", "type-error"):
        "people tick with an x; read as yes, and logged",
    ("kieu", 22, "ngay", "|", "type-error"):
        "people write dates in words; read, and logged",
    ("kieu", 33, "thang", "|", "type-error"):
        "people write months as 10/2023; read, and logged",
    ("kieu", 33, "nam", "not-unique", "|"):
        "they do not enforce uniqueKeys",
    ("kieu", 42, "loai", "|", "constraint-error"):
        "capitals and spaces do not make another value; read, and logged",
    ("kieu", 43, "nhom", "not-in-list", "|"):
        "they do not enforce categories",
}


def rows():
    """The rows of the first form: a dict each, its key and its numbers its own."""
    for nth, (field, value, _) in enumerate(PLANTED, start=1):
        row = {"ma": f"M{nth:02}", "nam": 2023, "rieng": f"R{nth:02}", **SOUND}
        if field is not None:
            row[field] = value
        yield row


def write(path, kieu, con):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Kiểu dữ liệu"
    sheet.append([field["title"] for field in kieu["fields"]])
    for row in rows():
        sheet.append([row.get(field["name"]) for field in kieu["fields"]])
    sheet = book.create_sheet("Dòng con")
    sheet.append([field["title"] for field in con["fields"]])
    for row in (["C1", "M01"], ["C2", "M77"], ["C1", "M03"], [None, "M03"]):
        sheet.append(row)
    book.save(path)


def ours(thidua, campaign, path):
    command = [thidua, "check", path, "--campaign", campaign, "--collection", "ky-1"]
    done = subprocess.run([*command, "--format", "json"], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    found = set()
    for line in done.stdout.splitlines():
        finding = json.loads(line)
        if finding["severity"] == "note" or finding["range"] is None:
            continue
        first, _, last = finding["range"].partition(":")
        number = lambda cell: int("".join(filter(str.isdigit, cell)))
        for row in range(number(first), number(last or first) + 1):
            found.add((finding["form"], row, finding["field"], finding["code"]))
    return found


def theirs(campaign, path, work):
    lists = pathlib.Path(campaign, "lists", "mau.csv")
    work.joinpath("mau.csv").write_bytes(lists.read_bytes())
    profile = "https://datapackage.org/profiles/2.0/"
    resources = [{"name": "mau", "path": "mau.csv", "type": "table"}]
    for name, sheet in (("kieu", "Kiểu dữ liệu"), ("con", "Dòng con")):
        text = pathlib.Path(campaign, "forms", f"{name}.json").read_text("utf-8")
        schema = json.loads(text)
        labels = {field["name"]: field["title"] for field in schema["fields"]}
        for field in schema["fields"]:
            field["name"] = labels[field["name"]]
        named = lambda keys: [labels[key] for key in ([keys] if isinstance(keys, str) else keys)]
        schema["primaryKey"] = named(schema["primaryKey"])
        for key in schema.get("foreignKeys", []):
            key["fields"] = named(key["fields"])
            other = key["reference"]
            if other["resource"] != "mau":
                other["fields"] = ["Mã dòng"]
            elif isinstance(other["fields"], str):
                other["fields"] = [other["fields"]]
        resources.append(
            {
                "$schema": profile + "dataresource.json",
                "name": name,
                "type": "table",
                "path": path.name,
                "format": "xlsx",
                "dialect": {"excel": {"sheet": sheet}},
                "schema": schema,
            }
        )
    descriptor = {"$schema": profile + "datapackage.json", "resources": resources}
    package = Package.from_descriptor(descriptor, basepath=str(work))
    with system.use_context(trusted=True):
        report = package.validate()
    found = set()
    for task in report.tasks:
        if task.name == "mau":
            continue
        schema = json.loads(pathlib.Path(campaign, "forms", f"{task.name}.json").read_text("utf-8"))
        names = {field["title"]: field["name"] for field in schema["fields"]}
        for error in task.errors:
            said = error.to_descriptor()
            field = names.get(said.get("fieldName"))
            if field is None and said["type"] == "primary-key":
                first = schema["primaryKey"]
                field = first if isinstance(first, str) else first[0]
            if field is None and said["type"] == "foreign-key":
                field = names.get((said.get("fieldNames") or [None])[0])
            found.add((task.name, said.get("rowNumber"), field, said["type"]))
    return found


def main():
    thidua, campaign = sys.argv[1:3]
    read = lambda name: json.loads(pathlib.Path(campaign, "forms", f"{name}.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        path = work / "DV-01_ky-1.xlsx"
        write(path, read("kieu"), read("con"))
        mine, other = ours(thidua, campaign, path), theirs(campaign, path, work)
    found = {(form, row, field) for form, row, field, _ in mine | other}
    faults = []
    listed = set()
    for form, row, field in sorted(found, key=str):
        codes = {code for *place, code in mine if tuple(place) == (form, row, field)}
        types = {code for *place, code in other if tuple(place) == (form, row, field)}
        same = lambda code: "foreign-key" if field in LISTED else SAME.get(code, code)
        if {same(code) for code in codes} == types:
            continue
        key = (form, row, field, *sorted(codes), "|", *sorted(types))
        value = PLANTED[row - 2][1] if form == "kieu" and row and row >= 2 else ""
        if key not in DIFFERENCES:
            faults.append(f"{key}: {value!r}")
        listed.add(key)
    for key in DIFFERENCES.keys() - listed:
        faults.append(f"{key}: no longer differs")
    for nth, (field, value, code) in enumerate(PLANTED, start=2):
        got = {one for form, row, at, one in mine if (form, row, at) == ("kieu", nth, field)}
        if got != ({code} if code else set()):
            faults.append(f"row {nth}: {field}={value!r} should be {code}, is {sorted(got)}")
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(found)} findings compared, {len(DIFFERENCES)} differences explained")


if __name__ == "__main__":
    main()
