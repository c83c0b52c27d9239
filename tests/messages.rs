//! What people read of each finding: every wording of every message and its help, under snapshot,
//! and the pages of `thidua explain` held against them.
//!
//! `THIDUA_BLESS=1 cargo test --release --test messages` writes the snapshot anew; read the whole
//! difference as a school clerk would before it is committed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/samples.rs"]
mod samples;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use samples::samples;
use thidua::finding::{Code, Consequence, Finding, Group, Page, Personal, Severity};
use thidua::lang::Lang;

const SNAPSHOT: &str = "tests/snapshots/messages.txt";
const LANGS: [(Lang, &str); 2] = [(Lang::Vi, "vi"), (Lang::En, "en")];

/// As a terminal shows what names persons, as a workbook shows the rest.
fn message(finding: &Finding, lang: Lang) -> String {
    let personal = if finding.personal {
        Personal::Hidden
    } else {
        Personal::Shown
    };
    finding.message(lang, personal)
}

fn rendered() -> String {
    let mut text = String::new();
    for &code in Code::ALL {
        let _ = writeln!(text, "{code} ({})", code.severity().as_str());
        for finding in samples(code) {
            for (lang, name) in LANGS {
                let _ = writeln!(text, "  {name}  {}", message(&finding, lang));
                let _ = writeln!(text, "      → {}", finding.help(lang));
            }
        }
        text.push('\n');
    }
    text
}

/// The lines by which two texts differ, each with its number.
fn difference(kept: &str, now: &str) -> String {
    let (kept, now): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), now.lines().collect());
    let same = |(one, other): &(&&str, &&str)| one == other;
    let head = kept.iter().zip(&now).take_while(same).count();
    let rest = kept.len().min(now.len()) - head;
    let back = kept.iter().rev().zip(now.iter().rev());
    let tail = back.take(rest).take_while(same).count();
    let mut text = String::new();
    for (sign, lines) in [("-", &kept), ("+", &now)] {
        for (at, line) in lines.iter().enumerate().take(lines.len() - tail).skip(head) {
            let _ = writeln!(text, "{sign} {:4} {line}", at + 1);
        }
    }
    text
}

#[test]
fn every_message_and_help_reads_as_it_was_last_read_through() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SNAPSHOT);
    let now = rendered();
    if std::env::var_os("THIDUA_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &now).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == now,
        "{SNAPSHOT} differs; set THIDUA_BLESS=1 to write it anew:\n{}",
        difference(&kept, &now)
    );
}

#[test]
fn a_difference_shows_the_lines_that_changed_alone() {
    assert_eq!(
        difference("a\nb\nc\n", "a\nx\ny\nc\n"),
        "-    2 b\n+    2 x\n+    3 y\n"
    );
    assert_eq!(difference("a\na\n", "a\na\na\n"), "+    3 a\n");
    assert_eq!(difference("", "a\n"), "+    1 a\n");
}

#[test]
fn every_code_has_samples_of_its_own_and_no_two_read_alike() {
    for &code in Code::ALL {
        let samples = samples(code);
        assert!(!samples.is_empty(), "{code}");
        let mut seen = BTreeSet::new();
        for finding in samples {
            assert_eq!(finding.fault.code(), code);
            let [vi, en] = [Lang::Vi, Lang::En].map(|lang| {
                let (message, help) = (message(&finding, lang), finding.help(lang));
                assert!(!message.ends_with(['.', ' ', ':']), "{code}: {message}");
                assert!(!message.contains("  "), "{code}: {message}");
                assert!(help.ends_with('.'), "{code}: {help}");
                format!("{message}|{help}")
            });
            assert!(seen.insert(vi), "{code}: {en} stands twice");
        }
    }
}

#[test]
fn nothing_a_personal_value_says_is_told_where_it_is_hidden() {
    for &code in Code::ALL {
        for finding in samples(code) {
            let Some(value) = finding.value.clone() else {
                continue;
            };
            let finding = finding.with_value(Some(value.clone()), true);
            for (lang, _) in LANGS {
                let hidden = finding.message(lang, Personal::Hidden);
                assert!(!hidden.contains(&value), "{code}: {hidden}");
                assert!(!hidden.contains("\"\""), "{code}: {hidden}");
                assert!(!hidden.contains("Lò Văn Minh"), "{code}: {hidden}");
            }
        }
    }
}

fn parts(page: &Page) -> [(&'static str, &'static str); 5] {
    [
        ("title", page.title),
        ("what", page.what),
        ("why", page.why),
        ("example", page.example),
        ("remedy", page.remedy),
    ]
}

#[test]
fn every_page_is_whole_and_its_example_says_what_the_program_says() {
    let mut faults: Vec<String> = Vec::new();
    for &code in Code::ALL {
        for (lang, name) in LANGS {
            let page = code.page(lang);
            for (part, text) in parts(&page) {
                let is_title = part == "title";
                if text.trim() != text || text.is_empty() || text.ends_with('.') == is_title {
                    faults.push(format!("{code} {name} {part}: {text:?}"));
                }
                if text.contains("  ") || text.contains('\n') {
                    faults.push(format!("{code} {name} {part}: odd spaces: {text:?}"));
                }
            }
            let mut messages = samples(code).into_iter().map(|one| message(&one, lang));
            if !messages.any(|message| page.example.contains(&format!("“{message}”"))) {
                faults.push(format!(
                    "{code} {name}: the example quotes no message of a sample, such as “{}”",
                    message(&samples(code)[0], lang)
                ));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn each_page_has_its_own_title_and_keeps_to_its_language() {
    for (lang, name) in LANGS {
        let mut titles = BTreeSet::new();
        for &code in Code::ALL {
            let page = code.page(lang);
            assert!(
                titles.insert(page.title),
                "{name}: {} stands twice",
                page.title
            );
            for (part, text) in parts(&page) {
                let foreign = match lang {
                    Lang::Vi => english_words(text),
                    Lang::En => vietnamese_prose(text),
                };
                assert!(foreign.is_empty(), "{code} {name} {part}: {foreign:?}");
            }
        }
    }
}

/// Words without a mark that are English and no Vietnamese syllable.
fn english_words(text: &str) -> Vec<String> {
    const ENGLISH: [&str; 24] = [
        "the", "and", "with", "is", "of", "for", "row", "column", "value", "cell", "sheet", "must",
        "should", "error", "query", "note", "report", "return", "office", "check", "please",
        "date", "number", "deadline",
    ];
    let words = text.split(|c: char| !c.is_alphanumeric() && !".-_".contains(c));
    let words = words.map(|word| word.trim_matches('.'));
    words
        .filter(|word| ENGLISH.contains(&word.to_lowercase().as_str()))
        .map(str::to_owned)
        .collect()
}

/// Sentences of an English page that have marks of Vietnamese outside quotation marks.
fn vietnamese_prose(text: &str) -> Vec<String> {
    let said = text.split(['“', '”']).step_by(2);
    let outside = said.flat_map(|part| part.split('"').step_by(2));
    outside
        .filter(|part| part.chars().any(|c| ('\u{1ea0}'..='\u{1ef9}').contains(&c)))
        .map(str::to_owned)
        .collect()
}

#[test]
fn codes_stand_group_by_group() {
    let mut groups: Vec<Group> = Code::ALL.iter().map(|code| code.group()).collect();
    groups.dedup();
    assert_eq!(groups, Group::ALL);
}

#[test]
fn what_follows_for_the_figures_agrees_with_how_grave_a_code_is() {
    for &code in Code::ALL {
        let leaves_doubt = code.consequence() == Consequence::Cells;
        if leaves_doubt {
            assert_ne!(code.severity(), Severity::Note, "{code}");
            assert!(!code.is_advisory(), "{code}");
        }
        if code.severity() == Severity::Error {
            assert_ne!(code.consequence(), Consequence::Nothing, "{code}");
        }
    }
}
