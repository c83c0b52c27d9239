//! Cells that show what nobody can take for the value: errors, formulas without a result, dates
//! that Excel made, marks that point at nothing.

use chrono::{Datelike as _, NaiveDate};
use fastrand::Rng;

use super::{cell, free, ruled};
use crate::campaign::{Campaign, Field, FieldKind, Layout, Rule};
use crate::sample::content::Value;
use crate::sample::dice::pick;
use crate::sample::draft::{Draft, Written, is_number};
use crate::sample::mess::Trait;

/// The faults of this file; each draws for itself.
pub(super) const ALL: [Trait; 10] = [
    Trait::ErrorCell,
    Trait::NoCachedValue,
    Trait::SwappedDate,
    Trait::MonthOnly,
    Trait::DateInNumber,
    Trait::NumberWithUnit,
    Trait::NothingAbove,
    Trait::BlankKey,
    Trait::DuplicateLabel,
    Trait::LeftOutRequired,
];

/// Plants one of them in a sheet; none where the sheet has no place for it.
pub(super) fn spoil(
    rng: &mut Rng,
    draft: &mut Draft,
    campaign: &Campaign,
    one: Trait,
) -> Option<()> {
    match one {
        Trait::ErrorCell => {
            // A number that stands twice must stand there twice.
            let columns = free(draft, |field| !field.constraints.unique);
            let (row, column) = cell(rng, draft, &columns, |at| is_sound(draft, at))?;
            let (formula, error) = pick(rng, &ERRORS);
            let written = Written::Formula(formula.to_owned(), error.to_owned());
            draft.rows[row][column].blot(written);
            Some(())
        }
        Trait::NoCachedValue => {
            let (row, column, number) = number(rng, draft, is_number)?;
            let formula = format!("{}*2", number / 2.0);
            let written = Written::Formula(formula, String::new());
            draft.rows[row][column].write_badly(written);
            Some(())
        }
        Trait::SwappedDate => swapped_date(rng, draft, campaign),
        Trait::MonthOnly => {
            let columns = free(draft, |field| field.kind == FieldKind::Date);
            let (row, column) = cell(rng, draft, &columns, |at| is_sound(draft, at))?;
            let entry = &mut draft.rows[row][column];
            let day = entry.day()?;
            let form = pick(rng, &["tháng %-m/%Y", "Tháng %m năm %Y", "%m/%Y"]);
            entry.garble(&day.format(form).to_string());
            Some(())
        }
        Trait::DateInNumber => {
            let (row, column, _) = number(rng, draft, |field| field.kind == FieldKind::Integer)?;
            let day = NaiveDate::from_ymd_opt(2024, rng.u32(1..=6), rng.u32(1..=12))?;
            draft.rows[row][column].blot(Written::Day(day));
            Some(())
        }
        Trait::NumberWithUnit => {
            let (row, column, number) =
                number(rng, draft, |field| field.kind == FieldKind::Integer)?;
            let unit = pick(rng, &["người", "đ/c", "CBGV", "lượt"]);
            draft.rows[row][column].write_badly(Written::Text(format!("{number} {unit}")));
            Some(())
        }
        Trait::NothingAbove => nothing_above(rng, draft),
        Trait::BlankKey => blank_key(rng, draft),
        Trait::DuplicateLabel => twice(rng, draft),
        Trait::LeftOutRequired => left_out(rng, draft),
        _ => None,
    }
}

/// Formulas that went wrong, and what they show.
const ERRORS: [(&str, &str); 5] = [
    ("NA()", "#N/A"),
    ("VLOOKUP(\"x\",$XX$1:$XY$9,2,0)", "#N/A"),
    ("1/0", "#DIV/0!"),
    ("#REF!+1", "#REF!"),
    ("TONG(A1)", "#NAME?"),
];

/// Whether nothing in a row is at fault: what is wrong with one value may need another to show.
fn is_sound(draft: &Draft, row: usize) -> bool {
    draft.rows[row].iter().all(|entry| !entry.fault)
}

/// A cell with a number, and the number.
fn number(rng: &mut Rng, draft: &Draft, fits: fn(&Field) -> bool) -> Option<(usize, usize, f64)> {
    let columns = free(draft, fits);
    let (row, column) = cell(rng, draft, &columns, |at| is_sound(draft, at))?;
    Some((row, column, draft.rows[row][column].number()?))
}

/// Swaps day and month where the swapped day lies outside the school year, so that it shows.
fn swapped_date(rng: &mut Rng, draft: &mut Draft, campaign: &Campaign) -> Option<()> {
    let columns = ruled(draft, |rule| match rule {
        Rule::InSchoolYear { field } => Some(*field),
        _ => None,
    });
    let swapped = |day: NaiveDate| {
        let other = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())?;
        (!campaign.period.contains(&other)).then_some(other)
    };
    let shows = |at: usize| {
        let mut columns = columns.iter();
        is_sound(draft, at)
            && columns.all(|&column| draft.rows[at][column].day().and_then(swapped).is_some())
    };
    let (row, column) = cell(rng, draft, &columns, shows)?;
    let entry = &mut draft.rows[row][column];
    let other = swapped(entry.day()?)?;
    entry.blot(Written::Day(other));
    Some(())
}

/// Says "as above" in the first row of a table, which keeps its place under any headings.
fn nothing_above(rng: &mut Rng, draft: &mut Draft) -> Option<()> {
    const KEEP_FIRST: [&str; 3] = ["phong-trao", "dang-ky", "cham-diem"];
    if !KEEP_FIRST.contains(&draft.form.id.as_str()) {
        return None;
    }
    let columns = free(draft, |field| {
        matches!(field.kind, FieldKind::Text) && field.constraints.required
    });
    let (row, column) = cell(rng, draft, &columns, |at| at == 0 && is_sound(draft, at))?;
    let mark = pick(rng, &["nt", "-nt-", "như trên"]);
    draft.rows[row][column].garble(mark);
    Some(())
}

/// Leaves out the name of what a row is about.
fn blank_key(rng: &mut Rng, draft: &mut Draft) -> Option<()> {
    let key = draft.form.key.first().and_then(|&at| draft.column(at))?;
    let field = draft.field(key);
    if field.reference.is_some() || field.prefilled || draft.form.key.len() < 2 {
        return None;
    }
    // A row that stands twice would do so no longer.
    let names: Vec<Option<String>> = draft
        .rows
        .iter()
        .map(|row| row[key].text().map(str::to_owned))
        .collect();
    let once = |at: usize| {
        let same = names.iter().filter(|name| **name == names[at]);
        same.count() == 1 && is_sound(draft, at)
    };
    let (row, _) = cell(rng, draft, &[key], once)?;
    draft.rows[row][key].spoil(Value::Empty);
    Some(())
}

/// Puts a column there twice: which of the two counts is a question for each of its values.
fn twice(rng: &mut Rng, draft: &mut Draft) -> Option<()> {
    let columns = free(draft, |_| true);
    if draft.form.layout != Layout::Table || draft.rows.is_empty() {
        return None;
    }
    let column = rng.choice(columns)?;
    for row in &mut draft.rows {
        row[column].fault = true;
    }
    draft.twice = Some(column);
    Some(())
}

/// Leaves out a whole column whose values are required, in every row.
fn left_out(rng: &mut Rng, draft: &mut Draft) -> Option<()> {
    let in_rules = |at: usize| {
        draft.form.rules.iter().any(|rule| match rule {
            Rule::AtMost { field, other }
            | Rule::Differs { field, other }
            | Rule::RequiredWhen { field, other, .. }
            | Rule::RequiredUnless { field, other } => *field == at || *other == at,
            _ => false,
        })
    };
    let sound = |&column: &usize| {
        let mut entries = draft.rows.iter().map(|row| &row[column]);
        let free = !in_rules(draft.fields[column]) && draft.twice != Some(column);
        free && entries.all(|entry| !entry.fault && !entry.is_empty())
    };
    let columns = free(draft, |field| field.constraints.required);
    let columns: Vec<usize> = columns.into_iter().filter(sound).collect();
    if draft.form.layout != Layout::Table || draft.rows.is_empty() {
        return None;
    }
    let column = rng.choice(columns)?;
    for row in &mut draft.rows {
        row[column].spoil(Value::Empty);
    }
    draft.left_out = Some(column);
    Some(())
}
