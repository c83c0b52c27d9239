//! Without mess all is as asked for, and still not all reach their targets.

use super::*;
use crate::campaign::{FieldKind, Rule};

#[test]
fn without_mess_all_send_in_time_and_nothing_is_wrong() {
    let (dir, written) = sample(70, &plan(0.0));
    let campaign = load(dir.path());
    let expected: usize = campaign
        .collections
        .iter()
        .map(|one| campaign.senders(one).count())
        .sum();
    assert_eq!((written.files, expected), (218, 218));
    assert!(written.planted.is_empty());
    for line in truth(dir.path()) {
        assert_eq!(line["faults"].as_array().map(Vec::len), Some(0), "{line}");
    }
    for row in read_csv(&dir.path().join("received.csv"))
        .unwrap()
        .iter()
        .skip(1)
    {
        let collection = campaign
            .collection(&row[0].split('/').next().unwrap().into())
            .unwrap();
        let received: chrono::NaiveDate = row[1].parse().unwrap();
        assert!(received <= collection.last_day(), "{row:?}");
    }
}

#[test]
fn without_mess_every_value_keeps_the_rules_of_its_form() {
    let (dir, _) = sample(70, &plan(0.0));
    let campaign = load(dir.path());
    for line in truth(dir.path()) {
        let form = campaign
            .form(&line["form"].as_str().unwrap().into())
            .unwrap();
        let value = |at: usize| &line["values"][form.fields[at].name.as_str()];
        for (at, field) in form.fields.iter().enumerate() {
            let Some(text) = value(at).as_str() else {
                let missing =
                    field.constraints.required && line["values"].get(field.name.as_str()).is_some();
                assert!(
                    !(missing && value(at).is_null()),
                    "{} of {line}",
                    field.name
                );
                continue;
            };
            let list = field
                .reference
                .as_ref()
                .map(|one| &campaign.lists[&one.list].columns[&one.column]);
            assert!(
                list.is_none_or(|list| list.iter().any(|one| one == text)),
                "{text}"
            );
            let one_of = &field.constraints.one_of;
            assert!(
                one_of.is_empty() || one_of.iter().any(|one| one == text),
                "{text}"
            );
            let longest = field.constraints.max_length.unwrap_or(usize::MAX);
            assert!(text.chars().count() <= longest, "{text}");
            assert_eq!(text, crate::text::tidy(text));
            if let Some(pattern) = &field.constraints.pattern {
                assert!(pattern.is_match(text), "{text}");
            }
            match field.kind {
                FieldKind::Email => {
                    assert!(text.is_ascii() && text.ends_with(".example"), "{text}");
                }
                FieldKind::Uri => assert!(text.starts_with("https://vankhe.example/"), "{text}"),
                _ => {}
            }
        }
        for rule in &form.rules {
            match rule {
                Rule::AtMost { field, other } => {
                    let (part, whole) = (value(*field).as_f64(), value(*other).as_f64());
                    assert!(part <= whole, "{line}");
                }
                Rule::Differs { field, other } => assert_ne!(value(*field), value(*other)),
                Rule::RequiredWhen {
                    field,
                    other,
                    equals,
                } => {
                    assert!(
                        value(*other) != equals.as_str() || !value(*field).is_null(),
                        "{line}"
                    );
                }
                Rule::RequiredUnless { field, other } => {
                    assert!(*value(*other) == true || !value(*field).is_null(), "{line}");
                }
                Rule::InSchoolYear { field } => {
                    let day: chrono::NaiveDate = value(*field).as_str().unwrap().parse().unwrap();
                    assert!(campaign.period.contains(&day), "{line}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn without_mess_no_key_stands_twice_in_a_sheet() {
    let (dir, _) = sample(70, &plan(0.0));
    let campaign = load(dir.path());
    let mut seen = BTreeSet::new();
    for line in truth(dir.path()) {
        let form = campaign
            .form(&line["form"].as_str().unwrap().into())
            .unwrap();
        let unique = form
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.constraints.unique);
        let keys = unique
            .map(|(at, _)| vec![at])
            .chain([form.key.clone()])
            .filter(|key| !key.is_empty());
        for key in keys {
            let values: Vec<&Json> = key
                .iter()
                .map(|&at| &line["values"][form.fields[at].name.as_str()])
                .collect();
            let missing = values.iter().all(|value| value.is_null());
            let place = format!("{} {} {key:?} {values:?}", line["file"], line["sheet"]);
            assert!(missing || seen.insert(place.clone()), "{place}");
        }
    }
}

#[test]
fn units_reach_their_targets_and_miss_them() {
    let (dir, _) = sample(70, &plan(0.0));
    let mut models: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in truth(dir.path()) {
        if line["form"] == "dien-hinh" && line["values"]["phan_loai"] == "Điển hình" {
            let file = line["file"].as_str().unwrap();
            let unit = file.split(['/', '_']).nth(1).unwrap().to_owned();
            models
                .entry(unit)
                .or_default()
                .insert(line["values"]["ten"].to_string());
        }
    }
    let counts = |start: &str| -> Vec<usize> {
        models
            .iter()
            .filter(|(unit, _)| unit.starts_with(start))
            .map(|(_, names)| names.len())
            .collect()
    };
    let bureaus = counts("PGD");
    assert!(
        bureaus.iter().any(|&n| n >= 10) && bureaus.iter().any(|&n| n < 10),
        "{bureaus:?}"
    );
    assert!(bureaus.iter().all(|n| (6..=16).contains(n)), "{bureaus:?}");
    let schools = counts("THPT");
    assert!(
        schools.iter().any(|&n| n >= 2) && schools.iter().any(|&n| n < 2),
        "{schools:?}"
    );
}

#[test]
fn heads_review_every_member_of_their_block_but_themselves_for_every_criterion() {
    let (dir, _) = sample(
        70,
        &Plan {
            collection: Some("tham-dinh".into()),
            ..plan(0.0)
        },
    );
    let campaign = load(dir.path());
    let lines = truth(dir.path());
    let review = lines.iter().filter(|line| line["form"] == "tham-dinh");
    let reviewed = review.count();
    // Head and deputy each review all members but themselves.
    let members = |block: &crate::campaign::Block| {
        let of_block = |unit: &&crate::campaign::Unit| unit.block.as_ref() == Some(&block.id);
        campaign.units.iter().filter(of_block).count()
    };
    let expected: usize = campaign
        .blocks
        .iter()
        .map(|block| block.heads.len() * (members(block) - 1))
        .sum();
    assert_eq!(reviewed, expected * campaign.criteria.len());
}
