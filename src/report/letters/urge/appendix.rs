//! What each unit owes, as the appendix of the letter.
//!
//! A row for each unit while they are few enough to be looked up; of more, what all of them owe is
//! said once, and those that owe the same besides stand together.

use std::collections::BTreeMap;

use crate::campaign::UnitType;
use crate::report::Report;
use crate::report::letters::body::Block;
use crate::report::letters::form::{self, printable};
use crate::report::letters::phrase::many;
use crate::report::letters::table::{self, Column, Row};
use crate::report::reminders::Reminder;

/// More units than these stand together.
const MOST_ROWS: usize = 100;
/// So many names stand in one row, so that a page can end behind it.
const NAMES_IN_ROW: usize = 12;

/// What all units owe alike, where they are too many for a row each; nothing where they are not.
fn common<'r>(reminders: &'r [Reminder<'_>]) -> Vec<&'r str> {
    let Some(first) = reminders.first().filter(|_| reminders.len() > MOST_ROWS) else {
        return Vec::new();
    };
    let owes = |one: &Reminder<'_>, text: &str| one.debts.iter().any(|(_, own)| own == text);
    let texts = first.debts.iter().map(|(_, text)| text.as_str());
    texts
        .filter(|text| reminders.iter().all(|one| owes(one, text)))
        .collect()
}

/// The list, by type of unit.
pub(super) fn appendix(report: &Report<'_>, reminders: &[Reminder<'_>]) -> Vec<Block> {
    let lang = report.lang;
    let is_long = reminders.len() > MOST_ROWS;
    let (columns, rows) = if is_long {
        let heading = lang.pick(
            "Nội dung đề nghị và các đơn vị",
            "What is asked, and of whom",
        );
        let columns = vec![Column::texts(heading, None)];
        (columns, together(report, reminders))
    } else {
        let columns = vec![
            Column::figures(lang.pick("TT", "No."), 640),
            Column::texts(lang.pick("Đơn vị", "Unit"), Some(2_900)),
            Column::texts(lang.pick("Nội dung đề nghị", "What is asked"), None),
        ];
        (columns, one_by_one(report, reminders))
    };
    let mut blocks = form::appendix_head(
        report,
        lang.pick("NỘI DUNG ĐỀ NGHỊ THỰC HIỆN", "WHAT IS ASKED"),
    );
    blocks.push(Block::table(table::lined(&columns, &rows)));
    blocks.push(form::space());
    blocks
}

/// The unit types with those of their units that owe something.
fn by_type<'r, 'u>(
    report: &'r Report<'_>,
    reminders: &'r [Reminder<'u>],
) -> impl Iterator<Item = (&'r UnitType, Vec<&'r Reminder<'u>>)> {
    report.campaign.unit_types.iter().filter_map(|unit_type| {
        let of_type = reminders
            .iter()
            .filter(|one| one.unit.unit_type == unit_type.id);
        let of_type: Vec<&Reminder<'_>> = of_type.collect();
        (!of_type.is_empty()).then_some((unit_type, of_type))
    })
}

/// A row for each unit.
fn one_by_one(report: &Report<'_>, reminders: &[Reminder<'_>]) -> Vec<Row> {
    let lang = report.lang;
    let mut rows = Vec::new();
    let mut number = 0_usize;
    for (unit_type, of_type) in by_type(report, reminders) {
        let (kind, count) = (unit_type.titles.get(lang), many(of_type.len(), lang));
        rows.push(Row::Group(lang.pick(
            format!("{kind} ({count} đơn vị)"),
            format!("{kind} ({count})"),
        )));
        for one in of_type {
            number += 1;
            let items = one.debts.iter().map(|(_, short)| format!("- {short}"));
            let items = items.collect::<Vec<_>>().join("\n");
            rows.push(Row::Plain(vec![
                number.to_string(),
                printable(&one.unit.name),
                items,
            ]));
        }
    }
    rows
}

/// What all units owe, then those that owe the same besides below what that is; what most of them owe
/// comes first.
fn together(report: &Report<'_>, reminders: &[Reminder<'_>]) -> Vec<Row> {
    let lang = report.lang;
    let common = common(reminders);
    let mut rows = Vec::new();
    if !common.is_empty() {
        let count = many(reminders.len(), lang);
        let whom = lang.pick(
            format!("Tất cả các đơn vị ({count} đơn vị):"),
            format!("All units ({count}):"),
        );
        rows.push(Row::Group(asked(whom, &common)));
    }
    for (unit_type, of_type) in by_type(report, reminders) {
        let kind = unit_type.titles.get(lang);
        let mut alike: BTreeMap<Vec<&str>, Vec<String>> = BTreeMap::new();
        for one in of_type {
            let texts = one.debts.iter().map(|(_, text)| text.as_str());
            let own = texts.filter(|text| !common.contains(text)).collect();
            alike
                .entry(own)
                .or_default()
                .push(printable(&one.unit.name));
        }
        let mut alike: Vec<(Vec<&str>, Vec<String>)> = alike.into_iter().collect();
        alike.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
        for (owed, names) in alike {
            let count = many(names.len(), lang);
            let whom = lang.pick(
                format!("{kind} ({count} đơn vị):"),
                format!("{kind} ({count}):"),
            );
            let nothing_else = lang.pick(
                "Chỉ còn các nội dung nêu trên của tất cả các đơn vị.",
                "Only what is said above of all units.",
            );
            let owed = match owed.as_slice() {
                [] => &[nothing_else],
                several => several,
            };
            rows.push(Row::Group(asked(whom, owed)));
            let names = names.chunks(NAMES_IN_ROW);
            rows.extend(names.map(|names| Row::Plain(vec![names.join("; ")])));
        }
    }
    rows
}

/// Whom something is asked of, and below it what.
fn asked(whom: String, what: &[&str]) -> String {
    let what = what.iter().map(|text| format!("- {text}"));
    let lines: Vec<String> = std::iter::once(whom).chain(what).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::figures::fixture::{Fixture, campaign_of_many};
    use crate::report::reminders::Debt;

    fn fixture() -> Fixture {
        let none = |_, _| (crate::assess::Status::NoReturn, 0.0, None);
        Fixture::new(campaign_of_many(), none, |_, _| false)
    }

    /// The first Bureaus: all owe "a", every third one "b" besides.
    fn reminders<'r>(report: &Report<'r>, most: usize) -> Vec<Reminder<'r>> {
        let bureaus = report.campaign.units.iter();
        let bureaus = bureaus.filter(|unit| unit.unit_type.as_str() == "phong-gddt");
        let units = bureaus.take(most).enumerate();
        let reminders = units.map(|(at, unit)| {
            let mut debts = vec![(Debt::Return, "a".to_owned())];
            if at % 3 == 0 {
                debts.push((Debt::Cells, "b".to_owned()));
            }
            let items = Vec::new();
            Reminder { unit, items, debts }
        });
        reminders.collect()
    }

    fn texts(rows: &[Row]) -> Vec<String> {
        let texts = rows.iter().map(|row| match row {
            Row::Plain(texts) | Row::Strong(texts) => texts.join(" | "),
            Row::Group(text) => text.clone(),
        });
        texts.collect()
    }

    #[test]
    fn of_many_units_those_that_owe_the_same_stand_together() {
        let fixture = fixture();
        let report = fixture.report();
        let all = reminders(&report, 120);
        assert_eq!(common(&all), ["a"]);
        let rows = texts(&together(&report, &all));
        assert_eq!(rows[0], "Tất cả các đơn vị (120 đơn vị):\n- a");
        // 40 of 120 owe "b" too.
        assert_eq!(
            rows[1],
            "Phòng GDĐT (80 đơn vị):\n- Chỉ còn các nội dung nêu trên của tất cả các đơn vị."
        );
        assert!(rows.contains(&"Phòng GDĐT (40 đơn vị):\n- b".to_owned()));
        let names: usize = rows
            .iter()
            .filter(|row| !row.contains('\n'))
            .map(|row| row.split("; ").count())
            .sum();
        assert_eq!(names, 120);
    }

    #[test]
    fn of_few_units_each_has_a_row_of_its_own_with_all_it_owes() {
        let fixture = fixture();
        let report = fixture.report();
        let few = reminders(&report, 2);
        assert!(common(&few).is_empty());
        let names = few.iter().map(|one| one.unit.name.as_str());
        let [first, second] = [0, 1].map(|at| names.clone().nth(at).unwrap());
        assert_eq!(
            texts(&one_by_one(&report, &few)),
            [
                "Phòng GDĐT (2 đơn vị)".to_owned(),
                format!("1 | {first} | - a\n- b"),
                format!("2 | {second} | - a"),
            ]
        );
    }
}
