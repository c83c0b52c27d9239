//! Campaigns of other kinds than the built-in one, which differ from it in their data only: each is
//! loaded, sampled by what its forms say, run, and judged by hand where a return was changed.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/truth.rs"]
mod truth;

#[path = "campaigns/support.rs"]
mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use support::{Place, entry, findings, status, text_of, truth_lines};
use truth::Verdict;

const A: &str = "a-dang-ky-va-hai-dot";
const B: &str = "b-theo-doi-sang-kien";
const C: &str = "c-khoi-thi-dua";
const D: &str = "d-phong-va-cac-truong";
const E: &str = "e-phong-trao";
const F: &str = "f-xa-phuong";
const ALL: [&str; 6] = [A, B, C, D, E, F];

/// The built-in campaign, and one with every type of Table Schema.
const BUILT_IN: &str = "../../schemas/2023-2024";
const TYPES: &str = "../outside/table-schema";

/// Words of the built-in campaign that no other one has in its reports.
const BUILT_IN_WORDS: [&str; 6] = [
    "Vân Khê",
    "Bạch Liên",
    "Kế hoạch thi đua, khen thưởng năm học 2023-2024",
    "Mô hình, điển hình",
    "Đề tài",
    "Tổng hợp khen thưởng",
];

#[test]
fn a_clean_sample_of_any_campaign_has_nothing_to_mend_and_is_read_as_it_was_meant() {
    for name in ALL.into_iter().chain([BUILT_IN, TYPES]) {
        let place = Place::filled(name, 0.0);
        let summary = place.run();
        assert_eq!(findings(&place.reports()), Vec::<Value>::new(), "{name}");
        for one in summary["submissions"].as_array().unwrap() {
            assert_eq!(one["state"], "accepted", "{name}: {one}");
        }
        for rate in summary["rates"].as_array().unwrap() {
            assert_eq!(rate["received"], rate["expected"], "{name}: {rate}");
        }
        let verdict = place.verdict();
        verdict.assert_sound(90);
        assert!(
            verdict.false_alarms.is_empty() && verdict.aside.is_empty(),
            "{name}"
        );
    }
}

#[test]
fn a_messy_sample_of_any_campaign_is_read_right_or_asked_about() {
    for name in ALL {
        let place = Place::filled(name, 0.8);
        place.run();
        let verdict: Verdict = place.verdict();
        verdict.assert_sound(30);
    }
}

#[test]
fn the_same_campaign_and_seed_give_the_same_returns() {
    let (one, other) = (Place::filled(D, 0.5), Place::filled(D, 0.5));
    for part in ["truth.jsonl", "received.csv"] {
        let of = |place: &Place| fs::read_to_string(place.dir.path().join(part)).unwrap();
        assert_eq!(of(&one), of(&other), "{part}");
    }
}

#[test]
fn who_must_report_is_what_each_register_holds_on_the_day() {
    for (name, expected) in [
        (A, vec![("dang-ky", 8), ("dot-1", 8), ("dot-2", 8)]),
        (B, vec![("nam-2023", 7)]),
        // Two heads a block on 15/6/2024; those of the year before and of autumn are none.
        (C, vec![("giao-uoc", 9), ("tu-cham", 9), ("tham-dinh", 6)]),
        (D, vec![("ke-hoach", 12), ("nam-2023", 12), ("nam-hoc", 12)]),
        (E, vec![("hk1", 6)]),
        // 99 on 15/1/2026; four are merged into two on 1/2/2026, so 99 - 4 + 2 on 5/6/2026.
        (F, vec![("hk1", 99), ("ca-nam", 97)]),
    ] {
        let summary = Place::filled(name, 0.0).run();
        let rates = summary["rates"].as_array().unwrap().iter();
        let found: Vec<(&str, u64)> = rates
            .map(|rate| {
                (
                    text_of(&rate["collection"]),
                    rate["expected"].as_u64().unwrap(),
                )
            })
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn a_unit_that_introduced_too_few_models_over_both_waves_misses_its_target() {
    let place = Place::filled(A, 0.0);
    // One model in wave I, none in wave II; two are asked for.
    place.rewrite("dot-1/THPT-01_dot-1.xlsx", |form, rows| {
        if form == "guong-tot" {
            rows.truncate(1);
        }
    });
    place.rewrite("dot-2/THPT-01_dot-2.xlsx", |form, rows| {
        if form == "guong-tot" {
            rows.clear();
        }
    });
    // A Bureau that never registered.
    place.remove("dang-ky/PGD-02_dang-ky.xlsx");
    let summary = place.run();
    assert_eq!(
        status(&summary, "THPT-01", "gioi-thieu"),
        ("not-met", json!(1), json!(1))
    );
    assert_eq!(
        status(&summary, "THPT-01", "hai-dot"),
        ("met", json!(1), json!(1))
    );
    assert_eq!(
        status(&summary, "PGD-02", "dang-ky-dung-han").0,
        "no-return"
    );
    assert_eq!(status(&summary, "PGD-02", "dau-moi").0, "no-return");
    let awarded = truth_lines(&place).into_iter().any(|line| {
        line["form"] == "khen-thuong"
            && line["values"]["tinh_trang"] == "Đã khen"
            && text_of(&line["file"]).contains("/PGD-02_")
    });
    assert!(awarded, "the sample awards somebody there");
    let asked = findings(&place.reports())
        .into_iter()
        .any(|one| one["unit"] == "PGD-02" && one["code"] == "needs-return");
    assert!(asked, "who is awarded must have registered");
}

#[test]
fn a_campaign_without_figures_and_due_dates_only_watches() {
    let place = Place::filled(B, 0.0);
    place.rewrite("nam-2023/THPT-02_nam-2023.xlsx", |form, rows| match form {
        "sang-kien" => {
            rows.truncate(2);
            rows[0].insert("cap_cong_nhan".to_owned(), json!("Cấp tỉnh"));
            rows[1].insert("cap_cong_nhan".to_owned(), json!("Cơ sở"));
        }
        "cuoc-thi" => {
            // One contest on two levels.
            let name = rows[0]["cuoc_thi"].clone();
            rows.truncate(2);
            for (row, (level, people)) in rows.iter_mut().zip([("Trường", 30), ("Tỉnh", 12)]) {
                row.insert("cuoc_thi".to_owned(), name.clone());
                row.insert("cap".to_owned(), json!(level));
                row.insert("so_nguoi".to_owned(), json!(people));
                row.insert("so_giai".to_owned(), json!(3));
            }
        }
        "danh-gia-mo-hinh" => {
            rows.truncate(2);
            for (row, how) in rows.iter_mut().zip(["Có hiệu quả", "Cần điều chỉnh"]) {
                row.insert("danh_gia".to_owned(), json!(how));
            }
        }
        _ => {}
    });
    place.remove("nam-2023/PGD-03_nam-2023.xlsx");
    let summary = place.run();
    let figures = [
        ("so-sang-kien", json!(2)),
        ("cap-tinh", json!(1)),
        ("cuoc-thi", json!(1)),
        ("luot-du-thi", json!(42)),
        ("mo-hinh-hieu-qua", json!(0.5)),
    ];
    for (target, figure) in figures {
        let found = status(&summary, "THPT-02", target);
        assert_eq!(found, ("watched", figure.clone(), figure), "{target}");
    }
    for unit in summary["units"].as_array().unwrap() {
        for target in unit["targets"].as_array().unwrap() {
            assert_eq!(target["status"], "watched", "{unit}");
        }
        for collection in unit["collections"].as_array().unwrap() {
            assert_eq!(collection["on_time"], Value::Null, "{unit}");
        }
    }
    let missing = entry(&summary["units"], "code", "PGD-03");
    assert_eq!(missing["collections"][0]["received"], false);
    assert_eq!(
        missing["collections"][0]["overdue"], false,
        "no day was set"
    );
    assert_eq!(missing["targets"][0]["high"], Value::Null);
}

#[test]
fn a_pledge_signed_a_day_late_is_missed_and_heads_are_those_of_the_day() {
    let place = Place::filled(C, 0.0);
    for (unit, day) in [("THPT-02", "2023-09-21"), ("NT-02", "2023-09-20")] {
        place.rewrite(&format!("giao-uoc/{unit}_giao-uoc.xlsx"), |form, rows| {
            if form == "giao-uoc" {
                rows[0].insert("ngay_ky".to_owned(), json!(day));
            }
        });
    }
    let summary = place.run();
    for (unit, [day, signed, pledge]) in [
        ("THPT-02", ["not-met", "met", "not-met"]),
        ("NT-02", ["met", "met", "met"]),
    ] {
        assert_eq!(status(&summary, unit, "ky-dung-ngay").0, day, "{unit}");
        assert_eq!(status(&summary, unit, "du-chu-ky").0, signed, "{unit}");
        assert_eq!(status(&summary, unit, "giao-uoc").0, pledge, "{unit}");
    }
    let units = summary["units"].as_array().unwrap().iter();
    let reviewers: Vec<&str> = units
        .filter(|unit| {
            let collections = unit["collections"].as_array().unwrap();
            collections.iter().any(|one| one["id"] == "tham-dinh")
        })
        .map(|unit| text_of(&unit["code"]))
        .collect();
    let heads = ["THPT-01", "THPT-03", "THPT-05", "THPT-06", "NT-01", "TT-01"];
    assert_eq!(reviewers, heads);
    // Each member is reviewed by a head that is another unit, so every block ranks on its review.
    for unit in summary["units"].as_array().unwrap() {
        assert_eq!(unit["score"]["basis"], "review", "{unit}");
        assert_eq!(unit["score"]["low"], unit["score"]["high"], "{unit}");
    }
}

#[test]
fn a_school_is_held_against_its_own_plan() {
    let place = Place::filled(D, 0.0);
    let amounts = |rows: &mut Vec<support::Row>, field: &str, amounts: &[(&str, u32)]| {
        rows.retain(|row| amounts.iter().any(|(code, _)| row["ma"] == *code));
        for row in rows {
            let (_, amount) = amounts.iter().find(|(code, _)| row["ma"] == *code).unwrap();
            row.insert(field.to_owned(), json!(amount));
        }
    };
    for (unit, plan, done) in [
        // KH01 met, KH03 exceeded, of KH06 less is better: two of three.
        (
            "MN-01",
            &[("KH01", 3), ("KH03", 2), ("KH06", 4)][..],
            &[("KH01", 3), ("KH03", 3), ("KH06", 5)][..],
        ),
        // Everything met, and no initiatives promised.
        (
            "TH-01",
            &[("KH01", 1), ("KH02", 20)],
            &[("KH01", 1), ("KH02", 21)],
        ),
        // Initiatives below the plan.
        ("CS-01", &[("KH03", 5)], &[("KH03", 4)]),
    ] {
        place.rewrite(&format!("ke-hoach/{unit}_ke-hoach.xlsx"), |form, rows| {
            if form == "ke-hoach" {
                amounts(rows, "chi_tieu", plan);
            }
        });
        place.rewrite(&format!("nam-hoc/{unit}_nam-hoc.xlsx"), |form, rows| {
            if form == "ket-qua" {
                amounts(rows, "ket_qua", done);
            }
        });
    }
    let summary = place.run();
    let (kept, low, _) = status(&summary, "MN-01", "dat-va-vuot");
    assert_eq!(kept, "not-met");
    assert!((low.as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-9, "{low}");
    assert_eq!(
        status(&summary, "MN-01", "sang-kien"),
        ("met", json!(3), json!(3))
    );
    assert_eq!(
        status(&summary, "TH-01", "dat-va-vuot"),
        ("met", json!(1), json!(1))
    );
    assert_eq!(status(&summary, "TH-01", "sang-kien").0, "not-applicable");
    assert_eq!(
        status(&summary, "CS-01", "sang-kien"),
        ("not-met", json!(4), json!(4))
    );
    // Criteria by level: 17, less what only primary schools, or only nurseries, are asked for.
    for (unit, maximum) in [("MN-01", 150.0), ("TH-01", 150.0), ("CS-01", 150.0)] {
        let score = &entry(&summary["units"], "code", unit)["score"];
        let most = score["maximum"].as_f64().unwrap();
        assert!(most <= maximum && most >= 100.0, "{unit}: {score}");
    }
}

#[test]
fn movements_are_counted_where_returns_have_no_cover() {
    let place = Place::filled(E, 0.0);
    place.rewrite("hk1/TH-1_hk1.xlsx", |_, rows| {
        rows.truncate(2);
        for (row, people) in rows.iter_mut().zip([35, 20]) {
            row.insert("tong_so".to_owned(), json!(40));
            row.insert("tham_gia".to_owned(), json!(people));
            row.insert("hoat_dong".to_owned(), json!(2));
            row.insert("ket_qua".to_owned(), json!("Chưa hoàn thành"));
        }
    });
    let summary = place.run();
    // 55 of 80 take part, below seven tenths; 2 + 2 of 5 activities; 2 movements, and no more, open.
    let part = json!(0.6875);
    assert_eq!(
        status(&summary, "TH-1", "tham-gia"),
        ("not-met", part.clone(), part)
    );
    assert_eq!(
        status(&summary, "TH-1", "hoat-dong"),
        ("not-met", json!(4), json!(4))
    );
    assert_eq!(
        status(&summary, "TH-1", "chua-hoan-thanh"),
        ("met", json!(2), json!(2))
    );
}

#[test]
fn communes_merged_in_mid_year_owe_the_first_term_and_their_successors_the_year() {
    let place = Place::filled(F, 0.0);
    let introduce = |unit: &str, collection: &str, models: usize| {
        let file = format!("{collection}/{unit}_{collection}.xlsx");
        place.rewrite(&file, |form, rows| {
            if form == "dien-hinh-truong" {
                rows.truncate(models);
                for (row, nth) in rows.iter_mut().zip(1..) {
                    let name = format!("Lớp học vui số {nth} {collection} {unit}");
                    row.insert("ten".to_owned(), json!(name));
                }
            }
        });
    };
    introduce("XP-001", "hk1", 3);
    introduce("XP-001", "ca-nam", 3);
    // Two communes become one: what they introduced before is the new one's.
    introduce("XP-041", "hk1", 3);
    introduce("XP-042", "hk1", 2);
    introduce("XP-101", "ca-nam", 2);
    let summary = place.run();
    assert_eq!(
        status(&summary, "XP-041", "dien-hinh-hk1"),
        ("met", json!(3), json!(3))
    );
    for merged in ["XP-041", "XP-042"] {
        let none = ("not-applicable", Value::Null, Value::Null);
        assert_eq!(status(&summary, merged, "dien-hinh-nam"), none, "{merged}");
    }
    assert_eq!(
        status(&summary, "XP-101", "dien-hinh-nam"),
        ("met", json!(7), json!(7))
    );
    // While a return of one of the two is missing, more may have been introduced.
    introduce("XP-101", "ca-nam", 1);
    place.remove("hk1/XP-042_hk1.xlsx");
    let heir = ("undecided", json!(4), Value::Null);
    assert_eq!(status(&place.run(), "XP-101", "dien-hinh-nam"), heir);
    assert_eq!(
        status(&summary, "XP-001", "dien-hinh-hk1"),
        ("met", json!(3), json!(3))
    );
    assert_eq!(
        status(&summary, "XP-001", "dien-hinh-nam"),
        ("not-met", json!(6), json!(6))
    );
    let owes = |code: &str| -> Vec<String> {
        let unit = entry(&summary["units"], "code", code);
        let collections = unit["collections"].as_array().unwrap().iter();
        collections
            .map(|one| text_of(&one["id"]).to_owned())
            .collect()
    };
    assert_eq!(owes("XP-040"), ["hk1", "ca-nam"]);
    for merged in ["XP-041", "XP-042", "XP-071", "XP-072"] {
        assert_eq!(owes(merged), ["hk1"], "{merged}");
    }
    for successor in ["XP-101", "XP-102"] {
        assert_eq!(owes(successor), ["ca-nam"], "{successor}");
        assert_eq!(
            status(&summary, successor, "dien-hinh-hk1").0,
            "not-applicable"
        );
    }
}

#[test]
fn reports_speak_of_their_own_campaign_in_both_languages() {
    for name in ALL {
        let place = Place::filled(name, 0.0);
        for lang in ["vi", "en"] {
            place.run_all(lang);
            let texts = place.texts_of("tong-hop.xlsx");
            let campaign = &place.campaign;
            let language = if lang == "vi" {
                thidua::lang::Lang::Vi
            } else {
                thidua::lang::Lang::En
            };
            let own = campaign.titles.get(language).to_uppercase();
            assert!(
                texts.iter().any(|text| text.to_uppercase() == own),
                "{name} {lang}"
            );
            for target in &campaign.targets {
                let heading = target.heading.get(language);
                let found = texts.iter().any(|text| text.starts_with(heading));
                assert!(found, "{name} {lang}: no {heading}");
            }
            for word in BUILT_IN_WORDS {
                let found = texts.iter().find(|text| text.contains(word));
                assert_eq!(found, None, "{name} {lang}");
            }
            let sheets = place.sheets_of("tong-hop.xlsx");
            for form in &campaign.forms {
                assert!(sheets.contains(&form.sheet), "{name}: {sheets:?}");
            }
        }
    }
}

#[test]
fn every_campaign_has_blank_returns_and_a_sample_by_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    for name in ALL {
        let campaign = root.join("tests/campaigns").join(name);
        let out = folder.path().join(name);
        let thidua = |args: &[&str]| {
            let done = Command::new(env!("CARGO_BIN_EXE_thidua"))
                .args(args)
                .current_dir(folder.path())
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            (done.status.code().unwrap(), said)
        };
        let at = |part: &str| out.join(part).to_str().unwrap().to_owned();
        let campaign = campaign.to_str().unwrap();
        let mut blank = vec!["template", "--campaign", campaign];
        let collections = support::load(name).collections;
        for collection in &collections {
            blank.extend(["--collection", collection.id.as_str()]);
        }
        let templates = at("templates");
        blank.extend(["--out", &templates]);
        assert_eq!(thidua(&blank), (0, String::new()), "{name}");
        let files = fs::read_dir(&templates).unwrap().count();
        assert!(
            files >= support::load(name).senders(&collections[0]).count(),
            "{name}: {files}"
        );
        let sample = at("sample");
        let made = thidua(&["sample", &sample, "--campaign", campaign, "--mess", "0"]);
        assert_eq!(made, (0, String::new()), "{name}");
        let (code, said) = thidua(&[
            "run",
            "--campaign",
            campaign,
            "--returns",
            &format!("{sample}/returns"),
            "--out",
            &at("reports"),
            "--only",
            "data",
        ]);
        assert_eq!((code, said.as_str()), (0, ""), "{name}");
    }
}

#[test]
fn the_number_of_units_belongs_to_the_made_up_province() {
    let campaign = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/campaigns")
        .join(E);
    let folder = tempfile::tempdir().unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .args(["sample", "s", "--units", "5", "--campaign"])
        .arg(campaign)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(
        said.contains("--units") && said.contains("--campaign"),
        "{said}"
    );
    assert!(!folder.path().join("s").exists());
}
