//! A text that a regular expression matches.

use fastrand::Rng;
use regex_syntax::hir::{Class, Hir, HirKind};

/// So often a part is repeated at most that may be repeated without end.
const MOST_REPEATS: u32 = 4;

/// One of the texts that a pattern matches as a whole; none where the pattern asks for what is not a
/// text. What lies around a place, such as the end of a word, is not looked at.
pub(super) fn text(rng: &mut Rng, pattern: &str) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut text = String::new();
    write(rng, &hir, &mut text)?;
    Some(text)
}

fn write(rng: &mut Rng, hir: &Hir, text: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(letter(rng, class)?),
        HirKind::Repetition(one) => {
            let most = one.max.unwrap_or(one.min.saturating_add(MOST_REPEATS));
            for _ in 0..rng.u32(one.min..=most.max(one.min)) {
                write(rng, &one.sub, text)?;
            }
        }
        HirKind::Capture(group) => write(rng, &group.sub, text)?,
        HirKind::Concat(parts) => {
            for part in parts {
                write(rng, part, text)?;
            }
        }
        HirKind::Alternation(ways) => {
            let way = rng.usize(..ways.len());
            write(rng, &ways[way], text)?;
        }
    }
    Some(())
}

/// One of a class's letters: of those that people type, where it has any.
fn letter(rng: &mut Rng, class: &Class) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => {
            let ranges = class.ranges().iter();
            ranges.map(|range| (range.start(), range.end())).collect()
        }
        Class::Bytes(class) => {
            let ranges = class.ranges().iter();
            ranges
                .map(|range| (range.start().into(), range.end().into()))
                .collect()
        }
    };
    let typed: Vec<char> = ('0'..='z')
        .filter(char::is_ascii_alphanumeric)
        .filter(|letter| {
            ranges
                .iter()
                .any(|(from, to)| (from..=to).contains(&letter))
        })
        .collect();
    rng.choice(typed)
        .or_else(|| ranges.first().map(|range| range.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_that_its_pattern_matches() {
        let patterns = [
            "0[0-9]{9}",
            "[A-ZĐ]{2,4}-[0-9]{2}",
            "(?:một|hai|ba) lần",
            r"\d+/QĐ-\w+",
            "[^a-z]x?",
            "(a|b)*c",
            "[àáạ]",
        ];
        for pattern in patterns {
            let whole = regex::Regex::new(&format!("^(?:{pattern})$")).unwrap();
            for seed in 0..50 {
                let text = text(&mut Rng::with_seed(seed), whole.as_str()).unwrap();
                assert!(whole.is_match(&text), "{pattern}: {text}");
            }
        }
    }
}
