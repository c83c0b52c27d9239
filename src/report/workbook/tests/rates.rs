//! The table of rates, read back: its numbers, its formulas, and what they add up.

use std::collections::BTreeMap;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use super::fixture::Fixture;
use super::report;
use super::written::{Written, number, text};
use crate::assess::{Arrival, Arrivals, By, rates};
use crate::lang::Lang;

const SHEET: &str = "Tình hình báo cáo";
const HEADINGS: &[&str] = &["Kỳ báo cáo, nhóm đơn vị"];
/// The columns of a row's counts, from 0.
const COUNTS: [(usize, Arrival); 6] = [
    (8, Arrival::OnTime),
    (9, Arrival::Late),
    (10, Arrival::DayUnknown),
    (11, Arrival::Unusable),
    (12, Arrival::Overdue),
    (13, Arrival::Awaited),
];

/// The rows of the table, without the note under it.
fn rows(written: &Written) -> Vec<Vec<Data>> {
    let mut rows = written.table(SHEET, HEADINGS);
    rows.retain(|row| row[5] != Data::Empty);
    rows
}

#[test]
fn each_row_of_the_rates_shows_what_was_counted() {
    let fixture = Fixture::new();
    let rows = rows(&Written::of(&report(&fixture, Lang::Vi)));
    let expected: Vec<&Arrivals> = fixture
        .assessed
        .rates
        .iter()
        .flat_map(|rate| {
            // Nobody in the sample is below another unit: parents tell nothing apart.
            let groups = fixture.assessed.rates_by.iter();
            let own = groups
                .filter(|one| one.collection == rate.collection && one.group.by() != By::Parent);
            [&rate.arrivals]
                .into_iter()
                .chain(own.map(|one| &one.arrivals))
        })
        .collect();
    assert_eq!(rows.len(), expected.len());
    for (row, arrivals) in rows.iter().zip(expected) {
        assert_eq!(number(&row[5]), f64::from(arrivals.expected()), "{row:?}");
        assert_eq!(number(&row[6]), f64::from(arrivals.received()), "{row:?}");
        let share = f64::from(arrivals.received()) / f64::from(arrivals.expected());
        assert_eq!(number(&row[7]), share, "{row:?}");
        for (column, arrival) in COUNTS {
            assert_eq!(
                number(&row[column]),
                f64::from(arrivals.at(arrival)),
                "{row:?}"
            );
        }
    }
    let groups: Vec<&str> = rows.iter().map(|row| text(&row[4])).collect();
    assert_eq!(
        groups[..3],
        ["Hạn nộp 24/10/2023", "Loại đơn vị", "Loại đơn vị"]
    );
    let names: Vec<&str> = rows.iter().map(|row| text(&row[0])).collect();
    assert_eq!(
        names
            .iter()
            .filter(|name| **name == "Không thuộc khối nào")
            .count(),
        3
    );
}

#[test]
fn sums_are_formulas_over_cells_of_the_sheet_that_give_the_saved_results() {
    let fixture = with_one_undated();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let mut book: Xlsx<_> = open_workbook(written.path()).unwrap();
    let values = book.worksheet_range(SHEET).unwrap();
    let formulas = book.worksheet_formula(SHEET).unwrap();
    let (top, left) = formulas.start().unwrap();
    let mut kinds: BTreeMap<u32, usize> = BTreeMap::new();
    let cell = |name: &str| {
        let (column, row) = name.split_at(1);
        let column = u32::from(column.as_bytes()[0] - b'A');
        let value = values.get_value((row.parse::<u32>().unwrap() - 1, column));
        // A sum takes a blank cell for nothing.
        value
            .filter(|value| **value != Data::Empty)
            .map_or(0.0, number)
    };
    let sum = |range: &str| {
        let (from, to) = range.split_once(':').unwrap();
        let of = |name: &str| (name.as_bytes()[0], name[1..].parse::<u32>().unwrap());
        let ((from_column, from_row), (to_column, to_row)) = (of(from), of(to));
        let columns = from_column..=to_column;
        let cells = columns.flat_map(|column| {
            (from_row..=to_row).map(move |row| format!("{}{row}", char::from(column)))
        });
        cells.map(|name| cell(&name)).sum::<f64>()
    };
    for (row, column, formula) in formulas.used_cells() {
        let (row, column) = (
            top + u32::try_from(row).unwrap(),
            left + u32::try_from(column).unwrap(),
        );
        let computed = if formula.contains("IFS(") {
            over_lists(formula, &values)
        } else if let Some((part, whole)) = formula.split_once('/') {
            cell(part) / cell(whole)
        } else {
            let parts = formula.split('+').map(|part| {
                let range = part
                    .strip_prefix("SUM(")
                    .and_then(|part| part.strip_suffix(')'));
                range.map_or_else(|| cell(part), sum)
            });
            parts.sum()
        };
        let saved = number(values.get_value((row, column)).unwrap());
        assert_eq!(computed, saved, "{formula}");
        *kinds.entry(column).or_default() += 1;
    }
    // Every count of each row, and the share received; but of the collection without a due date no
    // times, for itself, its 3 types and its 5 blocks.
    let rows = rows(&written).len();
    let timed = rows - 9;
    let expected = [
        (5, rows),
        (6, rows),
        (7, rows),
        (8, timed),
        (9, timed),
        (10, timed),
        (11, rows),
        (12, timed),
        (13, rows),
    ];
    assert_eq!(kinds, expected.into());
}

/// What `COUNTIFS(column,"text",…)` or `SUMIFS(sum,column,"text",…)` gives over whole columns.
fn over_lists(formula: &str, values: &calamine::Range<Data>) -> f64 {
    // Between quotation marks stand texts, outside of them columns.
    let pieces: Vec<&str> = formula.split('"').collect();
    let columns = |code: &str| -> Vec<u32> {
        let letters = code.split(":$").skip(1);
        letters
            .map(|letter| u32::from(letter.as_bytes()[0] - b'A'))
            .collect()
    };
    let summed = formula
        .starts_with("SUMIFS(")
        .then(|| columns(pieces[0])[0]);
    let criteria: Vec<(u32, &str)> = pieces
        .chunks_exact(2)
        .map(|pair| (*columns(pair[0]).last().unwrap(), pair[1]))
        .collect();
    let rows = 0..=values.end().unwrap().0;
    let holds = |row: &u32| {
        let mut all = criteria.iter();
        all.all(|(column, word)| {
            values
                .get_value((*row, *column))
                .is_some_and(|cell| cell == *word)
        })
    };
    let amount = |row: u32| {
        summed.map_or(1.0, |column| {
            number(values.get_value((row, column)).unwrap())
        })
    };
    rows.filter(holds).map(amount).sum()
}

/// The made-up run, whose second collection has no due date.
fn with_one_undated() -> Fixture {
    let mut fixture = Fixture::new();
    let undated = &mut fixture.campaign.collections[1];
    (undated.due, undated.last_good_day) = (None, None);
    for ((_, collection), one) in &mut fixture.settled.returns {
        if *collection == undated.id {
            (one.on_time, one.overdue) = (None, false);
        }
    }
    let collections: Vec<_> = fixture.campaign.collections.iter().collect();
    let settled = &fixture.settled;
    fixture.assessed.rates = rates::by_collection(&fixture.campaign, &collections, settled);
    fixture.assessed.rates_by = rates::by_group(&fixture.campaign, &collections, settled);
    fixture
}

#[test]
fn a_collection_without_due_date_has_neither_in_time_nor_late() {
    let fixture = with_one_undated();
    let rows = rows(&Written::of(&report(&fixture, Lang::Vi)));
    let whole = rows
        .iter()
        .find(|row| text(&row[4]) == "Không đặt hạn")
        .unwrap();
    let arrivals = &fixture.assessed.rates[1].arrivals;
    assert_eq!(number(&whole[5]), 70.0);
    assert_eq!(number(&whole[6]), f64::from(arrivals.at(Arrival::Undated)));
    for time in [8, 9, 10, 12] {
        assert_eq!(whole[time], Data::Empty);
    }
    let rest = number(&whole[11]) + number(&whole[13]);
    assert_eq!(number(&whole[6]) + rest, 70.0);
}

#[test]
fn what_is_missing_is_listed_with_its_days_and_the_persons_of_the_newest_cover() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.rows(SHEET);
    let listed: Vec<&Vec<Data>> = rows.iter().filter(|row| row[0] == "II").collect();
    let returns = fixture.settled.returns.values();
    let missing = returns.filter(|one| one.counting.is_none()).count();
    assert_eq!(listed.len(), missing);
    for row in listed {
        // From the last good days of the four collections to 15/06/2024.
        let days = match text(&row[4]) {
            "Đăng ký thi đua đầu năm học" => 235.0,
            "Báo cáo đợt I (học kỳ I)" => 147.0,
            "Báo cáo đợt II và tổng kết năm học" => 15.0,
            "Kết quả thẩm định của khối thi đua" => 5.0,
            other => panic!("{other}"),
        };
        assert_eq!(number(&row[9]), days, "{row:?}");
        let remark = text(&row[15]);
        let is_told = remark.contains("Liên hệ: ") || remark.contains("Chưa có thông tin liên hệ");
        assert!(is_told, "{remark}");
    }
}
