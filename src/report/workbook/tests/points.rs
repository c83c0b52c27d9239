//! Points are formulas over the rows that give them, with their values beside them.

use calamine::Data;

use super::fixture::Fixture;
use super::written::{Written, number, text};
use super::{FORM, report};
use crate::assess::Status;
use crate::campaign::{Collection, Computed, Criterion, CriterionKind};
use crate::id::UnitCode;
use crate::lang::Lang;
use crate::score::{self, GivenPoints};
use crate::table::CountingRows;
use crate::validate::{Row, Standing, Value};

const RANKING: &str = "Xếp hạng dự kiến";
const OWN_FORM: &str = "Tự chấm điểm";
const REVIEW_FORM: &str = "Thẩm định khối";

/// A unit with hand-made points, on the sample campaign with four criteria: 10 points that count
/// double, 8 of which count; a bonus of 5; a penalty of 4 that counts one and a half times; and 6
/// points for a target, which the unit meets.
fn scored() -> (Fixture, UnitCode) {
    let mut fixture = Fixture::new();
    let first = fixture.campaign.criteria[0].clone();
    let of = |nth: usize, kind, maximum, weight| Criterion {
        code: format!("TC0{nth}"),
        kind,
        maximum,
        weight,
        ..first.clone()
    };
    fixture.campaign.criteria = vec![
        Criterion {
            cap: Some(8.0),
            ..of(1, CriterionKind::Base, 10.0, 2.0)
        },
        of(2, CriterionKind::Bonus, 5.0, 1.0),
        of(3, CriterionKind::Penalty, 4.0, 1.5),
        Criterion {
            computed: Some(Computed {
                target: FORM.into(),
                points: 6.0,
            }),
            ..of(4, CriterionKind::Base, 6.0, 1.0)
        },
    ];
    let (head, unit) = head_and_member(&fixture);
    let points = |code: &str, points: Option<f64>| {
        let code = Value::text(code);
        let points = points.map(Value::Number);
        vec![Some(code), None, None, points, None, None]
    };
    // The second row of TC01 says nothing new, and how much TC02 gives is in doubt.
    let own = [
        (points("TC01", Some(9.0)), None),
        (points("TC01", Some(9.0)), None),
        (points("TC02", None), Some(3)),
        (points("TC03", Some(2.0)), None),
    ];
    fill(&mut fixture, "cham-diem", &unit, own.to_vec());
    // Of TC02 the head says nothing.
    let review = [("TC01", 6.0), ("TC03", 1.0)].map(|(code, points)| {
        let unit = Value::text(unit.as_str());
        let code = Value::text(code);
        (
            vec![Some(unit), Some(code), Some(Value::Number(points))],
            None,
        )
    });
    for submission in &mut fixture.settled.submissions {
        submission.tables.retain(|one| {
            one.form.as_str() != "tham-dinh" || submission.unit.as_ref() == Some(&head)
        });
    }
    fill(&mut fixture, "tham-dinh", &head, review.to_vec());
    let rows = CountingRows::of(&fixture.settled, &fixture.campaign);
    let collections: Vec<&Collection> = fixture.campaign.collections.iter().collect();
    let assessed = &fixture.assessed;
    let given = GivenPoints::read(&fixture.campaign, &rows).unwrap();
    fixture.scores = score::score(&fixture.campaign, &collections, assessed, &given);
    (fixture, unit)
}

/// Whether a unit's return with a form counts.
fn sent(fixture: &Fixture, unit: &UnitCode, form: &str) -> bool {
    let counting = fixture.settled.returns.iter();
    let mut own = counting.filter(|((one, _), _)| one == unit);
    own.any(|(_, one)| {
        let submission = one.counting.map(|at| &fixture.settled.submissions[at]);
        submission.is_some_and(|one| one.tables.iter().any(|table| table.form.as_str() == form))
    })
}

/// The head of a block that reviewed it, and a member that scored itself and meets the target.
fn head_and_member(fixture: &Fixture) -> (UnitCode, UnitCode) {
    let campaign = &fixture.campaign;
    let review = campaign.collection(&"tham-dinh".into()).unwrap();
    let mut targets = campaign.targets.iter();
    let target = targets.position(|one| one.id.as_str() == FORM).unwrap();
    let mut pairs = campaign.blocks.iter().filter_map(|block| {
        let head = block.heads_on(review.register_day()).next()?;
        let mut members = fixture.assessed.units.iter().filter(|(code, results)| {
            let block_of = campaign.unit(code).and_then(|unit| unit.block.as_ref());
            let meets = results[target].status == Status::Met;
            block_of == Some(&block.id) && code != head && meets
        });
        let (member, _) = members.find(|(code, _)| sent(fixture, code, "cham-diem"))?;
        sent(fixture, head, "tham-dinh").then(|| (head.clone(), member.clone()))
    });
    pairs.next().unwrap()
}

/// Puts rows, each with the field that is in doubt, in place of those of a unit's form.
fn fill(
    fixture: &mut Fixture,
    form: &str,
    unit: &UnitCode,
    rows: Vec<(Vec<Option<Value>>, Option<usize>)>,
) {
    let submissions = fixture.settled.submissions.iter_mut();
    let own = submissions.filter(|one| one.unit.as_ref() == Some(unit));
    let mut tables = own.flat_map(|one| &mut one.tables);
    let table = tables.find(|one| one.form.as_str() == form).unwrap();
    let rows = (6..).zip(rows).map(|(row, (values, doubt))| Row {
        row,
        values,
        key: None,
        standing: doubt.map_or(Standing::Certain, |_| Standing::Doubt),
        doubt: doubt.into_iter().collect(),
    });
    table.rows = rows.collect();
}

/// The row of a unit's points, with its place.
fn unit_row(written: &Written, unit: &UnitCode) -> (usize, Vec<Data>) {
    let rows = written.rows(RANKING);
    let at = rows.iter().position(|row| row[1] == unit.as_str()).unwrap();
    (at, rows[at].clone())
}

/// The place of the heading of a column.
fn column(rows: &[Vec<Data>], heading: &str) -> usize {
    let mut found = rows
        .iter()
        .filter_map(|row| row.iter().position(|cell| *cell == heading));
    found.next().unwrap()
}

/// What a form's sheets show in the columns of points, of the rows about one unit.
fn portions(written: &Written, form: &str, (by, unit): (usize, &UnitCode)) -> Vec<[f64; 3]> {
    let names = written.sheet_names();
    let sheets = names.iter().filter(|name| name.starts_with(form));
    let rows = sheets.flat_map(|name| {
        let rows = written.rows(name);
        let whose = if form == OWN_FORM {
            "Tự chấm"
        } else {
            "Thẩm định"
        };
        let first = column(&rows, &format!("{whose}: điểm thấp nhất"));
        let about = rows.into_iter().filter(|row| row[by] == unit.as_str());
        let shown = about.map(move |row| [0, 1, 2].map(|at| number(&row[first + at])));
        shown.collect::<Vec<_>>()
    });
    rows.collect()
}

#[test]
fn points_add_up_the_rows_about_the_unit_and_what_its_target_gives() {
    let (fixture, unit) = scored();
    let written = Written::of(&report(&fixture, Lang::Vi));
    assert_eq!(
        portions(&written, OWN_FORM, (0, &unit)),
        [
            [16.0, 16.0, 16.0],
            [0.0, 0.0, 0.0],
            [0.0, 5.0, 0.0],
            [-3.0, -3.0, 0.0]
        ]
    );
    assert_eq!(
        portions(&written, REVIEW_FORM, (3, &unit)),
        [[12.0, 12.0, 16.0], [-1.5, -1.5, 0.0]]
    );
    let (_, row) = unit_row(&written, &unit);
    let shown = [3, 4, 5, 7].map(|at| text(&row[at]));
    assert_eq!(shown, ["19–24", "16,5–21,5", "-7,5 đến 2,5", "86,4–109,1%"]);
    assert_eq!(number(&row[6]), 22.0);
    // After the nine columns on show: what the target gives, then own points and review, each
    // added up from rows, without a row, and altogether.
    let folded: Vec<f64> = row[9..].iter().map(number).collect();
    assert_eq!(folded[..3], [6.0, 6.0, 6.0]);
    assert_eq!(
        folded[3..12],
        [13.0, 18.0, 16.0, 0.0, 0.0, 0.0, 19.0, 24.0, 22.0]
    );
    assert_eq!(
        folded[12..],
        [10.5, 10.5, 16.0, 0.0, 5.0, 0.0, 16.5, 21.5, 22.0]
    );
}

#[test]
fn points_are_found_by_the_units_code_on_every_sheet_of_the_form() {
    let (fixture, unit) = scored();
    let whole = Written::of(&report(&fixture, Lang::Vi));
    let most = whole.table(OWN_FORM, &["Mã đơn vị"]).len() / 2 + 1;
    let parted = Written::within(&report(&fixture, Lang::Vi), most);
    assert_eq!(parted.rows(RANKING), whole.rows(RANKING));
    assert_eq!(
        portions(&parted, OWN_FORM, (0, &unit)),
        portions(&whole, OWN_FORM, (0, &unit))
    );
    let (at, _) = unit_row(&parted, &unit);
    let row = u32::try_from(at).unwrap();
    let formula = |column: u32| parted.formula(RANKING, (row, column));
    let line = row + 1;
    let rows = parted.rows(OWN_FORM);
    let letters = |column: usize| {
        let cell = super::formula::cell(u16::try_from(column).unwrap(), 0);
        cell.trim_end_matches('1').to_owned()
    };
    let low = letters(column(&rows, "Tự chấm: điểm thấp nhất"));
    let rest = whole.table(OWN_FORM, &["Mã đơn vị"]).len() - most;
    let sum = |sheet: &str, rows: usize| {
        let last = 6 + rows;
        format!("SUMIFS('{sheet}'!${low}$7:${low}${last},'{sheet}'!$A$7:$A${last},$B{line})")
    };
    let further = format!("{OWN_FORM} (2)");
    assert_eq!(
        formula(12),
        format!("{}+{}", sum(OWN_FORM, most), sum(&further, rest))
    );
    assert_eq!(
        formula(18),
        format!("ROUND(SUM(J{line}:J{line},M{line},P{line}),3)")
    );
    assert_eq!(
        formula(3),
        format!("IF(T{line}=S{line},S{line},S{line}&\"–\"&T{line})")
    );
    assert_eq!(formula(6), format!("U{line}"));
}
