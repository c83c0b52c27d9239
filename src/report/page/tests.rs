//! The page as a browser takes it apart: whatever a campaign or a return says, its structure is the
//! program's.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{SCRIPT, page, write};
use crate::assess::{Changes, Interval, ResultChange, Stand, Status, Tally, TargetChange};
use crate::campaign::Campaign;
use crate::finding::Personal;
use crate::lang::Lang;
use crate::report::Report;
use crate::report::charts::PageChart;
use crate::report::figures::fixture::{Fixture, sample_campaign};
use crate::score::{Basis, Rank, Score, UnitScore};
use crate::settle::{Evidence, Submission, SubmissionState};

/// What somebody might write who means no good, or by accident.
const HOSTILE: [&str; 12] = [
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "<!-- ",
    " -->",
    "]]>",
    "</style><style>*{display:none}</style>",
    "<svg/onload=alert(1)>",
    "\u{202E}gpj.exe\u{2066}",
    "\0\u{7}\u{FFFE}",
    "&lt;b&gt; &amp;",
];

/// The tags of a page with the names of their attributes, and its texts.
fn taken_apart(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut tags, mut texts) = (Vec::new(), vec![String::new()]);
    let mut reader = Reader::from_str(page);
    loop {
        match reader.read_event().expect("sound markup") {
            Event::Start(tag) | Event::Empty(tag) => {
                let names = tag.attributes().map(|one| one.expect("an attribute"));
                let names: Vec<String> = names.map(|one| one.key.as_ref().to_owned()).collect();
                tags.push(format!("{} {}", tag.name().as_ref(), names.join(" ")));
                texts.push(String::new());
            }
            Event::Text(text) => texts.last_mut().expect("one").push_str(&text),
            Event::GeneralRef(sign) => {
                let sign = format!("&{};", &*sign);
                let sign = quick_xml::escape::unescape(&sign).expect("a sign");
                texts.last_mut().expect("one").push_str(&sign);
            }
            Event::End(_) => texts.push(String::new()),
            Event::DocType(_) => {}
            Event::Eof => return (tags, texts),
            other => panic!("{other:?}"),
        }
    }
}

/// The page without the contents of its style and its script, which are no markup.
fn without_programs(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    let (middle, end) = after
        .split_once(&format!("<script>{SCRIPT}</script>"))
        .expect("the script");
    format!("{before}{middle}{end}")
}

/// Results in which every status is met with, and half of the returns.
fn fixture(campaign: Campaign) -> Fixture {
    let outcome = |unit: usize, target: usize| (Status::ALL[(unit + target) % 5], 1.0, Some(2.0));
    Fixture::new(campaign, outcome, |unit, _| unit % 2 == 0)
}

fn submission(file: &str, unit: Option<&str>) -> Submission {
    Submission {
        file: file.to_owned(),
        sha256: "0".repeat(64),
        unit: unit.map(Into::into),
        collection: None,
        state: if unit.is_some() {
            SubmissionState::Accepted
        } else {
            SubmissionState::Unidentified
        },
        rule: None,
        received_at: None,
        evidence: Evidence::None,
        mail_number: None,
        tables: Vec::new(),
        set_aside: BTreeMap::new(),
        tallies: Vec::new(),
        findings: Vec::new(),
        explanations: Vec::new(),
        repairs: Vec::new(),
    }
}

/// The page of a campaign in which every name and title is `text`, or begins with it where names
/// must differ.
fn page_saying(text: &str) -> String {
    let mut campaign: Campaign = sample_campaign();
    campaign.owner = text.to_owned();
    campaign.superior = text.to_owned();
    let set = |titles: &mut crate::lang::Titles| titles.vi = text.to_owned();
    set(&mut campaign.titles);
    for (at, one) in campaign.units.iter_mut().enumerate() {
        one.name = format!("{text} {at}");
    }
    campaign
        .unit_types
        .iter_mut()
        .for_each(|one| set(&mut one.titles));
    campaign
        .blocks
        .iter_mut()
        .for_each(|one| set(&mut one.titles));
    campaign
        .collections
        .iter_mut()
        .for_each(|one| set(&mut one.titles));
    for one in &mut campaign.targets {
        set(&mut one.titles);
        set(&mut one.heading);
        set(&mut one.quantity);
    }
    let fixture = fixture(campaign);
    let unit = fixture.report().assessed.units[0].0.clone();
    let mut settled = fixture.report().settled.clone();
    settled.submissions = vec![
        submission(text, Some(unit.as_str())),
        submission(text, None),
    ];
    let mut score = UnitScore::none(unit);
    score.score = Some(Score {
        low: 1.0,
        high: 2.0,
        maximum: 3.0,
        basis: Basis::Own,
    });
    score.rank = Some(Rank { best: 1, worst: 1 });
    let scores = [score];
    let report = Report {
        scores: &scores,
        settled: &settled,
        ..fixture.report()
    };
    let picture = format!(
        "<svg viewBox=\"0 0 1 1\"><title>{}</title></svg>",
        quick_xml::escape::escape(text)
    );
    page(&report, &[chart(picture)]).expect("a page")
}

fn chart(svg: String) -> PageChart {
    PageChart {
        name: "a".to_owned(),
        title: "b".to_owned(),
        svg,
    }
}

#[test]
fn no_text_changes_what_the_page_is_made_of() {
    let (expected, _) = taken_apart(&without_programs(&page_saying("Vân Khê")));
    for text in HOSTILE {
        let page = page_saying(text);
        let (tags, texts) = taken_apart(&without_programs(&page));
        assert_eq!(tags, expected, "{text}");
        let shown = super::html::shown(text);
        let shown = shown.trim();
        let times = texts.iter().filter(|one| one.contains(shown)).count();
        assert!(times > 100, "{text} is shown {times} times");
    }
}

#[test]
fn the_page_runs_its_own_script_and_style_only() {
    let page = page_saying("a");
    let policy = |kind: &str, text: &str| {
        let hash = crate::hash::sha256_base64(text.as_bytes());
        format!("{kind}-src &#39;sha256-{hash}&#39;")
    };
    assert!(page.contains("default-src &#39;none&#39;"));
    assert!(page.contains(&policy("script", SCRIPT)));
    assert!(page.contains(&policy("style", super::look::style().text())));
    let (tags, _) = taken_apart(&without_programs(&page));
    for tag in tags {
        let names = tag.split(' ').skip(1);
        let runs = names
            .clone()
            .any(|name| name.starts_with("on") || name == "style");
        let fetches = names
            .clone()
            .any(|name| ["src", "action", "data"].contains(&name));
        assert!(!runs && !fetches, "{tag}");
    }
}

#[test]
fn each_place_is_there_once_and_each_link_leads_to_one() {
    let page = page_saying("a");
    let of = |name: &str| -> Vec<String> {
        let begins = format!(" {name}=\"");
        let parts = page.split(&begins).skip(1);
        let values = parts.map(|part| part.split('"').next().unwrap_or("").to_owned());
        values.collect()
    };
    let mut places = of("id");
    places.sort();
    let all = places.len();
    places.dedup();
    assert_eq!(places.len(), all);
    let mut led = of("aria-labelledby");
    led.extend(of("aria-controls"));
    for link in of("href") {
        led.push(
            link.strip_prefix('#')
                .expect("a link on the page")
                .to_owned(),
        );
    }
    assert!(led.len() > 20);
    for one in led {
        assert!(places.binary_search(&one).is_ok(), "{one}");
    }
}

#[test]
fn a_campaign_that_only_watches_has_figures_and_no_statuses() {
    let mut campaign = sample_campaign();
    for target in &mut campaign.targets {
        let watched = crate::campaign::Threshold::Watched;
        target
            .binds
            .types
            .values_mut()
            .for_each(|one| *one = watched);
        target.binds.units.clear();
        target.binds.heads = target.binds.heads.map(|_| watched);
    }
    let fixture = fixture(campaign);
    let page = page(&fixture.report(), &[]).expect("a page");
    assert!(page.contains("id=\"don-vi-theo-doi\""));
    assert!(!page.contains("id=\"don-vi-chi-tieu\""));
}

#[test]
fn the_file_is_written_in_either_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let fixture = fixture(sample_campaign());
    for (lang, expected) in [
        (Lang::Vi, "<html lang=\"vi\">"),
        (Lang::En, "<html lang=\"en\">"),
    ] {
        let report = Report {
            lang,
            personal: Personal::Shown,
            ..fixture.report()
        };
        write(&report, folder.path()).expect("a file");
        let page = std::fs::read_to_string(folder.path().join("bao-cao.html")).expect("the page");
        assert!(page.starts_with("<!doctype html>\n") && page.contains(expected));
    }
}

#[test]
fn a_page_has_the_first_charts_that_it_has_room_for() {
    let picture = |bytes: usize| chart("x".repeat(bytes));
    assert_eq!(super::fitting(&[]), 0);
    assert_eq!(super::fitting(&[picture(500_000), picture(100_000)]), 2);
    let many = [picture(500_000), picture(100_001), picture(1)];
    assert_eq!(super::fitting(&many), 1);
}

#[test]
fn the_changes_say_first_what_is_now_missed_and_fold_away_what_is_the_same() {
    let fixture = fixture(sample_campaign());
    let base = fixture.report();
    let unit = |at: usize| base.assessed.units[at].0.clone();
    let stand = |status| Stand {
        status,
        figure: None,
        threshold: None,
    };
    let turned = |at, target: &str, before, now| ResultChange {
        unit: unit(at),
        target: target.into(),
        before: stand(before),
        now: stand(now),
    };
    let tally = |met| {
        let (low, high) = (1.0, Some(1.0));
        let total = Interval { low, high };
        let bound = 70;
        Some(Tally { total, met, bound })
    };
    let of = |target: &str, before, now| TargetChange {
        target: target.into(),
        before: tally(before),
        now: tally(now),
    };
    let mut assessed = base.assessed.clone();
    assessed.over_time.changes = Some(Changes {
        since: "2024-05-31".parse().expect("a day"),
        was_provisional: true,
        collections_new: Vec::new(),
        collections_gone: Vec::new(),
        targets: vec![
            of("ke-hoach", 5, 5),
            of("dau-moi", 5, 6),
            of("dien-hinh", 5, 4),
        ],
        results: vec![
            turned(0, "dau-moi", Status::Undecided, Status::Met),
            turned(1, "dien-hinh", Status::Met, Status::Undecided),
            turned(2, "dien-hinh", Status::Undecided, Status::NotMet),
            turned(3, "dien-hinh", Status::NotMet, Status::NotMet),
        ],
        units_new: Vec::new(),
        units_gone: Vec::new(),
        closed: Vec::new(),
        after_closing: Vec::new(),
    });
    let report = Report {
        assessed: &assessed,
        ..base
    };
    let page = page(&report, &[]).expect("a page");
    let (_, section) = page.split_once("id=\"thay-doi\"").expect("a section");
    let (section, _) = section.split_once("</section>").expect("its end");
    let texts: Vec<&str> = section.split(['<', '>']).collect();
    let told = "Thêm 1 lượt đơn vị đạt chỉ tiêu; 1 lượt không còn đạt; 1 lượt thành chưa đạt.";
    assert!(texts.contains(&told), "{texts:?}");
    let ways: Vec<&str> = texts
        .into_iter()
        .filter(|text| ["▲ ", "▼ ", "= "].iter().any(|sign| text.starts_with(sign)))
        .collect();
    let expected = [
        "▼ Kém hơn",
        "▲ Tốt hơn",
        "= Không đổi",
        "▼ Thành chưa đạt",
        "▼ Kém hơn",
        "▲ Tốt hơn",
    ];
    assert_eq!(ways, expected);
    let folded = section.split_once("<details>").expect("a fold").1;
    assert!(folded.contains("Chỉ tiêu không thay đổi (1)"));
}

#[test]
fn a_table_too_long_for_paper_says_where_it_is() {
    let rows = super::table::MOST_PRINTED;
    let written = |rows| {
        let mut html = super::html::Html::default();
        let table = super::table::Table {
            place: super::html::Anchor("a", None),
            caption: "b",
            columns: &[],
            rows,
        };
        table.write(&mut html, Lang::Vi, |_| {});
        html.into_text()
    };
    assert!(!written(rows).contains("tong-hop.xlsx"));
    let long = written(rows + 1);
    assert!(
        long.contains("<p class=\"paper\">b: 121 dòng, không in ở đây; xem tệp tong-hop.xlsx.</p>")
    );
    assert!(long.contains("class=\"scroll tall long\""));
}
