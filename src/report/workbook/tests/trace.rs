//! Figures are formulas over the rows they count, with their values beside them.

use calamine::Data;

use super::fixture::Fixture;
use super::report;
use super::written::{Written, number, text};
use super::{FORM, FORM_SHEET};
use crate::assess::{Adds, Amount, Carries, Interval, Reason, RowRef, Status, TargetResult};
use crate::campaign::{Binds, Measure, Target};
use crate::id::TargetId;
use crate::lang::{Lang, Titles};

const RESULTS: &str = "Kết quả chỉ tiêu";
/// The row of the first unit on the sheet of results, zero-based.
const FIRST: usize = 6;

/// The place of a heading on a sheet: of several alike, the first.
fn column(rows: &[Vec<Data>], heading: &str) -> usize {
    let places = rows.iter().flat_map(|row| row.iter().enumerate());
    let mut found = places.filter(|(_, cell)| **cell == *heading);
    found.next().unwrap().0
}

/// The column of what is certain of a target, on the sheet of results.
fn low_column(rows: &[Vec<Data>], target: &str) -> usize {
    // The second of the rows of headings names the targets of what figures are made of.
    let headings = &rows[FIRST - 2];
    headings.iter().position(|cell| *cell == target).unwrap()
}

fn place(fixture: &Fixture, target: &str) -> usize {
    let mut targets = fixture.campaign.targets.iter();
    targets.position(|one| one.id.as_str() == target).unwrap()
}

#[test]
fn a_figure_is_calculated_from_two_ends_that_add_up_the_units_rows() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let results = written.rows(RESULTS);
    let form = written.rows(FORM_SHEET);
    let (low, shown) = (
        low_column(&results, "Điển hình"),
        column(&results[..FIRST], "Điển hình"),
    );
    let (certain, besides) = (
        column(&form, "Điển hình: chắc chắn"),
        column(&form, "Điển hình: có thể thêm"),
    );
    let at = place(&fixture, FORM);
    for (row, (unit, of_unit)) in (FIRST..).zip(&fixture.assessed.units) {
        let Some(figure) = of_unit[at].figure else {
            assert_eq!(results[row][low], Data::Empty);
            continue;
        };
        let own = form.iter().filter(|row| row[0] == unit.as_str());
        let sums = own.fold((0.0, 0.0), |sums, row| {
            (
                sums.0 + number(&row[certain]),
                sums.1 + number(&row[besides]),
            )
        });
        assert_eq!(sums.0, figure.low);
        assert_eq!(number(&results[row][low]), figure.low);
        match figure.high {
            Some(high) => {
                assert_eq!(sums.0 + sums.1, high);
                assert_eq!(number(&results[row][low + 1]), high);
            }
            None => assert_eq!(results[row][low + 1], Data::Empty),
        }
    }
    let formula = |column: usize| {
        let at = (
            u32::try_from(FIRST).unwrap(),
            u32::try_from(column).unwrap(),
        );
        written.formula(RESULTS, at)
    };
    let last = form.len();
    let name =
        |column: usize| super::formula::cell(u16::try_from(column).unwrap(), 0).replace('1', "");
    let sum = |column: usize| {
        let letters = name(column);
        format!(
            "SUMIFS('{FORM_SHEET}'!${letters}$7:${letters}${last},'{FORM_SHEET}'!$A$7:$A${last},$B7)"
        )
    };
    assert_eq!(formula(low), sum(certain));
    let (l, h) = (format!("{}7", name(low)), format!("{}7", name(low + 1)));
    assert_eq!(formula(low + 1), format!("{l}+{}", sum(besides)));
    assert_eq!(
        formula(shown),
        format!("IF({h}=\"\",IF({l}=0,\"Chưa rõ\",\"≥ \"&{l}),IF({h}={l},{l},{l}&\"–\"&{h}))")
    );
}

#[test]
fn a_form_goes_on_on_further_sheets_and_sums_go_across_them() {
    let fixture = Fixture::new();
    let whole = Written::of(&report(&fixture, Lang::Vi));
    let all = whole.table(FORM_SHEET, &["Mã đơn vị"]);
    let most = all.len() / 2 - 1;
    let parted = Written::within(&report(&fixture, Lang::Vi), most);
    let sheets = ["", " (2)", " (3)"].map(|ending| format!("{FORM_SHEET}{ending}"));
    let names = parted.sheet_names();
    let first = names.iter().position(|name| name == FORM_SHEET).unwrap();
    assert_eq!(names[first..first + 3], sheets);
    let rows = sheets.iter().map(|name| parted.table(name, &["Mã đơn vị"]));
    let rows: Vec<Vec<Vec<Data>>> = rows.collect();
    let counts: Vec<usize> = rows.iter().map(Vec::len).collect();
    assert_eq!(counts, [most, most, all.len() - 2 * most]);
    assert_eq!(rows.concat(), all);
    // The figures are the same, and their formulas name each sheet.
    assert_eq!(parted.rows(RESULTS), whole.rows(RESULTS));
    let results = parted.rows(RESULTS);
    let low = u32::try_from(low_column(&results, "Điển hình")).unwrap();
    let of_unit = parted.formula(RESULTS, (6, low));
    let total = parted.formula(
        RESULTS,
        (
            6 + u32::try_from(fixture.assessed.units.len()).unwrap(),
            low,
        ),
    );
    for sheet in &sheets {
        assert!(of_unit.contains(&format!("SUMIFS('{sheet}'!")), "{of_unit}");
        assert!(total.contains(&format!("'{sheet}'!")), "{total}");
    }
    assert!(total.starts_with("SUM("), "{total}");
}

/// A share of the models over the first unit's two first rows, of which one is in doubt: between
/// 1 of 3 and 2 of 2.
fn with_share(fixture: &mut Fixture) -> TargetId {
    let id = TargetId::from("ty-le");
    let form = fixture.campaign.targets[place(fixture, FORM)]
        .measure
        .forms()
        .next()
        .unwrap();
    let form = form.clone();
    let both = |text: &str| Titles {
        vi: text.to_owned(),
        en: text.to_owned(),
    };
    let target = Target {
        id: id.clone(),
        titles: both("Tỷ lệ"),
        heading: both("Tỷ lệ"),
        binds: Binds::default(),
        measure: Measure::Share {
            form: form.clone(),
            conditions: Vec::new(),
            part: Vec::new(),
        },
        ..fixture.campaign.targets[0].clone()
    };
    fixture.campaign.targets.push(target);
    let amount = |part: f64, whole: f64| Amount { part, whole };
    let adds = |low, high| Adds {
        low,
        high: Some(high),
    };
    let rows = [
        adds(amount(1.0, 2.0), amount(1.0, 1.0)),
        adds(amount(0.0, 1.0), amount(1.0, 1.0)),
    ];
    let mut submissions = fixture.settled.submissions.iter().enumerate();
    let (submission, table) = submissions
        .find_map(|(at, one)| Some((at, one.tables.iter().find(|table| table.form == form)?)))
        .unwrap();
    for (row, own) in table.rows.iter().zip(rows) {
        let at = RowRef {
            submission,
            form: form.clone(),
            sheet: table.sheet.clone(),
            row: row.row,
        };
        let carries = Carries { own, over_all: own };
        fixture
            .assessed
            .contributions
            .entry(id.clone())
            .or_default()
            .insert(at, carries);
    }
    let unit = fixture.settled.submissions[submission]
        .unit
        .clone()
        .unwrap();
    let figure = Interval {
        low: 1.0 / 3.0,
        high: Some(1.0),
    };
    for (code, results) in &mut fixture.assessed.units {
        let own = *code == unit;
        results.push(TargetResult {
            status: if own {
                Status::Watched
            } else {
                Status::NotApplicable
            },
            figure: own.then_some(figure),
            required: None,
            reason: Reason::NoThreshold,
        });
    }
    fixture.assessed.totals.push((id.clone(), figure));
    id
}

#[test]
fn a_share_is_a_quotient_of_sums_above_and_below_the_line() {
    let mut fixture = Fixture::new();
    with_share(&mut fixture);
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.rows(RESULTS);
    let first = low_column(&rows, "Tỷ lệ");
    let row = (FIRST..rows.len())
        .find(|&row| rows[row][first] != Data::Empty)
        .unwrap();
    let shown: Vec<f64> = rows[row][first..first + 6].iter().map(number).collect();
    assert_eq!(shown, [1.0, 3.0, 2.0, 2.0, 1.0 / 3.0, 1.0]);
    let at = |column: usize| (u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
    let cell = |column: usize| {
        super::formula::cell(u16::try_from(column).unwrap(), u32::try_from(row).unwrap())
    };
    let (part, whole) = (cell(first), cell(first + 1));
    assert_eq!(
        written.formula(RESULTS, at(first + 4)),
        format!("IF({whole}=0,0,{part}/{whole})")
    );
    let figure = column(&rows[..FIRST], "Tỷ lệ");
    assert_eq!(text(&rows[row][figure]), "33,3–100%");
    let total = &rows[FIRST + fixture.assessed.units.len()];
    assert_eq!(text(&total[figure]), "33,3–100%");
}

#[test]
fn what_nothing_bounds_is_said_to_be_unknown_and_is_no_zero() {
    let mut fixture = Fixture::new();
    let (_, carries) = fixture
        .assessed
        .contributions
        .values_mut()
        .flatten()
        .next()
        .unwrap();
    carries.own.high = None;
    let written = Written::of(&report(&fixture, Lang::Vi));
    let unknown = |name: &String| {
        let rows = written.rows(name);
        let cells = rows.iter().skip(FIRST).flatten();
        cells.filter(|cell| **cell == "Chưa rõ").count()
    };
    let forms = fixture.campaign.forms.iter();
    let unknown: usize = forms.map(|form| unknown(&form.sheet)).sum();
    assert_eq!(unknown, 1);
}

#[test]
fn columns_for_all_units_stand_only_where_they_differ_from_the_units_own() {
    let mut fixture = Fixture::new();
    let heading = "Điển hình (cộng chung): chắc chắn";
    let has = |fixture: &Fixture| {
        let rows = Written::of(&report(fixture, Lang::Vi)).rows(FORM_SHEET);
        rows.iter().flatten().any(|cell| *cell == heading)
    };
    assert!(!has(&fixture));
    let rows = fixture
        .assessed
        .contributions
        .get_mut(&FORM.into())
        .unwrap();
    let claimed = rows
        .values_mut()
        .find(|one| one.own.low.part > 0.0)
        .unwrap();
    claimed.over_all = Adds::NOTHING;
    let total = fixture
        .assessed
        .totals
        .iter_mut()
        .find(|(id, _)| id.as_str() == FORM);
    total.unwrap().1.low -= 1.0;
    let written = Written::of(&report(&fixture, Lang::Vi));
    let form = written.rows(FORM_SHEET);
    let column = column(&form, heading);
    let sum: f64 = form[7..].iter().map(|row| number(&row[column])).sum();
    let results = written.rows(RESULTS);
    let low = low_column(&results, "Điển hình");
    assert_eq!(
        number(&results[FIRST + fixture.assessed.units.len()][low]),
        sum
    );
}

#[test]
fn whether_a_return_came_in_time_is_counted_on_the_sheet_of_returns() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let returns = written.rows("Tình hình báo cáo");
    let headings = returns.iter().find(|row| row[0] == "Phần").unwrap();
    // The columns that formulas ask for: A, C, E and I.
    let asked = [0, 2, 4, 8].map(|at| text(&headings[at]));
    assert_eq!(asked, ["Phần", "Mã đơn vị", "Kỳ báo cáo", "Thời hạn"]);
    let results = written.rows(RESULTS);
    let low = u32::try_from(low_column(&results, "Đăng ký đúng hạn")).unwrap();
    let formulas = (6..).take(fixture.assessed.units.len());
    let formulas: Vec<String> = formulas
        .map(|row| written.formula(RESULTS, (row, low)))
        .filter(|formula| !formula.is_empty())
        .collect();
    let expected = "MIN(1,COUNTIFS('Tình hình báo cáo'!$A:$A,\"IV\",'Tình hình báo cáo'!$C:$C,$B7,'Tình hình báo cáo'!$E:$E,\"Đăng ký thi đua đầu năm học\",'Tình hình báo cáo'!$I:$I,\"Đúng hạn\"))";
    assert_eq!(formulas[0], expected);
}
