//! The leaders' page of real runs: what it holds, what it leaves out, in either language.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use thidua::campaign::Campaign;
use thidua::pipeline;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A run on a campaign with these options; the page, and the folder it stands in.
fn run(campaign: &str, options: &[&str]) -> (String, tempfile::TempDir) {
    let place = tempfile::tempdir().unwrap();
    let folder = root().join(campaign);
    let returns = if campaign.starts_with("tests/campaigns") {
        let sample = place.path().join("sample");
        let mut make = Command::new(env!("CARGO_BIN_EXE_thidua"));
        make.arg("sample")
            .arg(&sample)
            .arg("--campaign")
            .arg(&folder);
        assert!(make.output().unwrap().status.success());
        sample.join("returns")
    } else {
        root().join("sample-data/returns")
    };
    let mut run = Command::new(env!("CARGO_BIN_EXE_thidua"));
    run.args(["run", "--exit-zero"]).args(options);
    run.arg("--campaign")
        .arg(&folder)
        .arg("--returns")
        .arg(returns);
    let out = place.path().join("reports");
    let done = run.arg("--out").arg(&out).output().unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    (fs::read_to_string(out.join("bao-cao.html")).unwrap(), place)
}

const SAMPLE: &str = "schemas/2023-2024";

/// One element of the page as it opens, or the text after a tag.
#[derive(Debug)]
enum Part {
    Tag(String, Vec<(String, String)>),
    Text(String),
}

/// The parts of a page, which must be sound markup; the contents of style and script are left out.
fn parts(page: &str) -> Vec<Part> {
    let cut = |page: &str, name: &str| {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let (before, rest) = page.split_once(&open).unwrap();
        let (_, after) = rest.split_once(&close).unwrap();
        format!("{before}{after}")
    };
    let page = cut(&cut(page, "style"), "script");
    let mut reader = Reader::from_str(&page);
    let mut parts = Vec::new();
    let mut text = String::new();
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Text(more) => text.push_str(more),
            Event::GeneralRef(sign) => {
                let sign = format!("&{};", &**sign);
                text.push_str(&quick_xml::escape::unescape(&sign).unwrap());
            }
            _ => {
                let whole = std::mem::take(&mut text);
                if !whole.trim().is_empty() {
                    parts.push(Part::Text(whole.trim().to_owned()));
                }
            }
        }
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes().map(|one| {
                    let one = one.unwrap();
                    let value = quick_xml::escape::unescape(&one.value).unwrap();
                    (one.key.as_ref().to_owned(), value.into_owned())
                });
                parts.push(Part::Tag(
                    tag.name().as_ref().to_owned(),
                    attributes.collect(),
                ));
            }
            Event::Eof => return parts,
            Event::End(_) | Event::DocType(_) | Event::Text(_) | Event::GeneralRef(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// What people read: texts, and names that are heard only.
fn texts(page: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for part in parts(page) {
        match part {
            Part::Text(text) => texts.push(text),
            Part::Tag(_, attributes) => {
                let heard = attributes.into_iter().filter(|one| one.0 == "aria-label");
                texts.extend(heard.map(|one| one.1));
            }
        }
    }
    texts
}

#[test]
fn the_page_stands_alone_and_is_told_apart_by_headings_and_captions() {
    for options in [&["--lang", "vi"][..], &["--lang", "en"], &["--with-names"]] {
        let (page, _place) = run(SAMPLE, options);
        assert!(!page.contains("://"), "nothing outside is named");
        assert!(!page.contains("url(") && !page.contains("@import"));
        let mut counts = std::collections::BTreeMap::new();
        for part in parts(&page) {
            let Part::Tag(name, attributes) = part else {
                continue;
            };
            for (key, value) in &attributes {
                assert!(!["src", "srcset", "action", "style"].contains(&key.as_str()));
                assert!(!key.starts_with("on"), "{name} {key}");
                assert!(key != "href" || value.starts_with('#'), "{value}");
            }
            if name == "th" {
                assert!(
                    attributes.iter().any(|one| one.0 == "scope"),
                    "{attributes:?}"
                );
            }
            *counts.entry(name).or_insert(0) += 1;
        }
        let count = |name: &str| counts.get(name).copied().unwrap_or(0);
        assert_eq!((count("h1"), count("nav"), count("main")), (1, 1, 1));
        assert_eq!(count("table"), count("caption"));
        assert_eq!(count("section"), count("h2"));
        assert!(count("figure") >= 3 && count("details") > 50, "{counts:?}");
    }
}

#[test]
fn figures_of_the_page_are_those_of_the_summary() {
    let (page, place) = run(SAMPLE, &[]);
    let summary = fs::read(place.path().join("reports/data/summary.json")).unwrap();
    let summary: Value = serde_json::from_slice(&summary).unwrap();
    let (_, rest) = page.split_once("id=\"ty-le\"").unwrap();
    let (table, _) = rest.split_once("</table>").unwrap();
    let rows: Vec<&str> = table.split("<tr>").skip(2).collect();
    let rates = summary["rates"].as_array().unwrap();
    assert_eq!(rows.len(), rates.len());
    for (row, rate) in rows.iter().zip(rates) {
        let cells: Vec<&str> = row.split("<td class=\"n\">").skip(1).collect();
        let cell = |at: usize| cells[at].split('<').next().unwrap();
        assert_eq!(cell(1), rate["expected"].to_string());
        assert_eq!(cell(2), rate["received"].to_string());
        assert_eq!(cell(5), rate["on_time"].to_string());
    }
    // Every status of every unit, told by its class, in the register's order.
    let (_, rest) = page.split_once("id=\"don-vi-chi-tieu\"").unwrap();
    let (table, _) = rest.split_once("</table>").unwrap();
    let cells = table.split("<td class=\"").skip(1);
    let classes = cells.map(|cell| cell.split('"').next().unwrap());
    let found: Vec<&str> = classes.filter(|class| *class != "n").collect();
    let watched = |target: &&Value| {
        let of = |unit: &Value| {
            let mut targets = unit["targets"].as_array().unwrap().iter();
            targets.find(|one| one["id"] == target["id"]).unwrap()["status"].clone()
        };
        let mut units = summary["units"].as_array().unwrap().iter();
        units.all(|unit| ["watched", "not-applicable"].contains(&of(unit).as_str().unwrap()))
    };
    let mut expected = Vec::new();
    for unit in summary["units"].as_array().unwrap() {
        let targets = unit["targets"].as_array().unwrap().iter();
        let asked = targets.filter(|target| !watched(target));
        expected.extend(asked.map(|one| one["status"].as_str().unwrap()));
    }
    assert_eq!(found, expected);
}

#[test]
fn whom_to_call_is_named_only_where_asked_for() {
    let (without, _place) = run(SAMPLE, &[]);
    let (with, _place) = run(SAMPLE, &["--with-names"]);
    let telephones = |page: &str| {
        let words = texts(page);
        let words = words
            .iter()
            .flat_map(|text| text.split(|one: char| !one.is_alphanumeric()));
        words
            .filter(|word| word.len() == 10 && word.starts_with('0') && word.parse::<u64>().is_ok())
            .count()
    };
    assert_eq!(telephones(&without), 0);
    assert!(telephones(&with) > 10);
    assert!(texts(&without).iter().all(|text| !text.contains('@')));
    // The column of the table of what is missing names persons: none of them stands in the other.
    let (_, rest) = with.split_once("id=\"con-thieu\"").unwrap();
    let (table, _) = rest.split_once("</table>").unwrap();
    let mut named = 0;
    for row in table.split("<tr>").skip(2) {
        let (_, cell) = row.rsplit_once("<td>").unwrap();
        let (persons, _) = cell.split_once("</td>").unwrap();
        for person in persons.split("; ").filter(|one| !one.is_empty()) {
            let (name, _) = person.split_once(", ").unwrap_or((person, ""));
            assert!(!without.contains(name), "{name}");
            named += 1;
        }
    }
    assert!(named > 10);
}

/// Names and texts that are data: of the campaign, and of the files received.
fn data_of(campaign: &Campaign, reports: &Path) -> Vec<String> {
    let mut data = vec![campaign.owner.clone(), campaign.superior.clone()];
    // Pictures leave out the words that all names begin with, or say them once.
    let shortened = |name: &str| {
        let starts = name.match_indices(' ').map(|(at, _)| at + 1);
        let whole = std::iter::once(0);
        let starts: Vec<usize> = whole.chain(starts).collect();
        let rests = starts.into_iter().map(|at| name[at..].to_owned());
        let ends = name.match_indices(' ').map(|(at, _)| name[..at].to_owned());
        // A single word might hide one that is no name.
        let parts = rests.chain(ends).filter(|part| part.contains(' '));
        parts.collect::<Vec<_>>()
    };
    data.extend(campaign.units.iter().flat_map(|unit| shortened(&unit.name)));
    // Titles are the campaign's words in either language.
    data.push(campaign.titles.en.clone());
    for target in &campaign.targets {
        data.extend([target.titles.en.clone(), target.heading.en.clone()]);
    }
    for form in &campaign.forms {
        data.push(form.sheet.clone());
        data.extend(form.fields.iter().map(|field| field.label.clone()));
    }
    let lists = campaign.lists.values();
    data.extend(lists.flat_map(|list| list.columns.values().flatten().cloned()));
    let summary = fs::read(reports.join("data/summary.json")).unwrap();
    let summary: Value = serde_json::from_slice(&summary).unwrap();
    let files = summary["submissions"].as_array().unwrap().iter();
    data.extend(files.map(|one| one["file"].as_str().unwrap().to_owned()));
    let findings = fs::read_to_string(reports.join("data/findings.jsonl")).unwrap();
    let findings = findings
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    data.extend(findings.filter_map(|one| Some(one["sheet"].as_str()?.to_owned())));
    data.retain(|text| !text.is_empty());
    data.sort_by_key(|text| std::cmp::Reverse(text.len()));
    data
}

#[test]
fn in_english_only_data_and_names_are_vietnamese() {
    let campaigns = fs::read_dir(root().join("tests/campaigns")).unwrap();
    let campaigns = campaigns.map(|one| one.unwrap().path());
    let campaigns = campaigns.filter(|path| path.is_dir());
    let mut campaigns: Vec<PathBuf> = campaigns.collect();
    campaigns.push(root().join(SAMPLE));
    for folder in campaigns {
        let name = folder
            .strip_prefix(root())
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let (page, place) = run(&name, &["--lang", "en"]);
        let campaign = pipeline::load_campaign(Some(&folder)).unwrap();
        let data = data_of(&campaign, &place.path().join("reports"));
        for text in texts(&page) {
            // What is quoted is data, too.
            let mut said: String = text.split(['“', '”']).step_by(2).collect();
            for known in &data {
                said = said.replace(known, "");
            }
            let vietnamese = |letter: char| {
                matches!(
                    letter,
                    '\u{1EA0}'..='\u{1EF9}' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ă' | 'Ă'
                )
            };
            assert!(!said.contains(vietnamese), "{name}: {said:?} in {text:?}");
        }
    }
}

#[test]
fn a_page_in_vietnamese_has_no_english_sentence() {
    let english = [
        "the", "units", "figures", "targets", "returns", "met", "received", "not",
    ];
    let (page, _place) = run(SAMPLE, &["--lang", "vi"]);
    for text in texts(&page) {
        let words =
            text.split(|letter: char| !letter.is_alphanumeric() && letter != '.' && letter != '-');
        let found: Vec<&str> = words.filter(|word| english.contains(word)).collect();
        assert!(found.is_empty(), "{found:?} in {text:?}");
    }
}
