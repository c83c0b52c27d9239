//! Numbers, dates, yes and no, and the unit's own name as people write them; each trait draws for
//! itself.

use fastrand::Rng;

use super::{Cover, grouped, is_of_list, reads_one_way, rewrite_some};
use crate::campaign::{Field, Role};
use crate::sample::content::{Value, is_percent};
use crate::sample::dice::pick;
use crate::sample::draft::{Draft, Entry, Meaning, Written, is_number};
use crate::sample::mess::{Mess, Trait};

/// How much of a sheet a spelling touches, once it touches the sheet.
const MOST: f64 = 0.75;
const SOME: f64 = 0.35;

/// Spells the values of a sheet in ways drawn from `hand`.
pub(super) fn spell(hand: u64, mess: &mut Mess, draft: &mut Draft, cover: &Cover) {
    name_unit(hand, mess, draft);
    percents(hand, mess, draft);
    let mut each = |one: Trait, share: f64, rewrite: Rewrite| {
        if let Some(mut rng) = mess.turn(hand, one, draft.form.id.as_str()) {
            // One way a sheet: the choice comes first.
            let way = rng.usize(..);
            rewrite_some(&mut rng, mess, draft, one, share, |rng, field, entry| {
                rewrite(&mut Turn { rng, way, cover }, field, entry)
            });
        }
    };
    each(Trait::DatesInOtherForms, MOST, date_in_another_form);
    each(Trait::DateSerials, SOME, |_, _, entry| {
        plain_day(entry).map(Written::Serial)
    });
    each(Trait::DecimalDot, MOST, |_, field, entry| {
        let number = plain_number(field, entry).filter(|number| number.fract() != 0.0)?;
        Some(Written::Text(number.to_string()))
    });
    each(Trait::WideDigits, SOME, |_, field, entry| {
        let number = plain_number(field, entry)?;
        Some(Written::Text(wide(&grouped(number))))
    });
    each(Trait::FormulaNumbers, SOME, |turn, field, entry| {
        formula(turn.rng, plain_number(field, entry)?)
    });
    each(Trait::YesNoLetters, 1.0, yes_or_no);
    each(Trait::OldSpelling, MOST, |_, field, entry| {
        let old = old_spelling(entry.text().filter(|_| is_of_list(field))?);
        Some(Written::Text(old))
    });
    each(Trait::QuotePrefix, SOME, |_, field, entry| {
        match &entry.written {
            Written::Text(text) => Some(Written::Quoted(text.clone())),
            Written::Number(number) if is_number(field) => Some(Written::Quoted(grouped(*number))),
            _ => None,
        }
    });
}

type Rewrite = fn(&mut Turn, &Field, &Entry) -> Option<Written>;

/// What a spelling may look at.
struct Turn<'a> {
    rng: &'a mut Rng,
    /// Drawn once a sheet, so that people keep to their way.
    way: usize,
    cover: &'a Cover<'a>,
}

/// A number that no other spelling has taken.
fn plain_number(field: &Field, entry: &Entry) -> Option<f64> {
    let plain = is_number(field) && matches!(entry.written, Written::Number(_));
    entry.number().filter(|_| plain)
}

/// A day that no other spelling has taken.
fn plain_day(entry: &Entry) -> Option<chrono::NaiveDate> {
    let plain = matches!(entry.written, Written::Day(_));
    entry.day().filter(|_| plain)
}

fn date_in_another_form(turn: &mut Turn, _: &Field, entry: &Entry) -> Option<Written> {
    /// Those in which nobody could take the month for the day, then the others.
    const FORMS: [&str; 5] = [
        "ngày %-d tháng %-m năm %Y",
        "Ngày %d tháng %m năm %Y",
        "%Y-%m-%d",
        "%-d-%-m-%y",
        "%d / %m / %Y",
    ];
    const CLEAR: usize = 3;
    let day = plain_day(entry)?;
    let at = turn.way % FORMS.len();
    let form = if at < CLEAR || reads_one_way(day, turn.cover) {
        FORMS[at]
    } else {
        FORMS[0]
    };
    Some(Written::Text(day.format(form).to_string()))
}

/// Digits as wide as Chinese letters, which some keyboards write.
fn wide(digits: &str) -> String {
    let wide = |letter: char| match letter {
        '0'..='9' => char::from_u32(u32::from(letter) + 0xFEE0).unwrap_or(letter),
        other => other,
    };
    digits.chars().map(wide).collect()
}

/// A sum of two whole numbers, or a product of a half.
fn formula(rng: &mut Rng, number: f64) -> Option<Written> {
    let text = number.to_string();
    if number.fract() != 0.0 {
        return Some(Written::Formula(format!("{}/2", number * 2.0), text));
    }
    let whole: u32 = text.parse().ok().filter(|whole| *whole >= 2)?;
    let part = rng.u32(1..whole);
    Some(Written::Formula(format!("{part}+{}", whole - part), text))
}

fn yes_or_no(turn: &mut Turn, _: &Field, entry: &Entry) -> Option<Written> {
    let Meaning::Is(Value::Yes(yes)) = entry.meaning else {
        return None;
    };
    let text = |(for_yes, for_no)| Written::Text(String::from(if yes { for_yes } else { for_no }));
    Some(match turn.way % 5 {
        0 => Written::Number(f64::from(u8::from(yes))),
        1 => text(("C", "K")),
        2 => text(("Đ", "Không")),
        3 => text(("1", "0")),
        _ => text(("✔", "ko")),
    })
}

/// Tones on the other vowel, and i for y, as older school books have them.
pub(in crate::sample) fn old_spelling(text: &str) -> String {
    const PAIRS: [(&str, &str); 10] = [
        ("hóa", "hoá"),
        ("Hóa", "Hoá"),
        ("khóa", "khoá"),
        ("hòa", "hoà"),
        ("thủy", "thuỷ"),
        ("lý", "lí"),
        ("Lý", "Lí"),
        ("Kỷ niệm", "Kỉ niệm"),
        ("kỷ niệm", "kỉ niệm"),
        ("Mỹ", "Mĩ"),
    ];
    PAIRS
        .iter()
        .fold(text.to_owned(), |text, (new, old)| text.replace(new, old))
}

/// Shares of a hundred with their sign, as text or as Excel keeps them.
fn percents(hand: u64, mess: &mut Mess, draft: &mut Draft) {
    let Some(target) = draft.column_named("ma_chi_tieu") else {
        return;
    };
    let place = draft.form.id.as_str();
    let as_text = mess.turn(hand, Trait::PercentText, place);
    let kept = mess.turn(hand, Trait::PercentFormat, place);
    let (one, mut rng) = match (as_text, kept) {
        (Some(rng), _) => (Trait::PercentText, rng),
        (None, Some(rng)) => (Trait::PercentFormat, rng),
        (None, None) => return,
    };
    let sign = pick(&mut rng, &["", "", "≥", "≥ "]);
    for column in draft.columns(is_number) {
        let promised = draft.field(column).name.as_str() == "chi_tieu";
        let sign = if promised { sign } else { "" };
        for row in &mut draft.rows {
            let share = row[target].text().is_some_and(is_percent);
            let entry = &mut row[column];
            let Some(number) = entry.number().filter(|_| share && !entry.fault) else {
                continue;
            };
            entry.written = match one {
                Trait::PercentFormat => Written::Percent(number),
                _ => Written::Text(format!("{sign}{}%", grouped(number))),
            };
            mess.note(one);
        }
    }
}

/// The unit's name with other short forms; what is written is what is meant.
fn name_unit(hand: u64, mess: &mut Mess, draft: &mut Draft) {
    let Some(column) = draft
        .form
        .role(Role::UnitName)
        .and_then(|at| draft.column(at))
    else {
        return;
    };
    let Some(mut rng) = mess.turn(hand, Trait::UnitSpelling, "name") else {
        return;
    };
    let start = pick(
        &mut rng,
        &[
            "Phòng GD&ĐT ",
            "P.GD&ĐT ",
            "PGDĐT ",
            "Phòng Giáo dục và Đào tạo ",
        ],
    );
    let school = pick(&mut rng, &["", "Trường: "]);
    for row in &mut draft.rows {
        let entry = &mut row[column];
        let Some(name) = entry.text().filter(|_| !entry.fault) else {
            continue;
        };
        let other = match name.strip_prefix("Phòng GDĐT ") {
            Some(district) => format!("{start}{district}"),
            None => name
                .replace("THCS&THPT", "THCS - THPT")
                .replace("Trung tâm ", "TT ")
                .replace("Trường ", if school.is_empty() { "" } else { "Trường  " }),
        };
        let tidied = other.split_whitespace().collect::<Vec<_>>().join(" ");
        if tidied != name {
            entry.written = Written::Text(other);
            entry.meaning = Meaning::Is(tidied.into());
            mess.note(Trait::UnitSpelling);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_give_the_number_they_stand_for() {
        let mut rng = Rng::with_seed(1);
        let Some(Written::Formula(text, result)) = formula(&mut rng, 7.0) else {
            panic!("no formula");
        };
        let parts: u32 = text
            .split('+')
            .map(|part| part.parse::<u32>().unwrap())
            .sum();
        assert_eq!((parts, result.as_str()), (7, "7"));
        let half = formula(&mut rng, 8.75);
        assert_eq!(
            half,
            Some(Written::Formula("17.5/2".to_owned(), "8.75".to_owned()))
        );
        assert_eq!(formula(&mut rng, 1.0), None);
    }

    #[test]
    fn listed_values_are_spelt_as_in_older_books() {
        assert_eq!(old_spelling("Quản lý"), "Quản lí");
        assert_eq!(
            old_spelling("thực hiện văn hóa công sở"),
            "thực hiện văn hoá công sở"
        );
        assert_eq!(wide("1.234,5"), "１.２３４,５");
    }
}
