//! What tells the files of one run from those of another: the end of the path to its folder.

use std::fs;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::super::keep::KEPT;
use crate::table::kept::DATA;
use crate::text::is_ruling;

/// The usual name of a folder of reports, which tells no run from another.
const REPORTS: &str = "reports";

/// A label for each folder: as many names of its path, from the end, as tell all apart. They lie
/// equally deep, so that no label stands for a folder in another run.
pub(super) fn labels(folders: &[PathBuf]) -> Vec<String> {
    let named: Vec<Vec<String>> = folders.iter().map(|folder| names(folder)).collect();
    let telling: Vec<&[String]> = named.iter().map(|names| telling(names)).collect();
    let whole: Vec<&[String]> = named.iter().map(Vec::as_slice).collect();
    apart(&telling)
        .or_else(|| apart(&whole))
        .unwrap_or_else(|| whole.iter().map(|names| names.join("/")).collect())
}

/// The fewest last names that differ everywhere; none where even all of them do not.
fn apart(paths: &[&[String]]) -> Option<Vec<String>> {
    let longest = paths.iter().map(|names| names.len()).max()?;
    (1..=longest).find_map(|depth| {
        let last = |names: &&[String]| names[names.len().saturating_sub(depth)..].join("/");
        let labels: Vec<String> = paths.iter().map(last).collect();
        let mut different = labels.clone();
        different.sort();
        different.dedup();
        let is_fit = different.len() == labels.len() && !different.iter().any(String::is_empty);
        is_fit.then_some(labels)
    })
}

/// The names that tell whose reports they are: without what every run calls its folders.
fn telling(names: &[String]) -> &[String] {
    let mut names = names;
    loop {
        names = match names {
            [rest @ .., last] if [REPORTS, DATA].contains(&last.as_str()) => rest,
            [rest @ .., kept, _] if kept == KEPT => rest,
            _ => return names,
        };
    }
}

/// The names of a path from the root; as it is written, since a link's name says more than that of
/// where it leads.
fn names(folder: &Path) -> Vec<String> {
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    let written = std::path::absolute(folder);
    let written = written.unwrap_or_else(|_| folder.to_owned());
    let leads_up = written
        .components()
        .any(|part| part == Component::ParentDir);
    let path = if leads_up {
        fs::canonicalize(&written).unwrap_or(written)
    } else {
        written
    };
    let parts = path.components().filter(|part| is_plain(*part));
    let shown = |part: Component<'_>| {
        // Some systems keep names decomposed: the same folder is called the same everywhere.
        let name: String = part.as_os_str().to_string_lossy().nfc().collect();
        name.replace(is_ruling, "\u{fffd}")
    };
    parts.map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(folders: &[&str], expected: &[&str]) {
        let folders: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
        assert_eq!(labels(&folders), expected);
    }

    #[test]
    fn a_run_is_named_by_the_folder_its_reports_lie_in() {
        check(&["/srv/ha-son/reports"], &["ha-son"]);
        check(&["/srv/ha-son/reports/data"], &["ha-son"]);
        check(&["/srv/ha-son"], &["ha-son"]);
        let both = ["/srv/ha-son/reports", "/mnt/van-khe/reports/"];
        check(&both, &["ha-son", "van-khe"]);
    }

    #[test]
    fn names_are_as_long_as_it_takes_to_tell_runs_apart_and_equally_deep() {
        check(
            &[
                "/a/ha-son/dot-1",
                "/a/van-khe/dot-1/reports",
                "/a/van-khe/dot-2",
            ],
            &["ha-son/dot-1", "van-khe/dot-1", "van-khe/dot-2"],
        );
    }

    #[test]
    fn a_kept_run_is_named_by_whose_reports_it_was_kept_among() {
        let kept = "/srv/ha-son/reports/luu/2024-01-31";
        check(
            &[kept, "/srv/van-khe/reports/luu/2024-01-31"],
            &["ha-son", "van-khe"],
        );
        // Two of one office differ by what else their paths say.
        check(&[kept, "/srv/ha-son/reports"], &["2024-01-31", "reports"]);
    }

    #[test]
    fn a_path_without_a_telling_name_is_named_by_what_it_has() {
        check(&["/reports"], &["reports"]);
    }
}
