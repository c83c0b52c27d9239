"""Reads the reports of a run on the sample campaign back with openpyxl and DuckDB, and checks that
summary.json, the workbook and the parquet files say the same. Usage: agree.py REPORTS"""

import json
import math
import pathlib
import sys
import tomllib

import duckdb
import openpyxl

reports = pathlib.Path(sys.argv[1])
summary = json.loads((reports / "data/summary.json").read_text(encoding="utf-8"))
book = openpyxl.load_workbook(reports / "tong-hop.xlsx", data_only=True)
WORDS = {
    "met": "Đạt", "not-met": "Chưa đạt", "undecided": "Chưa đủ căn cứ", "in-progress": "Đang thực hiện",
    "no-return": "Chưa nộp báo cáo", "not-applicable": "Không áp dụng", "watched": "Theo dõi",
}
checked = 0


def same(what, one, other):
    global checked
    checked += 1
    if one != other:
        sys.exit(f"{what}: {one!r} is not {other!r}")


# The targets whose figure is a part of a whole, shown in percent.
CAMPAIGN = tomllib.loads((pathlib.Path(__file__).parents[2] / "schemas/2023-2024/campaign.toml").read_text(encoding="utf-8"))
SHARES = {one["id"] for one in CAMPAIGN["target"] if one["measure"]["kind"] in ("share", "ratio", "promises-kept")}


def figure(target, low, high):
    """A figure as the workbook shows it."""
    if low is None:
        return "–"
    if target in SHARES and low != high:
        percent = lambda share: f"{math.floor(share * 1000 + 0.5) / 10:g}".replace(".", ",")
        if (low, high) == (0, None):
            return "Chưa rõ"
        return f"≥ {percent(low)}%" if high is None else f"{percent(low)}–{percent(high)}%"
    if high is None:
        return f"≥ {low}" if low else "Chưa rõ"
    return low if low == high else f"{low}–{high}"


def results():
    """Kết quả chỉ tiêu: every unit's figure and status."""
    rows = list(book["Kết quả chỉ tiêu"].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if row[0] == "STT")
    kinds = rows[head + 2]
    by_code = {row[1]: row for row in rows[head + 3:] if row[1]}
    same("units", sorted(by_code), sorted(unit["code"] for unit in summary["units"]))
    # The last heading is that of what figures are made of.
    *starts, _ = [at for at, text in enumerate(rows[head]) if at >= 4 and text]
    for unit in summary["units"]:
        row = by_code[unit["code"]]
        for start, target in zip(starts, unit["targets"], strict=True):
            what = f"{unit['code']} {target['id']}"
            at = start
            if kinds[at] == "Kết quả":
                same(what, row[at], figure(target["id"], target["low"], target["high"]))
                at += 1
            if at < len(kinds) and kinds[at] == "Đánh giá" and (at == start or rows[head][at] is None):
                same(what, row[at], WORDS[target["status"]])


def rates():
    """Tổng quan: returns received of expected."""
    rows = {row[0]: row for row in book["Tổng quan"].iter_rows(values_only=True) if row[0]}
    found = [tuple(v for v in row if v is not None) for row in rows.values()]
    counts = {values[2:4] for values in found if len(values) > 4 and hasattr(values[1], "year")}
    same("rates", counts, {(rate["expected"], rate["received"]) for rate in summary["rates"]})


def rows_of_files():
    """Parquet: rows by file and standing."""
    for path in sorted((reports / "data").glob("*.parquet")):
        sql = f"select _file, _standing, count(*) from '{path}' group by all"
        found = {(file, standing): count for file, standing, count in duckdb.sql(sql).fetchall()}
        for one in summary["submissions"]:
            counts = one["rows"].get(path.stem)
            if one["state"] != "accepted" or counts is None:
                continue
            for standing in ("certain", "doubt", "excluded"):
                same(f"{one['file']} {path.stem} {standing}", found.get((one["file"], standing), 0), counts[standing])


def models():
    """dien-hinh counted by SQL, and by the helper columns of its sheet, against summary.json."""
    path = reports / "data/dien-hinh.parquet"
    in_doubt = "(_doubt = '*' or list_has_any(string_split(_doubt, ','), ['{0}']))"
    uses = " or ".join(in_doubt.format(f) for f in ["phan_loai", "ngay_gioi_thieu", "ten", "doi_tuong", "don_vi_cong_tac"])
    kind = f"(phan_loai = 'Điển hình' or {in_doubt.format('phan_loai')})"
    day = f"(ngay_gioi_thieu between '2023-09-05' and '2024-05-31' or {in_doubt.format('ngay_gioi_thieu')})"
    sql = f"""
        with rows as (
            select _unit, lower(ten) || '|' || doi_tuong || '|' || lower(don_vi_cong_tac) as key,
                   not ({uses}) as certain, _file || _row as place
            from '{path}' where _standing <> 'excluded' and coalesce({kind}, false) and coalesce({day}, false)),
        keys as (select _unit, coalesce(key, place) as key, bool_or(certain) as certain from rows group by all)
        select _unit, count(*) filter (certain), count(*) from keys group by all"""
    counted = {unit: (low, high) for unit, low, high in duckdb.sql(sql).fetchall()}
    rows = list(book["Mô hình, điển hình"].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if row[0] == "Mã đơn vị")
    certain = rows[head].index("Điển hình: chắc chắn")
    summed = {}
    for row in rows[head + 1:]:
        low, more = summed.get(row[0], (0, 0))
        summed[row[0]] = (low + (row[certain] or 0), more + (row[certain + 1] or 0))
    for unit in summary["units"]:
        target = next(one for one in unit["targets"] if one["id"] == "dien-hinh")
        if target["low"] is None:
            continue
        low, high = counted.get(unit["code"], (0, 0))
        low_summed, more = summed.get(unit["code"], (0, 0))
        same(f"{unit['code']} by SQL", (low, target["high"] and high), (target["low"], target["high"]))
        same(f"{unit['code']} by sums", (low_summed, low_summed + more), (low, high))


results()
rates()
rows_of_files()
models()
print(f"{checked} figures agree")
