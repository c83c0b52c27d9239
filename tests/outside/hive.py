"""DuckDB reads partitioned data sets, of one run and of several copied together, as data/ has them.

Usage: hive.py README TOGETHER REPORTS...
TOGETHER is the folder where the data sets of all REPORTS were copied together; README shows a query
of such a folder.
"""

import pathlib
import re
import sys

import duckdb

readme, together, *reports = map(pathlib.Path, sys.argv[1:])
database = duckdb.connect()


def rows(query):
    return database.sql(query).fetchall()


def partitioned(folder, form):
    return f"read_parquet('{folder}/{form}/**/*.parquet', hive_partitioning = true)"


def compare(folder, form, files):
    """The rows of a form in a data set are those of these files, and so are its columns."""
    whole = f"read_parquet({[str(file) for file in files]})"
    counts = "select {}, _standing, count(*), count(distinct _file) from {} group by all order by all"
    expected = rows(counts.format("_collection", whole))
    found = rows(counts.format("collection", partitioned(folder, form)))
    assert found == expected, (folder, form, found, expected)
    columns = dict(row[:2] for row in rows(f"describe select * from {whole}"))
    del columns["_collection"]
    own = dict(row[:2] for row in rows(f"describe select * from {partitioned(folder, form)}"))
    assert (own.pop("campaign"), own.pop("collection")) == ("VARCHAR", "VARCHAR"), form
    assert own == columns, (form, own, columns)
    names = ", ".join(f'"{name}"' for name in columns)
    other = rows(
        f"(select {names}, collection from {partitioned(folder, form)})"
        f" except all (select {names}, _collection from {whole})"
    )
    assert not other, (form, other[:3])
    return sum(row[2] for row in expected)


compared = 0
for form in sorted(path.name for path in together.iterdir()):
    files = [report / "data" / f"{form}.parquet" for report in reports]
    compared += compare(together, form, files)
    for report, file in zip(reports, files):
        if (report / "hive" / form).is_dir():
            compare(report / "hive", form, [file])

shown = re.search(r'duckdb -c "(select campaign.*?)"\n', readme.read_text(), re.DOTALL)[1]
assert "'toan-quoc/hive/" in shown, shown
answered = rows(shown.replace("toan-quoc/hive", str(together)))
files = [str(report / "data/dien-hinh.parquet") for report in reports]
certain = f"select count(*) from read_parquet({files}) where _standing = 'certain'"
assert {row[0] for row in answered} == {"2023-2024"} and len(answered) > 1, answered
assert sum(row[-1] for row in answered) == rows(certain)[0][0] > 0, answered
print(f"{compared} rows agree")
