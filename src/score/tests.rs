//! Whole blocks, from rows to places.

mod composition;

use std::path::Path;

use super::*;
use crate::assess::{Interval, Reason, Status};
use crate::campaign;
use crate::recognise::Cells;
use crate::settle::{Evidence, Return, Settled, Submission, SubmissionState};
use crate::table::CountingRows;
use crate::validate::{Row, Standing, Table, Value};

/// Four schools of one block and one beyond it. S1 heads the block and S2 is its deputy; until the
/// end of 2023 it was S4.
const CAMPAIGN: &str = r#"
id = "test"
owner = "SỞ"
from = 2023-09-05
to = 2024-05-31
titles = { vi = "Thử", en = "Test" }

[[unit-type]]
id = "school"
titles = { vi = "Trường", en = "School" }

[[block]]
id = "b1"
titles = { vi = "Khối 1", en = "Block 1" }
heads = [
  { unit = "S4", from = 2023-09-01, to = 2023-12-31 },
  { unit = "S1", from = 2024-01-01, to = 2024-08-31 },
  { unit = "S2", from = 2024-01-01, to = 2024-08-31 },
]

[[block]]
id = "b2"
titles = { vi = "Khối 2", en = "Block 2" }

[[collection]]
id = "all"
titles = { vi = "Cuối năm", en = "Year end" }
from = 2024-05-01
to = 2024-05-31
forms = ["points"]
senders = ["school"]

[[target]]
id = "t1"
titles = { vi = "Chỉ tiêu 1", en = "Target 1" }
collections = ["all"]
binds = ["school"]
at-least = 1
measure = { kind = "sum", form = "points", field = "points" }

[[target]]
id = "t2"
titles = { vi = "Chỉ tiêu 2", en = "Target 2" }
collections = ["all"]
binds = ["school"]
measure = { kind = "sum", form = "points", field = "points" }

[scoring]
rank-by = ["share"]
difference = { criterion = 2.0, total = 3.0 }
self = { collection = "all", form = "points", unit = "unit", criterion = "criterion", score = "points", not-applicable = "not" }
review = { collection = "all", form = "points", unit = "unit", criterion = "criterion", score = "points" }
"#;

const UNITS: &str = "code,name,type,block,valid_to
S1,Trường 1,school,b1,
S2,Trường 2,school,b1,
S3,Trường 3,school,b1,
S4,Trường 4,school,b1,2024-01-31
S5,Trường 5,school,b2,
";

const FORM: &str = r#"{
  "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
  "thidua": { "titles": { "vi": "Điểm", "en": "Points" }, "sheet": "Điểm", "layout": "table" },
  "fields": [
    { "name": "unit", "title": "Đơn vị", "type": "string" },
    { "name": "criterion", "title": "Tiêu chí", "type": "string" },
    { "name": "points", "title": "Điểm", "type": "number" },
    { "name": "not", "title": "Không áp dụng", "type": "boolean", "trueValues": ["Có"], "falseValues": ["Không"] }
  ]
}"#;

/// Two criteria of a form.
const CRITERIA: &str = "code,title,maximum
A,Tiêu chí A,10
B,Tiêu chí B,10
";

fn read_csv(path: &Path) -> Result<Vec<Vec<String>>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let row = |line: &str| line.split(',').map(str::to_owned).collect();
    Ok(text.lines().map(row).collect())
}

fn load(toml: &str, criteria: &str) -> Result<Campaign, Vec<String>> {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("forms")).unwrap();
    for (name, text) in [
        ("campaign.toml", toml),
        ("units.csv", UNITS),
        ("criteria.csv", criteria),
        ("forms/points.json", FORM),
    ] {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    campaign::load(dir.path(), read_csv).map_err(|error| match error {
        campaign::LoadError::Faults { faults, .. } => faults
            .iter()
            .map(|fault| fault.render(crate::lang::Lang::En))
            .collect(),
        campaign::LoadError::Missing(_) => Vec::new(),
    })
}

/// Returns with rows as `sender unit criterion points`, with `N/A` for what does not apply; a `?`
/// after a part puts it in doubt.
fn settled(rows: &str) -> Settled {
    let rows = rows.lines().map(|line| line.split_whitespace().collect());
    let rows = rows.filter(|row: &Vec<&str>| !row.is_empty());
    let mut of_senders: BTreeMap<UnitCode, Vec<Row>> = BTreeMap::new();
    for (number, row) in (1..).zip(rows) {
        let text = |at: usize| row[at].trim_end_matches('?');
        let given = [
            Some(Value::text(text(1))),
            Some(Value::text(text(2))),
            text(3).parse().ok().map(Value::Number),
            Some(Value::Boolean(row[3].starts_with("N/A"))),
        ];
        let doubt: Vec<usize> = (0..3).filter(|at| row[at + 1].ends_with('?')).collect();
        let standing = if doubt.is_empty() {
            Standing::Certain
        } else {
            Standing::Doubt
        };
        let row = Row {
            row: number,
            values: given.into(),
            key: None,
            standing,
            doubt,
        };
        let sender = of_senders.entry(text(0).into()).or_default();
        sender.push(row);
    }
    let returns = of_senders.keys().zip(0..).map(|(unit, at)| {
        let one = Return {
            counting: Some(at),
            first: Some(at),
            any_file: true,
            on_time: None,
            overdue: false,
        };
        ((unit.clone(), "all".into()), one)
    });
    let returns = returns.collect();
    let submissions = of_senders
        .into_iter()
        .map(|(unit, rows)| submission(unit, rows));
    Settled::of(submissions.collect(), returns)
}

fn submission(unit: UnitCode, rows: Vec<Row>) -> Submission {
    Submission {
        file: format!("{unit}.xlsx"),
        sha256: String::new(),
        unit: Some(unit),
        collection: Some("all".into()),
        state: SubmissionState::Accepted,
        rule: None,
        received_at: None,
        evidence: Evidence::None,
        mail_number: None,
        tables: vec![Table {
            form: "points".into(),
            sheet: "Điểm".into(),
            cells: Cells::Columns(Vec::new()),
            rows,
        }],
        set_aside: BTreeMap::new(),
        tallies: Vec::new(),
        findings: Vec::new(),
        explanations: Vec::new(),
        repairs: Vec::new(),
    }
}

/// Results against t1 and t2, the same for every unit.
fn assessed(campaign: &Campaign, met: Status, figure: f64) -> Assessed {
    let result = |status| TargetResult {
        status,
        figure: Some(Interval {
            low: figure,
            high: Some(figure),
        }),
        required: None,
        reason: Reason::NoThreshold,
    };
    let units = campaign.units.iter();
    Assessed {
        units: units
            .map(|unit| {
                let results = vec![result(met), result(Status::Watched)];
                (unit.code.clone(), results)
            })
            .collect(),
        ..Assessed::default()
    }
}

fn scores(criteria: &str, rows: &str, met: Status, figure: f64) -> Vec<UnitScore> {
    let campaign = load(CAMPAIGN, criteria).unwrap();
    let collections: Vec<&Collection> = campaign.collections.iter().collect();
    let assessed = assessed(&campaign, met, figure);
    let settled = settled(rows);
    let rows = CountingRows::of(&settled, &campaign);
    let given = GivenPoints::read(&campaign, &rows).unwrap();
    score(&campaign, &collections, &assessed, &given)
}

/// The units of the block as `unit low–high/maximum basis best–worst`, `*` where it is a bound.
fn check(rows: &str, expected: &[&str]) {
    let found: Vec<String> = scores(CRITERIA, rows, Status::Met, 0.0)
        .iter()
        .filter(|one| one.unit.as_str() < "S5")
        .map(|one| {
            let rank = one.rank.map_or_else(String::new, |rank| {
                let bound = if one.bound.is_exact() { "" } else { "*" };
                format!(" {}–{}{bound}", rank.best, rank.worst)
            });
            one.score.map_or_else(
                || format!("{} none", one.unit),
                |score| {
                    let basis = score.basis.as_str();
                    let Score {
                        low, high, maximum, ..
                    } = score;
                    format!("{} {low}–{high}/{maximum} {basis}{rank}", one.unit)
                },
            )
        })
        .collect();
    assert_eq!(found, expected, "{rows}");
}

/// Own scores of three schools: 15, 16 and 17 of 20.
const OWN: &str = "S1 S1 A 8
S1 S1 B 7
S2 S2 A 8
S2 S2 B 8
S3 S3 A 8
S3 S3 B 9
";

/// What head and deputy give each other and the third: 14, 13 and 12.
const REVIEW: &str = "S2 S1 A 7
S2 S1 B 7
S1 S2 A 7
S1 S2 B 6
S1 S3 A 6
S1 S3 B 6
";

#[test]
fn a_block_ranks_on_its_review_where_each_member_is_reviewed_by_another() {
    check(
        OWN,
        &[
            "S1 15–15/20 self 3–3",
            "S2 16–16/20 self 2–2",
            "S3 17–17/20 self 1–1",
        ],
    );
    check(
        &format!("{OWN}{REVIEW}"),
        &[
            "S1 14–14/20 review 1–1",
            "S2 13–13/20 review 2–2",
            "S3 12–12/20 review 3–3",
        ],
    );
}

#[test]
fn a_review_with_a_gap_or_a_doubt_is_not_complete() {
    let own = [
        "S1 15–15/20 self 3–3",
        "S2 16–16/20 self 2–2",
        "S3 17–17/20 self 1–1",
    ];
    let gap = REVIEW.replace("S1 S3 B 6\n", "");
    check(&format!("{OWN}{gap}"), &own);
    let doubt = REVIEW.replace("S1 S3 B 6", "S1 S3 B 6?");
    check(&format!("{OWN}{doubt}"), &own);
    // Nobody reviews the head: what it says of itself is its own score, not a review.
    let own_word = REVIEW.replace("S2 S1", "S1 S1");
    check(&own_word, &["S1 14–14/20 self 1–3", "S2 none", "S3 none"]);
}

#[test]
fn nobody_but_the_heads_of_the_day_reviews_and_members_only() {
    let own = [
        "S1 15–15/20 self 3–3",
        "S2 16–16/20 self 2–2",
        "S3 17–17/20 self 1–1",
    ];
    // S3 is no head, S4 is one no more, S5 is of another block.
    for sender in ["S3", "S4", "S5"] {
        let review = REVIEW.replace("S2 S1", &format!("{sender} S1"));
        check(&format!("{OWN}{review}"), &own);
    }
    let complete = [
        "S1 14–14/20 review 1–1",
        "S2 13–13/20 review 2–2",
        "S3 12–12/20 review 3–3",
    ];
    check(&format!("{OWN}{REVIEW}S1 S5 A 10\nS1 S5 B 10\n"), &complete);
    // The head goes before its deputy where both review a member.
    check(&format!("{OWN}{REVIEW}S2 S3 A 10\nS2 S3 B 10\n"), &complete);
}

#[test]
fn own_scores_and_review_stand_side_by_side() {
    let scores = scores(CRITERIA, &format!("{OWN}{REVIEW}"), Status::Met, 0.0);
    let third = &scores[2];
    let (own, review) = (third.own.unwrap(), third.review.unwrap());
    assert_eq!((own.low, review.low), (17.0, 12.0));
    assert_eq!(review.share, (0.6, 0.6));
    let points = |low| Some(Mark::Points { low, high: low });
    assert_eq!(third.criteria[1].own, points(9.0));
    assert_eq!(third.criteria[1].review, points(6.0));
    // On A 8 and 6 lie 2 apart, which passes; on B 9 and 6 lie 3 apart; in total 17 and 12 do 5.
    let listed: Vec<_> = third.differences.iter().map(|one| one.criterion).collect();
    assert_eq!(listed, [Some(1), None]);
    assert!(third.differences.iter().all(|one| one.surely));
    // 16 and 13 lie 3 apart, which is the limit.
    assert!(scores[1].differences.is_empty());
}

#[test]
fn a_row_whose_criterion_is_in_doubt_makes_places_bounds() {
    // S3's 9 may be for B or for none: 8 to 18 of 20.
    let rows = OWN.replace("S3 S3 B 9", "S3 S3 B? 9");
    check(
        &rows,
        &[
            "S1 15–15/20 self 2–3*",
            "S2 16–16/20 self 1–2*",
            "S3 8–18/20 self 1–3*",
        ],
    );
    // Its points in doubt touch nobody else.
    let rows = OWN.replace("S3 S3 B 9", "S3 S3 B 9?");
    check(
        &rows,
        &[
            "S1 15–15/20 self 2–3",
            "S2 16–16/20 self 1–2",
            "S3 8–18/20 self 1–3",
        ],
    );
}

#[test]
fn a_member_without_scores_can_take_any_place() {
    let rows = OWN.lines().take(4).collect::<Vec<_>>().join("\n");
    check(
        &rows,
        &["S1 15–15/20 self 2–3", "S2 16–16/20 self 1–2", "S3 none"],
    );
}

#[test]
fn what_does_not_apply_lowers_the_maximum() {
    // 8 of 10 is more than 15 of 20 and as much as 16 of 20.
    let rows = OWN.replace("S3 S3 B 9", "S3 S3 B N/A");
    check(
        &rows,
        &[
            "S1 15–15/20 self 3–3",
            "S2 16–16/20 self 1–1",
            "S3 8–8/10 self 1–1",
        ],
    );
}

#[test]
fn a_total_may_pass_a_hundred() {
    // A is worth 5 × 10 = 50 and B 5 × 10 = 50: 100 attainable.
    // C, from t2 at 2 points each for 4, is 8, of which 5 count; D, from t1, is 4.
    // E takes 1 point for each of the 4, at most 2.
    // 50 + 50 + 5 + 4 - 2 = 107 of 100.
    let criteria = "code,title,maximum,weight,kind,target,points,cap,floor
A,Tiêu chí A,10,5,base,,,,
B,Tiêu chí B,10,5,base,,,,9
C,Thưởng C,10,1,bonus,t2,2,5,
D,Thưởng D,4,1,bonus,t1,4,,
E,Trừ E,2,1,penalty,t2,1,,
";
    let rows = "S1 S1 A 10\nS1 S1 B 10\nS2 S2 A 10\nS2 S2 B 8\n";
    let of = |met, unit: usize| {
        let scores = scores(criteria, rows, met, 4.0);
        let one = &scores[unit];
        let score = one.score.unwrap();
        (
            (score.low, score.high, score.maximum),
            one.under_floor.clone(),
        )
    };
    assert_eq!(of(Status::Met, 0), ((107.0, 107.0, 100.0), vec![]));
    // Missed: 103; not yet known: 103 to 107.
    assert_eq!(of(Status::NotMet, 0), ((103.0, 103.0, 100.0), vec![]));
    assert_eq!(of(Status::Undecided, 0), ((103.0, 107.0, 100.0), vec![]));
    // 8 points on B are under its floor of 9: 50 + 40 + 7 = 97.
    assert_eq!(of(Status::Met, 1), ((97.0, 97.0, 100.0), vec![(1, true)]));
}

#[test]
fn a_base_criterion_whose_target_does_not_bind_is_not_attainable() {
    let criteria = "code,title,maximum,kind,target,points\nA,A,10,base,,\nB,B,10,base,t1,10\n";
    let of = |met| {
        let score = scores(criteria, "S1 S1 A 6\nS1 S1 B 3\n", met, 0.0)[0]
            .score
            .unwrap();
        (score.low, score.maximum)
    };
    // What the form says of B counts nowhere: it is computed.
    assert_eq!(of(Status::Met), (16.0, 20.0));
    assert_eq!(of(Status::NotApplicable), (6.0, 10.0));
}

#[test]
fn criteria_from_targets_alone_need_no_form() {
    let toml = CAMPAIGN
        .lines()
        .filter(|line| !line.starts_with("self =") && !line.starts_with("review ="))
        .collect::<Vec<_>>()
        .join("\n");
    let campaign = load(&toml, "code,title,maximum,target,points\nA,A,10,t2,2\n").unwrap();
    let collections: Vec<&Collection> = campaign.collections.iter().collect();
    let assessed = assessed(&campaign, Status::Met, 3.0);
    let settled = settled("");
    let rows = CountingRows::of(&settled, &campaign);
    let given = GivenPoints::read(&campaign, &rows).unwrap();
    let scores = score(&campaign, &collections, &assessed, &given);
    assert_eq!(
        scores[0].score.map(|one| (one.low, one.basis)),
        Some((6.0, Basis::Own))
    );
}

#[test]
fn the_faults_of_criteria_are_all_reported_with_their_place() {
    let criteria = "code,title,maximum,weight,kind,target,points,cap,floor
A,A,10,0,base,,,,
B,B,10,1,base,t9,1,,
C,C,10,1,bonus,t1,,,
D,D,10,1,bonus,,2,,
E,E,10,1,base,,,12,
F,F,10,1,base,,,8,9
G,G,10,1,penalty,,,,1
";
    let faults = load(CAMPAIGN, criteria).unwrap_err();
    let expected = [
        "criteria.csv: row 2, weight: \"0\" is not valid. Write a number above 0.",
        "criteria.csv: row 3, target: there is no target \"t9\". Use one of: t1, t2.",
        "criteria.csv: row 4, points: \"\" is not valid. Write a number above 0: the points that the target gives or takes.",
        "criteria.csv: row 5, points: \"2\" is not valid. Write nothing, or name in the column target what gives the points.",
        "criteria.csv: row 6, cap: \"12\" is not valid. Write a number from 0 to the maximum 10.",
        "criteria.csv: row 7, floor: \"9\" is not valid. Write a number from 0 to 8, the most points that count.",
        "criteria.csv: row 8, floor: \"1\" is not valid. Write nothing: a penalty has no least points.",
    ];
    assert_eq!(faults, expected);
}

#[test]
fn the_faults_of_scoring_and_quotas_are_all_reported_with_their_place() {
    let toml = CAMPAIGN
        .replace("rank-by = [\"share\"]", "rank-by = [\"share\", \"Z\"]")
        .replace("total = 3.0", "total = -1.0")
        + r#"
[[quota]]
id = "q"
titles = { vi = "Tỷ lệ", en = "Quota" }
numerator = "t1"
denominator = "t9"
limit = 15
rounding = "down"
scope = "province"
"#;
    let faults = load(&toml, CRITERIA).unwrap_err();
    let expected = [
        "campaign.toml: scoring.difference.total: \"-1\" is not valid. Write 0 or more points.",
        "campaign.toml: scoring.rank-by: there is no rank key \"Z\". Use one of: floors, share, total, A, B.",
        "campaign.toml: quota[0].denominator: there is no target \"t9\". Use one of: t1, t2.",
        "campaign.toml: quota[0].limit: \"15\" is not valid. Write a share from 0 to 1, such as 0.15.",
    ];
    assert_eq!(faults, expected);
}
