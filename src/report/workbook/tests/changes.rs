//! The sheet of changes, read back.

use std::collections::BTreeMap;

use calamine::Data;

use super::fixture::{self, Fixture};
use super::written::{Written, number, text};
use super::{Report, report};
use crate::assess::{
    ChangeAfterClosing, Changes, Interval, Moment, ResultChange, Stand, Status, Tally, TargetChange,
};
use crate::id::{TargetId, UnitCode};
use crate::lang::Lang;
use crate::score::{Movement, Rank, Turn};

const SHEET: &str = "Thay đổi";

fn exactly(figure: f64) -> Interval {
    Interval {
        low: figure,
        high: Some(figure),
    }
}

fn stand(status: Status, low: f64, threshold: f64) -> Stand {
    Stand {
        status,
        figure: Some(exactly(low)),
        threshold: Some(threshold),
    }
}

/// PGD-01 reached the models that are asked for; one closed figure is no longer what it was.
fn changes() -> Changes {
    let models = TargetId::from("dien-hinh");
    let first = UnitCode::from("PGD-01");
    let tally = |total: f64, met: u32| Tally {
        total: exactly(total),
        met,
        bound: 64,
    };
    Changes {
        since: fixture::day(2024, 1, 31),
        was_provisional: true,
        collections_new: vec!["cuoi-nam".into()],
        collections_gone: Vec::new(),
        targets: vec![TargetChange {
            target: models.clone(),
            before: Some(tally(90.0, 12)),
            now: Some(tally(88.0, 14)),
        }],
        results: vec![
            ResultChange {
                unit: "PGD-02".into(),
                target: models.clone(),
                before: stand(Status::NotMet, 4.0, 10.0),
                now: stand(Status::NotMet, 6.0, 10.0),
            },
            ResultChange {
                unit: first.clone(),
                target: models.clone(),
                before: stand(Status::NotMet, 8.0, 10.0),
                now: stand(Status::Met, 9.0, 9.0),
            },
        ],
        units_new: Vec::new(),
        units_gone: vec![("THPT-99".into(), "Trường THPT Bến Cũ".to_owned())],
        closed: vec![models.clone()],
        after_closing: vec![ChangeAfterClosing {
            target: models,
            unit: Some(first),
            closed_at: fixture::day(2024, 1, 31),
            before: Some(exactly(8.0)),
            now: Some(exactly(9.0)),
        }],
    }
}

fn written(changes: Changes, movements: &[Movement], lang: Lang) -> Written {
    let mut fixture = Fixture::new();
    fixture.assessed.over_time.changes = Some(changes);
    Written::of(&Report {
        movements,
        ..report(&fixture, lang)
    })
}

#[test]
fn the_sheet_stands_after_the_ranks_where_there_is_an_earlier_run() {
    let names = written(changes(), &[], Lang::Vi).sheet_names();
    assert_eq!(names[4..6], ["Xếp hạng dự kiến", SHEET]);
    let names = written(changes(), &[], Lang::En).sheet_names();
    assert_eq!(names[4..6], ["Expected ranks", "Changes"]);
}

#[test]
fn it_says_what_is_compared_with_what() {
    let rows = written(changes(), &[], Lang::Vi).rows(SHEET);
    let line = |at: usize| text(&rows[at][0]).to_owned();
    assert!(
        line(2)
            .starts_with("So với lần tổng hợp trước, tính đến ngày 31/01/2024 (số liệu tạm tính")
    );
    assert!(
        line(3).starts_with("Kỳ báo cáo lần trước chưa xét: Báo cáo"),
        "{}",
        line(3)
    );
}

#[test]
fn closed_figures_that_changed_come_first_with_both_figures() {
    let written = written(changes(), &[], Lang::Vi);
    let rows = written.table(
        SHEET,
        &[
            "Mã đơn vị",
            "Đơn vị",
            "Chỉ tiêu",
            "Đã khóa tại lần tính đến ngày",
        ],
    );
    assert_eq!(rows.len(), 1);
    assert_eq!(text(&rows[0][0]), "PGD-01");
    assert_eq!(
        rows[0][5..8].iter().map(number).collect::<Vec<_>>(),
        [8.0, 9.0, 1.0]
    );
    let mut none = changes();
    none.after_closing.clear();
    let rows = super::changes::written(none, &[], Lang::Vi).rows(SHEET);
    let heading = rows
        .iter()
        .position(|row| text(&row[0]).starts_with("Số liệu đã thay đổi"));
    assert_eq!(text(&rows[heading.unwrap() + 1][0]), "Không có.");
}

#[test]
fn totals_and_units_show_then_and_now_and_what_changed_of_the_requirement() {
    let written = written(changes(), &[], Lang::Vi);
    let rows = written.table(SHEET, &["Chỉ tiêu", "", "", "Số đơn vị đạt, trước"]);
    assert_eq!((text(&rows[0][3]), text(&rows[0][4])), ("12/64", "14/64"));
    assert_eq!(
        rows[0][5..8].iter().map(number).collect::<Vec<_>>(),
        [90.0, 88.0, -2.0]
    );
    let rows = written.table(
        SHEET,
        &["Mã đơn vị", "Đơn vị", "Chỉ tiêu", "Đánh giá trước"],
    );
    let column = |at: usize| rows.iter().map(|row| text(&row[at])).collect::<Vec<_>>();
    assert_eq!(
        column(0),
        [
            "Đánh giá thay đổi (1)",
            "PGD-01",
            "Chỉ số liệu thay đổi (1)",
            "PGD-02"
        ]
    );
    assert_eq!(column(3), ["", "Chưa đạt", "", "Chưa đạt"]);
    assert_eq!(column(4), ["", "Đạt", "", "Chưa đạt"]);
    assert!(
        column(2)[1].ends_with("(mức yêu cầu 10 → 9)"),
        "{}",
        column(2)[1]
    );
    assert!(!column(2)[3].contains("mức yêu cầu"));
    let rows = written.table(SHEET, &["Mã đơn vị", "Đơn vị", "Chỉ tiêu", "Có ở lần nào"]);
    assert_eq!(text(&rows[0][1]), "Trường THPT Bến Cũ");
    assert_eq!(text(&rows[0][3]), "Chỉ có trong lần trước");
}

#[test]
fn ranks_that_moved_are_listed_and_the_others_counted() {
    let movement = |unit: &str, before: u32, now: u32, turn: Turn| {
        let rank = |place: u32| {
            Some(Rank {
                best: place,
                worst: place,
            })
        };
        Movement {
            unit: unit.into(),
            block: Some("khoi-1".into()),
            before: rank(before),
            now: rank(now),
            turn,
            other_basis: unit == "PGD-02",
        }
    };
    let movements = [
        movement("PGD-01", 3, 1, Turn::Up(Some(2))),
        movement("PGD-02", 1, 2, Turn::Down(Some(1))),
        movement("PGD-03", 4, 4, Turn::Same),
    ];
    let written = written(changes(), &movements, Lang::Vi);
    let rows = written.table(SHEET, &["Mã đơn vị", "Đơn vị", "Khối thi đua"]);
    assert_eq!(text(&rows[0][5]), "Tăng 2 bậc");
    assert_eq!(text(&rows[1][5]), "Giảm 1 bậc; khác căn cứ chấm điểm");
    assert_eq!(text(&rows[2][0]), "Giữ nguyên thứ hạng: 1 đơn vị.");
    assert_eq!((number(&rows[0][3]), number(&rows[0][4])), (3.0, 1.0));
}

#[test]
fn from_three_runs_on_totals_are_shown_day_by_day_of_the_newest_five() {
    let moments = |days: &[(u32, f64)]| -> Vec<Moment> {
        let moment = |&(month, total): &(u32, f64)| Moment {
            as_of: fixture::day(2024, month, 1),
            tallies: BTreeMap::from([(
                TargetId::from("dien-hinh"),
                Tally {
                    total: exactly(total),
                    met: 0,
                    bound: 64,
                },
            )]),
        };
        days.iter().map(moment).collect()
    };
    let written = |days: &[(u32, f64)]| {
        let mut fixture = Fixture::new();
        fixture.assessed.over_time.changes = Some(changes());
        fixture.assessed.over_time.moments = moments(days);
        Written::of(&report(&fixture, Lang::Vi)).rows(SHEET)
    };
    let heads = |rows: &[Vec<Data>]| {
        let mut rows = rows.iter();
        rows.position(|row| text_or_none(&row[0]).is_some_and(|text| text.starts_with("Diễn biến")))
    };
    assert_eq!(heads(&written(&[(1, 10.0), (2, 20.0)])), None);
    let days = [
        (1, 10.0),
        (2, 20.0),
        (3, 30.0),
        (4, 40.0),
        (5, 50.0),
        (6, 60.0),
    ];
    let rows = written(&days);
    let at = heads(&rows).unwrap() + 1;
    assert_eq!(text(&rows[at][3]), "01/02/2024");
    assert_eq!(text(&rows[at][7]), "01/06/2024");
    let models = rows[at + 1..]
        .iter()
        .find(|row| matches!(row[3], Data::Float(_)));
    let figures: Vec<f64> = models.unwrap()[3..8].iter().map(number).collect();
    assert_eq!(figures, [20.0, 30.0, 40.0, 50.0, 60.0]);
}

fn text_or_none(cell: &Data) -> Option<&str> {
    match cell {
        Data::String(text) => Some(text),
        _ => None,
    }
}
