//! Faults that somebody must be told of: each spoils one entry and marks it.
//!
//! No entry is spoiled twice, and the fields that say whose return and which row it is are left
//! alone, so that what is wrong stays at the marked cell.

mod cells;

use chrono::Months;
use fastrand::Rng;

use super::{Mess, Sort, Trait};
use crate::campaign::{Bound, Campaign, Field, FieldKind, Rule};
use crate::sample::content::Value;
use crate::sample::draft::{Draft, Meaning, is_number};
use crate::text::match_key;

/// Plants faults in a return.
pub(in crate::sample) fn plant(
    rng: &mut Rng,
    mess: &mut Mess,
    drafts: &mut [Draft],
    campaign: &Campaign,
    hand: u64,
) {
    let (alone, together): (Vec<Trait>, Vec<Trait>) = Trait::ALL
        .iter()
        .filter(|one| one.sort() == Sort::Fault && **one != Trait::ClaimedTwice)
        .partition(|one| cells::ALL.contains(one));
    for one in together {
        if mess.wants(rng, one) {
            try_one(rng, mess, drafts, campaign, one);
        }
    }
    for one in alone {
        if let Some(mut rng) = mess.turn(hand, one, "return") {
            try_one(&mut rng, mess, drafts, campaign, one);
        }
    }
}

/// Plants at least one fault in a return that can bear one.
pub(in crate::sample) fn plant_some(
    rng: &mut Rng,
    mess: &mut Mess,
    drafts: &mut [Draft],
    campaign: &Campaign,
    hand: u64,
) {
    plant(rng, mess, drafts, campaign, hand);
    if !drafts
        .iter()
        .flat_map(|draft| &draft.rows)
        .flatten()
        .any(|entry| entry.fault)
    {
        try_one(rng, mess, drafts, campaign, Trait::MissingValue);
    }
}

/// Plants one fault in the first sheet, in random order, that can have it.
fn try_one(rng: &mut Rng, mess: &mut Mess, drafts: &mut [Draft], campaign: &Campaign, one: Trait) {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    rng.shuffle(&mut order);
    if order
        .into_iter()
        .any(|at| spoil(rng, &mut drafts[at], campaign, one).is_some())
    {
        mess.note(one);
    }
}

/// Plants a fault in a sheet; none where the sheet has no place for it.
fn spoil(rng: &mut Rng, draft: &mut Draft, campaign: &Campaign, one: Trait) -> Option<()> {
    match one {
        Trait::MissingValue => {
            let columns = free(draft, |field| field.constraints.required);
            on_cell(rng, draft, &columns, |_, _| Some(Value::Empty))
        }
        Trait::MissingWhen => missing_when(rng, draft),
        Trait::TextInNumber => garble(rng, draft, is_number, &WORDS_FOR_NUMBERS),
        Trait::TextInDate => garble(
            rng,
            draft,
            |field| field.kind == FieldKind::Date,
            &WORDS_FOR_DATES,
        ),
        Trait::RatioInNumber => {
            let columns = free(draft, |field| field.kind == FieldKind::Integer);
            let (row, column) = cell(rng, draft, &columns, |_| true)?;
            let whole = rng.u32(8..=40);
            draft.rows[row][column].garble(&format!("{}/{whole}", whole - rng.u32(1..=4)));
            Some(())
        }
        Trait::NotInList => not_in_list(rng, draft),
        Trait::BelowMinimum => {
            let mut columns = free(draft, |field| {
                matches!(field.constraints.minimum, Some(Bound::Number(_)))
            });
            // A whole below nought would put its part in the wrong too.
            let wholes = ruled(draft, |rule| match rule {
                Rule::AtMost { other, .. } => Some(*other),
                _ => None,
            });
            columns.retain(|column| !wholes.contains(column));
            on_cell(rng, draft, &columns, |rng, _| {
                Some((-f64::from(rng.u32(1..=9))).into())
            })
        }
        Trait::TooLong => too_long(rng, draft),
        Trait::AboveOther => above_other(rng, draft),
        Trait::ScoreAboveMaximum => score_above_maximum(rng, draft, campaign),
        Trait::OutsideSchoolYear => {
            let columns = ruled(draft, |rule| match rule {
                Rule::InSchoolYear { field } => Some(*field),
                _ => None,
            });
            // The year is written as the one before, as happens every January.
            on_cell(rng, draft, &columns, |_, old| match old {
                Value::Day(day) => Some(day.checked_sub_months(Months::new(12))?.into()),
                _ => None,
            })
        }
        Trait::DuplicateRow => duplicate_row(rng, draft),
        Trait::RepeatedDecision => repeated_decision(rng, draft),
        Trait::SameLeader => same_leader(draft),
        Trait::BadPhone => {
            let columns = free(draft, |field| field.constraints.pattern.is_some());
            on_cell(rng, draft, &columns, |rng, old| match old {
                Value::Text(text) if rng.bool() => Some(format!("{text}{}", rng.u32(0..10)).into()),
                Value::Text(text) => Some(text.get(..text.len() - 1)?.into()),
                _ => None,
            })
        }
        Trait::BadEmail => {
            let columns = free(draft, |field| field.kind == FieldKind::Email);
            on_cell(rng, draft, &columns, |_, old| match old {
                Value::Text(text) => Some(text.replace('@', ".").into()),
                _ => None,
            })
        }
        _ => cells::spoil(rng, draft, campaign, one),
    }
}

/// The columns that fit and may be spoiled: none that say whose return or which row it is, and
/// none the blank form fills in.
fn free(draft: &Draft, fits: impl Fn(&Field) -> bool) -> Vec<usize> {
    let open = |&at: &usize| {
        let is_key = draft.form.key.contains(&draft.fields[at]);
        let field = draft.field(at);
        !is_key && !field.prefilled && field.role.is_none()
    };
    draft.columns(fits).into_iter().filter(open).collect()
}

/// The columns of the fields that rules of the form are about.
fn ruled(draft: &Draft, field: fn(&Rule) -> Option<usize>) -> Vec<usize> {
    draft
        .form
        .rules
        .iter()
        .filter_map(field)
        .filter_map(|at| draft.column(at))
        .collect()
}

/// A filled and unspoiled cell of one of the columns, in a row that fits.
fn cell(
    rng: &mut Rng,
    draft: &Draft,
    columns: &[usize],
    fits: impl Fn(usize) -> bool,
) -> Option<(usize, usize)> {
    let mut cells = Vec::new();
    for (at, row) in draft.rows.iter().enumerate().filter(|(at, _)| fits(*at)) {
        let open = columns.iter().filter(|&&column| {
            let entry = &row[column];
            !entry.fault && !entry.is_empty() && !draft.tells_what_lacks(row, column)
        });
        cells.extend(open.map(|&column| (at, column)));
    }
    rng.choice(cells)
}

/// Replaces the value of one cell by what `change` makes of it.
fn on_cell(
    rng: &mut Rng,
    draft: &mut Draft,
    columns: &[usize],
    change: impl Fn(&mut Rng, &Value) -> Option<Value>,
) -> Option<()> {
    let (row, column) = cell(rng, draft, columns, |_| true)?;
    let entry = &mut draft.rows[row][column];
    let value = match &entry.meaning {
        Meaning::Is(old) => change(rng, old)?,
        Meaning::Unclear => return None,
    };
    entry.spoil(value);
    Some(())
}

const WORDS_FOR_NUMBERS: [&str; 6] = [
    "chưa thống kê",
    "đang tổng hợp",
    "nhiều",
    "theo kế hoạch",
    "đang cập nhật",
    "không rõ",
];
const WORDS_FOR_DATES: [&str; 5] = [
    "đầu năm học",
    "trong học kỳ",
    "chưa xác định",
    "sau Tết",
    "đang chờ đăng",
];

fn garble(
    rng: &mut Rng,
    draft: &mut Draft,
    fits: fn(&Field) -> bool,
    words: &[&str],
) -> Option<()> {
    let columns = free(draft, fits);
    let (row, column) = cell(rng, draft, &columns, |_| true)?;
    draft.rows[row][column].garble(words[rng.usize(..words.len())]);
    Some(())
}

/// Leaves out what another value of the row asks for.
fn missing_when(rng: &mut Rng, draft: &mut Draft) -> Option<()> {
    let columns = ruled(draft, |rule| match rule {
        Rule::RequiredWhen { field, .. } | Rule::RequiredUnless { field, .. } => Some(*field),
        _ => None,
    });
    // What asks for it must stand: a doubtful "Đã khen" asks for nothing.
    let sure: Vec<bool> = draft
        .rows
        .iter()
        .map(|row| row.iter().all(|entry| !entry.fault))
        .collect();
    let (row, column) = cell(rng, draft, &columns, |at| sure[at])?;
    draft.rows[row][column].spoil(Value::Empty);
    Some(())
}

/// Words that units write into fields with a list, by field.
const NOT_IN_LIST: [(&str, &[&str]); 10] = [
    ("phan_loai", &["Gương sáng", "Cách làm hay"]),
    ("doi_tuong", &["Nhóm", "Đơn vị"]),
    ("linh_vuc", &["Văn nghệ, thể thao", "Bán trú", "Y tế"]),
    ("phong_trao", &["Dạy tốt - Học tốt", "Hai giỏi"]),
    ("ket_qua", &["Tốt", "Khá", "Có hiệu quả"]),
    ("loai", &["Chuyên đề", "Đồ dùng dạy học"]),
    ("cap_cong_nhan", &["Huyện", "Cụm"]),
    ("loai_khen", &["Cuối năm", "Theo đợt"]),
    ("tinh_trang", &["Chờ xét", "Đang làm hồ sơ"]),
    ("cap", &["Huyện", "Xã"]),
];

fn not_in_list(rng: &mut Rng, draft: &mut Draft) -> Option<()> {
    // Another campaign's list may have some of them.
    let words = |field: &Field| -> Vec<&'static str> {
        let of_field = |(name, _): &&(&str, _)| *name == field.name.as_str();
        let words = NOT_IN_LIST.iter().find(of_field).map(|(_, words)| *words);
        let listed = &field.constraints.one_of;
        let is_other = |word: &&str| !listed.iter().any(|one| match_key(one) == match_key(word));
        words
            .into_iter()
            .flatten()
            .copied()
            .filter(is_other)
            .collect()
    };
    let listed = |field: &Field| !field.constraints.one_of.is_empty() || field.reference.is_some();
    let columns = free(draft, |field| listed(field) && !words(field).is_empty());
    let (row, column) = cell(rng, draft, &columns, |_| true)?;
    let words = words(draft.field(column));
    draft.rows[row][column].garble(words[rng.usize(..words.len())]);
    Some(())
}

/// Says a long text over and over, as when a whole report is pasted into a cell.
fn too_long(rng: &mut Rng, draft: &mut Draft) -> Option<()> {
    let columns = free(draft, |field| field.constraints.max_length.is_some());
    let (row, column) = cell(rng, draft, &columns, |_| true)?;
    let limit = draft.field(column).constraints.max_length?;
    let entry = &mut draft.rows[row][column];
    let text = entry.text()?.to_owned();
    let times = limit / text.chars().count().max(1) + 1;
    entry.spoil(vec![text; times + 1].join(" ").into());
    Some(())
}

/// Makes a part greater than its whole, where both are the unit's own figures.
fn above_other(rng: &mut Rng, draft: &mut Draft) -> Option<()> {
    let pairs = draft.form.rules.iter().filter_map(|rule| match rule {
        Rule::AtMost { field, other } => Some((draft.column(*field)?, draft.column(*other)?)),
        _ => None,
    });
    let pairs: Vec<_> = pairs
        .filter(|&(_, other)| !draft.field(other).prefilled)
        .collect();
    let (part, whole) = rng.choice(pairs)?;
    let sure = |at: usize| !draft.rows[at][whole].fault;
    let (row, _) = cell(rng, draft, &[part], sure)?;
    let above = draft.rows[row][whole].number()? + f64::from(rng.u32(1..=12));
    draft.rows[row][part].spoil(above.into());
    Some(())
}

/// Gives more points than there are: by the maximum beside it, else by the criterion's own.
fn score_above_maximum(rng: &mut Rng, draft: &mut Draft, campaign: &Campaign) -> Option<()> {
    let (score, limit) = draft.form.rules.iter().find_map(|rule| match rule {
        Rule::AtMost { field, other } if draft.form.fields[*other].prefilled => {
            Some((*field, *other))
        }
        Rule::AtMostCriterion { field, criterion } => Some((*field, *criterion)),
        _ => None,
    })?;
    let (score, limit) = (draft.column(score)?, draft.column(limit)?);
    let (row, _) = cell(rng, draft, &[score], |_| true)?;
    let limit = &draft.rows[row][limit];
    let criterion = campaign
        .criteria
        .iter()
        .find(|one| Some(one.code.as_str()) == limit.text());
    let maximum = limit.number().or(criterion.map(|one| one.maximum))?;
    let above = maximum + f64::from(rng.u32(1..=10)) / 2.0;
    draft.rows[row][score].spoil(above.into());
    Some(())
}

/// Writes a row once more at the end.
fn duplicate_row(rng: &mut Rng, draft: &mut Draft) -> Option<()> {
    let unique = draft
        .form
        .fields
        .iter()
        .any(|field| field.constraints.unique);
    let key = draft.form.key.first().and_then(|&at| draft.column(at))?;
    if unique || draft.field(key).prefilled || draft.rows.len() < 2 {
        return None;
    }
    let sound: Vec<usize> = (0..draft.rows.len())
        .filter(|&at| draft.rows[at].iter().all(|entry| !entry.fault))
        .collect();
    let mut again = draft.rows[rng.choice(sound)?].clone();
    let Some(Value::Text(name)) = again[key].text().map(Value::from) else {
        return None;
    };
    again[key].spoil(name.into());
    draft.rows.push(again);
    Some(())
}

/// Gives a row the number of the one before it.
fn repeated_decision(rng: &mut Rng, draft: &mut Draft) -> Option<()> {
    let columns = free(draft, |field| field.constraints.unique);
    let column = *columns.first()?;
    let numbered =
        |at: usize| draft.rows[at][column].text().is_some() && !draft.rows[at][column].fault;
    // Of one kind, so that the second is second under headings too.
    let kind = draft.column_named("loai");
    let alike = |at: usize| {
        let of_row = |at: usize| kind.map(|column| &draft.rows[at][column].meaning);
        of_row(at) == of_row(at - 1)
    };
    let second: Vec<usize> = (1..draft.rows.len())
        .filter(|&at| numbered(at) && numbered(at - 1) && alike(at))
        .collect();
    let row = rng.choice(second)?;
    let number = draft.rows[row - 1][column].text()?.to_owned();
    draft.rows[row][column].spoil(number.into());
    Some(())
}

/// Names the leader once more where another person is asked for.
fn same_leader(draft: &mut Draft) -> Option<()> {
    let (field, other) = draft.form.rules.iter().find_map(|rule| match rule {
        Rule::Differs { field, other } => Some((draft.column(*field)?, draft.column(*other)?)),
        _ => None,
    })?;
    let row = draft.rows.first_mut()?;
    if row[field].fault || row[other].fault {
        return None;
    }
    let name = row[other].text()?.to_owned();
    row[field].spoil(name.into());
    Some(())
}
