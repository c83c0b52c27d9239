//! Spellings that a careful reader reads right: the meaning of an entry stays as it is.

pub(in crate::sample) mod marks;
pub(in crate::sample) mod values;

use chrono::{Datelike as _, NaiveDate};
use fastrand::Rng;
use unicode_normalization::UnicodeNormalization as _;

use super::letters::Letters;
use super::{Mess, Trait};
use crate::campaign::{Campaign, Collection, Field, FieldKind, Role};
use crate::sample::content::Value;
use crate::sample::dice::{chance, dice, pick};
use crate::sample::draft::{Draft, Entry, Meaning, Written, is_number};

/// How much of a sheet a spelling touches, once it touches the sheet.
const MOST: f64 = 0.75;
const SOME: f64 = 0.3;

/// What a sender may write of itself and of the time.
pub(in crate::sample) struct Cover<'a> {
    /// The campaign the return is for.
    pub(in crate::sample) campaign: &'a Campaign,
    /// The round it is for.
    pub(in crate::sample) collection: &'a Collection,
    /// Another name the sender goes by.
    pub(in crate::sample) alias: Option<&'a str>,
}

/// Spells a return's sheets the way this sender does: each sheet draws for itself from `hand`.
pub(in crate::sample) fn spell(hand: u64, mess: &mut Mess, drafts: &mut [Draft], cover: &Cover) {
    // Old letters have no marks apart from their letters, and none of other alphabets.
    let unicode = Letters::of(hand, mess) == Letters::Unicode;
    let decomposed = mess.wants(&mut dice(hand, &["spelling"]), Trait::DecomposedText);
    for draft in drafts {
        let mut rng = dice(hand, &["spelling", draft.form.id.as_str()]);
        name_sender(&mut rng, mess, draft, cover);
        spell_values(&mut rng, mess, draft, cover);
        values::spell(hand, mess, draft, cover);
        if unicode && decomposed {
            decompose(mess, draft);
        } else if unicode {
            marks::spell(hand, mess, draft);
        }
    }
}

fn spell_values(rng: &mut Rng, mess: &mut Mess, draft: &mut Draft, cover: &Cover) {
    let date = pick(rng, &DATES);
    each(rng, mess, draft, Trait::DatesAsText, MOST, |_, _, entry| {
        let day = entry.day().filter(|&day| reads_one_way(day, cover))?;
        Some(Written::Text(day.format(date).to_string()))
    });
    each(
        rng,
        mess,
        draft,
        Trait::NumbersAsText,
        MOST,
        |_, field, entry| {
            let number = entry.number().filter(|_| is_number(field))?;
            Some(Written::Text(grouped(number)))
        },
    );
    let yes = pick(rng, &["x", "X", "có", "✓", "CÓ"]);
    each(
        rng,
        mess,
        draft,
        Trait::YesNoMarks,
        1.0,
        |_, _, entry| match entry.meaning {
            Meaning::Is(Value::Yes(true)) => Some(Written::Text(yes.to_owned())),
            Meaning::Is(Value::Yes(false)) => Some(Written::Text("không".to_owned())),
            _ => None,
        },
    );
    let capitals = chance(rng, 0.4);
    each(
        rng,
        mess,
        draft,
        Trait::ListSpelling,
        SOME,
        |_, field, entry| {
            let text = entry.text().filter(|_| is_of_list(field))?;
            Some(Written::Text(if capitals {
                text.to_uppercase()
            } else {
                text.to_lowercase()
            }))
        },
    );
    each(
        rng,
        mess,
        draft,
        Trait::ExtraSpaces,
        SOME,
        |rng, field, entry| match &entry.written {
            Written::Text(text) if takes_spaces(field) => Some(Written::Text(spaced(rng, text))),
            _ => None,
        },
    );
}

/// Rewrites a share of the entries that can be, if the sheet is to have the trait.
fn each(
    rng: &mut Rng,
    mess: &mut Mess,
    draft: &mut Draft,
    one: Trait,
    share: f64,
    rewrite: impl Fn(&mut Rng, &Field, &Entry) -> Option<Written>,
) {
    if mess.wants(rng, one) {
        rewrite_some(rng, mess, draft, one, share, rewrite);
    }
}

/// Rewrites a share of the entries that can be.
fn rewrite_some(
    rng: &mut Rng,
    mess: &mut Mess,
    draft: &mut Draft,
    one: Trait,
    share: f64,
    rewrite: impl Fn(&mut Rng, &Field, &Entry) -> Option<Written>,
) {
    let fields: Vec<&Field> = (0..draft.fields.len()).map(|at| draft.field(at)).collect();
    let mut touched = false;
    for entry in draft
        .rows
        .iter_mut()
        .flat_map(|row| row.iter_mut().zip(&fields))
    {
        let (entry, field) = entry;
        if chance(rng, share)
            && !entry.fault
            && let Some(written) = rewrite(rng, field, entry)
        {
            touched |= written != entry.written;
            entry.written = written;
        }
    }
    if touched {
        mess.note(one);
    }
}

/// Writes another name of the unit, and the collection's title.
fn name_sender(rng: &mut Rng, mess: &mut Mess, draft: &mut Draft, cover: &Cover) {
    let text = |role: Role| draft.form.role(role).and_then(|at| draft.column(at));
    let (name, title) = (text(Role::UnitName), text(Role::Collection));
    for row in &mut draft.rows {
        let mut put = |column: Option<usize>, text: &str, one: Trait| {
            if let Some(entry) = column.and_then(|at| row.get_mut(at))
                && mess.wants(rng, one)
            {
                entry.written = Written::Text(text.to_owned());
                entry.meaning = Meaning::Is(text.into());
                mess.note(one);
            }
        };
        if let Some(alias) = cover.alias {
            put(name, alias, Trait::UnitAlias);
        }
        put(title, &cover.collection.titles.vi, Trait::CollectionTitle);
    }
}

const DATES: [&str; 6] = [
    "%d/%m/%Y",
    "%d/%m/%Y",
    "%-d/%-m/%Y",
    "%-d/%-m/%y",
    "%d-%m-%Y",
    "%d.%m.%Y",
];

/// Whether nobody would ask if day and month stand the wrong way round: the day as meant lies in
/// the school year, and in the collection's days unless the swapped one lies outside them too.
fn reads_one_way(day: NaiveDate, cover: &Cover) -> bool {
    let swapped = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
    let in_collection = |day: &NaiveDate| cover.collection.period.contains(day);
    swapped.is_none_or(|swapped| {
        cover.campaign.period.contains(&day) && (in_collection(&day) || !in_collection(&swapped))
    })
}

/// A number with thousands dots and a decimal comma.
pub(super) fn grouped(number: f64) -> String {
    let text = number.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + 2);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(',');
        out.push_str(decimals);
    }
    out
}

fn is_of_list(field: &Field) -> bool {
    !field.constraints.one_of.is_empty() || (field.reference.is_some() && !field.prefilled)
}

/// Whether spaces around and inside a text of the field mean nothing.
fn takes_spaces(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Text) && field.constraints.pattern.is_none()
}

fn spaced(rng: &mut Rng, text: &str) -> String {
    match rng.u32(0..4) {
        0 => format!(" {text}"),
        1 => format!("{text}  "),
        2 => format!("{text}\u{a0}"),
        _ => text.replacen(' ', "  ", 1),
    }
}

fn decompose(mess: &mut Mess, draft: &mut Draft) {
    let mut touched = false;
    for entry in draft.rows.iter_mut().flatten().filter(|entry| !entry.fault) {
        if let Written::Text(text) = &entry.written {
            let apart: String = text.nfd().collect();
            touched |= apart != *text;
            entry.written = Written::Text(apart);
        }
    }
    if touched {
        mess.note(Trait::DecomposedText);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_thousands_dots_and_a_decimal_comma() {
        for (number, text) in [
            (7.0, "7"),
            (1234.5, "1.234,5"),
            (1_234_567.0, "1.234.567"),
            (8.75, "8,75"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }
}
