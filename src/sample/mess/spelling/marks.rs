//! Letters that look right and are others: tones apart, other alphabets, marks nobody sees.

use super::rewrite_some;
use crate::campaign::{Field, FieldKind};
use crate::sample::draft::{Draft, Entry, Written};
use crate::sample::mess::letters::apart;
use crate::sample::mess::{Mess, Trait};

/// Letters and those that look alike: of Icelandic, of African writing, and of Cyrillic, which a
/// bad copy from a PDF gives.
pub(in crate::sample) const LOOK_ALIKES: [(char, char); 8] = [
    ('đ', 'ð'),
    ('Đ', 'Ð'),
    ('Ư', 'Ƣ'),
    ('ư', 'ƣ'),
    ('a', 'а'),
    ('o', 'о'),
    ('e', 'е'),
    ('c', 'с'),
];

/// Marks that nobody sees: a space of no width, the mark at a file's beginning, the soft hyphen.
pub(in crate::sample) const INVISIBLE: [char; 3] = ['\u{200b}', '\u{feff}', '\u{ad}'];

/// Spells a sheet's texts with other letters, drawn from `hand`.
pub(super) fn spell(hand: u64, mess: &mut Mess, draft: &mut Draft) {
    let place = draft.form.id.as_str();
    if let Some(mut rng) = mess.turn(hand, Trait::Windows1258, "return") {
        let one = Trait::Windows1258;
        rewrite_some(&mut rng, mess, draft, one, 1.0, |_, field, entry| {
            Some(Written::Text(windows_1258(text(field, entry)?)))
        });
        return;
    }
    if let Some(mut rng) = mess.turn(hand, Trait::LookAlikes, place) {
        let one = Trait::LookAlikes;
        rewrite_some(&mut rng, mess, draft, one, 0.4, |rng, field, entry| {
            let text = text(field, entry)?;
            let (letter, other) = LOOK_ALIKES[rng.usize(..LOOK_ALIKES.len())];
            Some(Written::Text(text.replacen(letter, &other.to_string(), 1)))
        });
    }
    if let Some(mut rng) = mess.turn(hand, Trait::InvisibleMarks, place) {
        let one = Trait::InvisibleMarks;
        rewrite_some(&mut rng, mess, draft, one, 0.3, |rng, field, entry| {
            let text = text(field, entry)?;
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let at = rng.choice(places)?;
            let mark = INVISIBLE[rng.usize(..INVISIBLE.len())];
            Some(Written::Text(format!(
                "{}{mark}{}",
                &text[..at],
                &text[at..]
            )))
        });
    }
}

/// A text in words: no code, address or number.
fn text<'a>(field: &Field, entry: &'a Entry) -> Option<&'a str> {
    let words = matches!(field.kind, FieldKind::Text) && field.role.is_none();
    let free = field.constraints.pattern.is_none() && !field.prefilled;
    match &entry.written {
        Written::Text(text) if words && free => text.contains(' ').then_some(text.as_str()),
        _ => None,
    }
}

/// Letters with their circumflex, breve or horn in one, the tone apart.
fn windows_1258(text: &str) -> String {
    let letters = text.chars().map(|letter| {
        let (base, tone) = apart(letter);
        [Some(base), tone]
    });
    letters.flatten().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tones_are_apart_in_windows_1258() {
        assert_eq!(windows_1258("Trường ậ Đ"), "Trươ\u{300}ng â\u{323} Đ");
    }
}
