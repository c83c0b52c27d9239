//! Holds the source to the picture of the data's way: who may import whom, which crate belongs
//! where, who prints, and how long a file may be.
//!
//! ```text
//! discover → read → recognise → validate → settle → table → assess → score → report
//! ```
//! A stage imports foundations and the stages to its left; a foundation imports foundations only.
//! Test code may use anything: what follows `#[cfg(test)]` is not looked at, nor are files that
//! only tests declare.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The stages, in the data's order.
const STAGES: [&str; 9] = [
    "discover",
    "read",
    "recognise",
    "validate",
    "settle",
    "table",
    "assess",
    "score",
    "report",
];

/// What every stage may use and what knows no stage.
const FOUNDATIONS: [&str; 8] = [
    "finding",
    "location",
    "campaign",
    "hash",
    "id",
    "lang",
    "shared_text",
    "text",
];

/// What puts stages together and may import any module but those of [`ENTRY`].
const FREE: [&str; 6] = ["pipeline", "cli", "sample", "template", "lib", "main"];

/// What only [`ENTRANCE`] may import.
const ENTRY: [&str; 2] = ["pipeline", "cli"];

/// Where a run begins.
const ENTRANCE: [&str; 3] = ["main", "lib", "cli"];

/// Crates, with every crate whose name continues after `_`, and the modules they belong to.
const CRATES: [(&str, &[&str]); 7] = [
    ("calamine", &["read"]),
    ("polars", &["table", "assess", "score"]),
    ("rust_xlsxwriter", &["report", "sample", "template"]),
    ("plotters", &["report", "sample", "template"]),
    ("docx_rs", &["report"]),
    ("icu", &["lang"]),
    ("clap", &["cli"]),
];

/// What writes to the terminal, and the modules that may.
const PRINTS: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];
const PRINTERS: [&str; 2] = ["cli", "main"];

/// The most lines of a file, without its tests.
const MOST_LINES: usize = 400;

#[test]
fn the_source_keeps_to_the_picture() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = source_files(&src).expect("the source can be read");
    assert!(!files.is_empty(), "no source under {}", src.display());
    let mut faults: Vec<String> = Vec::new();
    let tests: BTreeSet<String> = files
        .iter()
        .flat_map(|(path, text)| test_files(path, text))
        .collect();
    for (path, text) in &files {
        if !only_for_tests(path, &tests) {
            faults.extend(faults_of(path, text));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Every source file below a folder, sorted, as its path from there with `/` and its text.
fn source_files(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            let below = source_files(&path)?;
            files.extend(
                below
                    .into_iter()
                    .map(|(path, text)| (format!("{name}/{path}"), text)),
            );
        } else if name.ends_with(".rs") {
            files.push((name.into_owned(), fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

/// All that is wrong with one file.
fn faults_of(path: &str, text: &str) -> Vec<String> {
    let module = module_of(path);
    let placed = [&STAGES[..], &FOUNDATIONS, &FREE].concat();
    if !placed.contains(&module) {
        return vec![format!(
            "src/{path}: the module `{module}` has no place: name it in tests/architecture.rs, \
             among the stages, the foundations or what puts stages together"
        )];
    }
    let code = Code::of(text);
    let mut faults = Vec::new();
    let mut fault = |line: usize, what: String| faults.push(format!("src/{path}:{line}: {what}"));
    for (line, target) in imports(&code.tokens, depth_of(path)) {
        if !may_import(module, target) {
            fault(line, format!("`{module}` may not import `{target}`"));
        }
    }
    for (line, name, homes) in crates(&code.tokens) {
        if !homes.contains(&module) {
            fault(line, format!("`{name}` belongs in {}", homes.join(", ")));
        }
    }
    for (line, name) in prints(&code.tokens) {
        if !PRINTERS.contains(&module) {
            let homes = PRINTERS.join(", ");
            fault(line, format!("`{name}!` belongs in {homes}"));
        }
    }
    if code.lines > MOST_LINES {
        fault(
            code.lines,
            format!(
                "{} lines without tests; the most is {MOST_LINES}",
                code.lines
            ),
        );
    }
    faults
}

/// The module of the crate's root that a file belongs to.
fn module_of(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// How many modules lie between a file and the crate's root: 0 for lib.rs, 1 for read.rs.
fn depth_of(path: &str) -> usize {
    match path {
        "lib.rs" | "main.rs" => 0,
        _ => path.split('/').count(),
    }
}

fn may_import(from: &str, to: &str) -> bool {
    if from == to {
        return true;
    }
    if ENTRY.contains(&to) {
        return ENTRANCE.contains(&from);
    }
    let stage = |name: &str| STAGES.iter().position(|stage| *stage == name);
    if FREE.contains(&from) || FOUNDATIONS.contains(&to) {
        return true;
    }
    match (stage(from), stage(to)) {
        (Some(from), Some(to)) => to < from,
        _ => false,
    }
}

/// The files a file declares for tests only: `#[cfg(test)] mod name;`.
fn test_files(path: &str, text: &str) -> Vec<String> {
    let folder = match path {
        "lib.rs" | "main.rs" => "",
        _ => path.strip_suffix(".rs").unwrap_or(path),
    };
    let names = Code::of(text).test_modules;
    let below = |name: &String| format!("{folder}/{name}").trim_matches('/').to_owned();
    names.iter().map(below).collect()
}

/// Whether a file is one of the test modules or lies below one.
fn only_for_tests(path: &str, tests: &BTreeSet<String>) -> bool {
    tests.iter().any(|test| {
        let rest = path.strip_prefix(test.as_str());
        rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    })
}

/// A file's code without comments, literals and tests.
struct Code<'a> {
    tokens: Vec<Token<'a>>,
    /// Lines before the tests.
    lines: usize,
    /// The modules in files of their own that are declared for tests only.
    test_modules: Vec<String>,
}

/// A word, `::` or a sign, with its line from 1.
#[derive(Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    line: usize,
}

impl<'a> Code<'a> {
    fn of(text: &'a str) -> Self {
        const TEST_ONLY: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
        let all = tokens(text);
        let mut code = Self {
            tokens: Vec::new(),
            lines: text.lines().count(),
            test_modules: Vec::new(),
        };
        let mut at = 0;
        while at < all.len() {
            let test_only = all[at..]
                .iter()
                .map(|token| token.text)
                .take(TEST_ONLY.len())
                .eq(TEST_ONLY);
            if !test_only {
                code.tokens.push(all[at]);
                at += 1;
                continue;
            }
            let item = &all[at + TEST_ONLY.len()..];
            let end = item
                .iter()
                .position(|token| [";", "{"].contains(&token.text));
            match end {
                Some(end) if item[end].text == ";" => {
                    let name = item[..end].windows(2).find(|pair| pair[0].text == "mod");
                    code.test_modules
                        .extend(name.map(|pair| pair[1].text.to_owned()));
                    at += TEST_ONLY.len() + end + 1;
                }
                _ => {
                    code.lines = all[at].line - 1;
                    break;
                }
            }
        }
        code
    }
}

/// The tokens of a source text that are no comment and no literal.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let (length, kept) = token_length(rest, first);
        let (token, after) = rest.split_at(length);
        if kept {
            tokens.push(Token { text: token, line });
        }
        line += token.matches('\n').count();
        rest = after;
    }
    tokens
}

/// The bytes of the token that begins a text, and whether it is more than space, comment or
/// literal.
fn token_length(text: &str, first: char) -> (usize, bool) {
    let word = text
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(text.len());
    if text.starts_with("//") {
        return (text.find('\n').unwrap_or(text.len()), false);
    }
    if text.starts_with("/*") {
        return (block_comment(text), false);
    }
    if first == '"' {
        return (1 + quoted(&text[1..], '"'), false);
    }
    if first == '\'' {
        return (character(text), false);
    }
    if word > 0 {
        return match raw_string(text, &text[..word]) {
            Some(length) => (length, false),
            None => (word, true),
        };
    }
    if text.starts_with("::") {
        return (2, true);
    }
    (first.len_utf8(), !first.is_whitespace())
}

/// The bytes of a block comment; they nest.
fn block_comment(text: &str) -> usize {
    let (mut open, mut at) = (0_usize, 0);
    while let Some(sign) = text[at..].find(['/', '*']).map(|next| at + next) {
        let rest = &text[sign..];
        at = sign + 2;
        if rest.starts_with("/*") {
            open += 1;
        } else if rest.starts_with("*/") {
            open -= 1;
        } else {
            at = sign + 1;
        }
        if open == 0 {
            return at;
        }
    }
    text.len()
}

/// The bytes up to and with the closing sign, `\` escaping the sign after it.
fn quoted(text: &str, close: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        if letter == close && !escaped {
            return at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    text.len()
}

/// The bytes of a character, or of the sign before a lifetime.
fn character(text: &str) -> usize {
    let mut letters = text[1..].char_indices();
    let first = letters.next().map(|(_, letter)| letter);
    let second = letters.next().map(|(_, letter)| letter);
    if first == Some('\\') || second == Some('\'') {
        1 + quoted(&text[1..], '\'')
    } else {
        1
    }
}

/// The bytes of a raw string that begins with this word, if it does.
fn raw_string(text: &str, word: &str) -> Option<usize> {
    if !["r", "br", "cr"].contains(&word) {
        return None;
    }
    let rest = &text[word.len()..];
    let opening = rest.find(|sign| sign != '#')?;
    let content = rest[opening..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(opening));
    let end = content.find(&close)? + close.len();
    Some(text.len() - content.len() + end)
}

/// The modules of the crate's root that paths name, with their lines.
fn imports<'a>(tokens: &[Token<'a>], depth: usize) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let from_root = match tokens[at].text {
            "crate" | "thidua" => followed_by_path(tokens, at).then_some(at + 2),
            "super" if at < 2 || tokens[at - 2].text != "super" => {
                let supers = tokens[at..].chunks(2);
                let supers = supers
                    .take_while(|pair| pair[0].text == "super" && pair.len() == 2)
                    .count();
                (depth > 0 && supers >= depth).then_some(at + 2 * supers)
            }
            _ => None,
        };
        if let Some(start) = from_root {
            found.extend(first_words(tokens.get(start..).unwrap_or_default()));
        }
    }
    found
}

fn followed_by_path(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| next.text == "::")
}

/// The word that begins a path, or those that begin the paths of a group.
fn first_words<'a>(tokens: &[Token<'a>]) -> Vec<(usize, &'a str)> {
    let Some(first) = tokens.first() else {
        return Vec::new();
    };
    if first.text != "{" {
        return vec![(first.line, first.text)];
    }
    let mut words = Vec::new();
    let (mut open, mut begins) = (0_usize, false);
    for token in tokens {
        match token.text {
            "{" => open += 1,
            "}" => open -= 1,
            word if begins => words.push((token.line, word)),
            _ => {}
        }
        if open == 0 {
            break;
        }
        begins = open == 1 && ["{", ","].contains(&token.text);
    }
    words
}

/// The crates of [`CRATES`] that paths name.
fn crates<'a>(tokens: &[Token<'a>]) -> Vec<(usize, &'a str, &'static [&'static str])> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let imported = at > 0 && ["use", "crate"].contains(&tokens[at - 1].text);
        if !imported && !followed_by_path(tokens, at) {
            continue;
        }
        for (name, homes) in CRATES {
            let rest = token.text.strip_prefix(name);
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_')) {
                found.push((token.line, token.text, homes));
            }
        }
    }
    found
}

/// The macros that write to the terminal.
fn prints<'a>(tokens: &[Token<'a>]) -> Vec<(usize, &'a str)> {
    let pairs = tokens.windows(2);
    pairs
        .filter(|pair| PRINTS.contains(&pair[0].text) && pair[1].text == "!")
        .map(|pair| (pair[0].line, pair[0].text))
        .collect()
}

#[track_caller]
fn check(path: &str, text: &str, expected: &[&str]) {
    assert_eq!(faults_of(path, text), expected, "{text}");
}

#[test]
fn a_stage_imports_only_stages_to_its_left() {
    check("settle.rs", "use crate::validate::Table;", &[]);
    check("settle/order.rs", "use crate::read;", &[]);
    check(
        "settle/order.rs",
        "use crate::finding::Finding;\nuse crate::assess::Status;",
        &["src/settle/order.rs:2: `settle` may not import `assess`"],
    );
    check(
        "read.rs",
        "fn f() -> crate::recognise::Recognised { todo() }",
        &["src/read.rs:1: `read` may not import `recognise`"],
    );
    check(
        "report.rs",
        "use crate::sample::make;",
        &["src/report.rs:1: `report` may not import `sample`"],
    );
}

#[test]
fn a_foundation_imports_no_stage() {
    check("campaign/load.rs", "use crate::finding::Severity;", &[]);
    check(
        "campaign/load.rs",
        "use crate::read::table;",
        &["src/campaign/load.rs:1: `campaign` may not import `read`"],
    );
}

#[test]
fn only_the_entrance_imports_cli_and_pipeline() {
    check("main.rs", "use thidua::cli;", &[]);
    check("cli/run.rs", "use crate::pipeline::run;", &[]);
    check(
        "pipeline/step.rs",
        "use crate::pipeline::Step; use crate::report;",
        &[],
    );
    check(
        "sample.rs",
        "use crate::pipeline;",
        &["src/sample.rs:1: `sample` may not import `pipeline`"],
    );
    check(
        "pipeline.rs",
        "use crate::cli::Options;",
        &["src/pipeline.rs:1: `pipeline` may not import `cli`"],
    );
}

#[test]
fn groups_and_paths_through_super_are_followed() {
    check(
        "read.rs",
        "use crate::{\n    finding::{Finding, Place},\n    settle::{self, Settled},\n};",
        &["src/read.rs:3: `read` may not import `settle`"],
    );
    check(
        "read.rs",
        "use super::settle;",
        &["src/read.rs:1: `read` may not import `settle`"],
    );
    check("read/xlsx.rs", "use super::settle;", &[]);
    check(
        "read/xlsx.rs",
        "use super::super::{settle, text};",
        &["src/read/xlsx.rs:1: `read` may not import `settle`"],
    );
}

#[test]
fn each_crate_keeps_to_its_modules() {
    let cases = [
        ("calamine::Reader", "read.rs", "validate.rs", "read"),
        (
            "polars::prelude::col",
            "table.rs",
            "report.rs",
            "table, assess, score",
        ),
        (
            "polars_io::ParquetWriter",
            "assess.rs",
            "report.rs",
            "table, assess, score",
        ),
        (
            "plotters_backend::Text",
            "report/charts.rs",
            "assess.rs",
            "report, sample, template",
        ),
        (
            "rust_xlsxwriter::Format",
            "template.rs",
            "read.rs",
            "report, sample, template",
        ),
        ("clap::Parser", "cli.rs", "lib.rs", "cli"),
    ];
    for (path, home, other, homes) in cases {
        let name = path.split("::").next().unwrap_or(path);
        let fault = format!("src/{other}:1: `{name}` belongs in {homes}");
        check(home, &format!("use {path};"), &[]);
        check(other, &format!("use {path};"), &[&fault]);
        check(other, &format!("fn f(value: {path}) {{}}"), &[&fault]);
        check(other, &format!("use {name};"), &[&fault]);
    }
}

#[test]
fn only_the_command_line_prints() {
    check("cli/run.rs", "fn f() { println!(); }", &[]);
    check(
        "pipeline.rs",
        "fn f() {\n    eprintln!(\"x\");\n}",
        &["src/pipeline.rs:2: `eprintln!` belongs in cli, main"],
    );
}

#[test]
fn a_module_without_a_place_is_named() {
    let faults = faults_of("helpers/text.rs", "");
    assert!(faults[0].contains("`helpers` has no place"), "{faults:?}");
}

#[test]
fn a_long_file_is_named() {
    let lines = |count: usize| "// line\n".repeat(count);
    check("read.rs", &lines(400), &[]);
    check(
        "read.rs",
        &lines(401),
        &["src/read.rs:401: 401 lines without tests; the most is 400"],
    );
    check(
        "read.rs",
        &format!("{}#[cfg(test)]\nmod tests {{\n{}}}", lines(399), lines(9)),
        &[],
    );
}

#[test]
fn test_code_may_use_anything() {
    check(
        "id.rs",
        "#[cfg(test)]\nmod tests {\n    use crate::report;\n}",
        &[],
    );
    check("id.rs", "#[cfg(test)]\nuse crate::report;", &[]);
    check(
        "id.rs",
        "#[cfg(test)]\nmod fixture;\nuse crate::report;",
        &["src/id.rs:3: `id` may not import `report`"],
    );
    let text = "mod page;\n#[cfg(test)]\npub(crate) mod fixture;\n#[cfg(test)]\nmod tests;";
    let tests: BTreeSet<String> = test_files("report/charts.rs", text).into_iter().collect();
    assert!(only_for_tests("report/charts/fixture.rs", &tests));
    assert!(only_for_tests("report/charts/tests/long.rs", &tests));
    assert!(!only_for_tests("report/charts/page.rs", &tests));
    assert!(!only_for_tests("report/charts/tests_of_life.rs", &tests));
}

#[test]
fn comments_and_literals_are_no_code() {
    for text in [
        "/// See [`crate::report`].",
        "/* crate::report /* println!() */ crate::report */",
        "const A: &str = \"crate::report \\\" println!()\";",
        "const A: &str = r#\"crate::report \" println!()\"#;",
        "const A: [char; 3] = ['\"', '\\'', '\\\\']; const B: &'static str = \"crate::report\";",
    ] {
        check("id.rs", text, &[]);
        let fault = format!("src/id.rs:{}: `id` may not import `report`", 2);
        check("id.rs", &format!("{text}\nuse crate::report;"), &[&fault]);
    }
}
