//! What the names of a file and its folders say of its sender and collection.

use crate::campaign::{Unit, code_key};
use crate::discover::archive_of;
use crate::id::CollectionId;
use crate::text::unaccented;

use super::index::Index;

/// The longest run of a name's words that may make up a code or an id.
const CODE_WORDS: usize = 4;

/// The units that a path names, from the file's name outwards: by code, else by name.
pub(super) fn units<'a>(file: &str, index: &Index<'a>) -> Vec<&'a Unit> {
    let mut found: Vec<&Unit> = Vec::new();
    for part in parts(file) {
        let coded = by_code(part, index);
        let named = coded.is_empty().then(|| by_name(part, index)).flatten();
        for unit in coded.into_iter().chain(named) {
            if !found.iter().any(|other| other.code == unit.code) {
                found.push(unit);
            }
        }
    }
    found
}

/// The collection that a path names, by id or title.
pub(super) fn collection(file: &str, index: &Index<'_>) -> Option<CollectionId> {
    let collections = &index.campaign.collections;
    parts(file).find_map(|part| {
        let by_id = runs(part).find_map(|run| {
            let run = unaccented(&run.text);
            collections
                .iter()
                .find(|one| code_key(one.id.as_str()) == run)
        });
        let by_title =
            || segments(part).find_map(|segment| index.campaign.collection_named(segment));
        by_id.or_else(by_title).map(|one| one.id.clone())
    })
}

/// The units whose codes stand in a name; those with a number go before words that are codes.
fn by_code<'a>(part: &str, index: &Index<'a>) -> Vec<&'a Unit> {
    let found = |numbered: bool| -> Vec<&'a Unit> {
        runs(part)
            .filter(|run| run.text.bytes().any(|byte| byte.is_ascii_digit()) == numbered)
            .filter(|run| !run.is_dated)
            .filter_map(|run| index.unit_by_code(&run.text))
            .collect()
    };
    let numbered = found(true);
    if numbered.is_empty() {
        found(false).into_iter().take(1).collect()
    } else {
        numbered
    }
}

/// The unit whose whole name stands between the marks of a name: "THPT Lũng Hạ" in "Báo cáo - THPT
/// Lũng Hạ", never in "THPT Lũng Hạ số 2".
fn by_name<'a>(part: &str, index: &Index<'a>) -> Option<&'a Unit> {
    segments(part).find_map(|segment| index.unit_by_name(segment))
}

/// A name as a whole, then what stands between its marks.
fn segments(part: &str) -> impl Iterator<Item = &str> {
    let pieces = part
        .split(['_', '(', ')', '[', ']', ',', ';', '.'])
        .flat_map(|piece| piece.split(" - "))
        .flat_map(|piece| piece.split(" – "));
    std::iter::once(part).chain(pieces)
}

/// The file's name without its ending, then its folders from the nearest outwards; an archive is a
/// folder whose name has an ending.
fn parts(file: &str) -> impl Iterator<Item = &str> {
    let stem = |name: &'_ str| name.rfind('.').map_or(name.len(), |at| at);
    let (folders, name) = file.rsplit_once('/').unwrap_or(("", file));
    let folders = folders
        .rsplit('/')
        .map(move |folder| archive_of(folder).map_or(folder, |archive| &archive[..stem(archive)]));
    std::iter::once(&name[..stem(name)]).chain(folders)
}

/// Some words of a name, joined into letters and digits.
struct Run {
    text: String,
    /// Whether its number is the first of a date: "NT 05.06.2024" names no unit.
    is_dated: bool,
}

/// The runs of one to four words of a name, longest first.
fn runs(name: &str) -> impl Iterator<Item = Run> {
    let mut words: Vec<(&str, String)> = Vec::new();
    let mut rest = name;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let word = &rest[start..];
        let end = word
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(word.len());
        words.push((&rest[..start], word[..end].to_lowercase()));
        rest = &word[end..];
    }
    let lengths = (1..=CODE_WORDS.min(words.len())).rev();
    let runs: Vec<Run> = lengths
        .flat_map(|length| {
            let starts = 0..=words.len() - length;
            let run = |start: usize| Run {
                text: words[start..start + length]
                    .iter()
                    .map(|(_, word)| word.as_str())
                    .collect(),
                is_dated: length > 1 && begins_date(&words[start + length - 1..]),
            };
            starts.map(run).collect::<Vec<_>>()
        })
        .collect();
    runs.into_iter()
}

/// Whether words begin with a day, month and year, apart from what stands before them.
fn begins_date(words: &[(&str, String)]) -> bool {
    let [(gap, day), (_, month), (_, year), ..] = words else {
        return false;
    };
    let number = |word: &str| word.parse::<u32>().ok();
    let is_date = number(day).is_some_and(|day| (1..=31).contains(&day))
        && number(month).is_some_and(|month| (1..=12).contains(&month))
        && number(year).is_some_and(|year| (2000..2100).contains(&year));
    is_date && gap.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn an_archive_is_a_folder_without_its_ending() {
        let found: Vec<&str> = parts("Đợt II/Truong THPT Ta Sa.zip!/a/so lieu.v2.xlsx").collect();
        assert_eq!(found, ["so lieu.v2", "a", "Truong THPT Ta Sa", "Đợt II"]);
        let found: Vec<&str> = parts("Tr. THPT Ta Sa!/so lieu.xlsx").collect();
        assert_eq!(found, ["so lieu", "Tr. THPT Ta Sa!"]);
    }
}
