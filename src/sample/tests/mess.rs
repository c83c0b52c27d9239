//! What is planted is all there, and the truth knows of it.

use unicode_normalization::UnicodeNormalization as _;

use super::*;

#[test]
fn every_trait_is_planted_in_full_mess() {
    let (_, written) = sample(70, &plan(1.0));
    let missing: Vec<&str> = Trait::ALL
        .iter()
        .filter(|one| !written.planted.contains_key(one))
        .map(|one| one.name())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_usual_mess_has_every_case_of_files_and_every_fault() {
    let (_, written) = sample(70, &plan(0.35));
    for one in Trait::ALL
        .iter()
        .filter(|one| matches!(one.sort(), Sort::File | Sort::Fault))
    {
        assert!(written.planted.contains_key(one), "{}", one.name());
    }
}

#[test]
fn every_file_but_a_lock_has_a_line_in_the_log() {
    let (dir, written) = sample(70, &plan(0.7));
    let returns = files(&dir.path().join("returns"));
    assert_eq!(returns.len(), written.files);
    let mail: BTreeSet<String> = returns
        .keys()
        .filter(|name| !name.contains("~$"))
        .map(|name| name.nfc().collect())
        .collect();
    let log = log(dir.path());
    assert_eq!(log.len(), mail.len());
    assert_eq!(log.into_iter().collect::<BTreeSet<_>>(), mail);
}

#[test]
fn an_unidentified_return_never_says_whose_it_is() {
    let (dir, _) = sample(70, &plan(1.0));
    let campaign = load(dir.path());
    let lines = truth(dir.path());
    let covers = lines
        .iter()
        .filter(|line| line["form"] == "don-vi" && line["values"]["ma_don_vi"].is_null());
    let mut found = 0;
    for cover in covers {
        found += 1;
        let name = match_key(cover["values"]["ten_don_vi"].as_str().unwrap());
        for unit in &campaign.units {
            let names = unit.aliases.iter().chain([&unit.name]);
            assert!(
                names.into_iter().all(|one| match_key(one) != name),
                "{cover}"
            );
            let file = cover["file"].as_str().unwrap();
            assert!(!file.contains(unit.code.as_str()), "{file}");
        }
    }
    assert!(found > 0);
}

#[test]
fn a_copy_has_the_bytes_and_the_truth_of_the_first() {
    let (dir, _) = sample(70, &plan(0.5));
    let returns = files(&dir.path().join("returns"));
    let lines = truth(dir.path());
    let copies: Vec<&String> = returns
        .keys()
        .filter(|name| name.contains(" (1)"))
        .collect();
    assert!(!copies.is_empty());
    for copy in copies {
        let first = copy.replace(" (1)", "");
        assert_eq!(returns[copy], returns[&first]);
        let of = |name: &str| -> Vec<&Json> {
            lines
                .iter()
                .filter(|line| line["file"] == name)
                .map(|line| &line["values"])
                .collect()
        };
        assert_eq!(of(copy), of(&first));
    }
}

#[test]
fn a_corrected_return_has_no_fault_where_the_first_has_some() {
    let (dir, _) = sample(70, &plan(0.35));
    let lines = truth(dir.path());
    let faults = |file: &str| -> usize {
        let of_file = lines.iter().filter(|line| line["file"] == file);
        of_file
            .filter_map(|line| line["faults"].as_array())
            .map(Vec::len)
            .sum()
    };
    let again: Vec<String> = log(dir.path())
        .into_iter()
        .filter(|name| name.contains("lần 2"))
        .collect();
    assert!(!again.is_empty());
    for second in again {
        let first = second.replace(" sửa lần 2", "").replace(" lần 2", "");
        assert_eq!(faults(&second), 0, "{second}");
        assert!(faults(&first) > 0, "{first}");
    }
}

#[test]
fn the_truth_has_what_is_meant_by_marks_formulas_and_signs() {
    let (dir, _) = sample(70, &plan(1.0));
    for line in truth(dir.path()) {
        let values = line["values"].as_object().unwrap();
        for (name, value) in values {
            let text = value.as_str().unwrap_or_default();
            let mark = ["nt", "-nt-", "\"", "như trên", "Như trên"].contains(&text);
            let sign = ["≥", "#", "="].iter().any(|sign| text.starts_with(sign));
            let strange = text.contains(['\u{200b}', '\u{ad}', '\u{feff}', 'ð', 'Ƣ', 'ƣ', 'а']);
            assert!(!mark && !sign && !strange, "{name} of {line}");
        }
        // A share of a hundred is told in hundredths, however it is kept.
        if values.get("ma_chi_tieu").is_some_and(|code| code == "CT01") {
            let promised = values["chi_tieu"].as_f64();
            assert!(
                promised.is_none_or(|number| !(0.0..=50.0).contains(&number)),
                "{line}"
            );
        }
    }
}

#[test]
fn a_return_in_an_archive_is_told_by_its_place_there() {
    let (dir, _) = sample(70, &plan(0.35));
    let returns = files(&dir.path().join("returns"));
    let files: BTreeSet<String> = truth(dir.path())
        .iter()
        .map(|line| line["file"].as_str().unwrap().to_owned())
        .collect();
    let archived: Vec<&String> = files.iter().filter(|name| name.contains("!/")).collect();
    assert!(!archived.is_empty());
    for name in archived {
        let (archive, member) = name.split_once("!/").unwrap();
        let bytes = std::io::Cursor::new(&returns[archive]);
        let mut archive = zip::ZipArchive::new(bytes).unwrap();
        assert!(archive.by_name(member).is_ok(), "{name}");
    }
}

#[test]
fn a_model_of_two_units_is_marked_in_both() {
    let (dir, written) = sample(70, &plan(1.0));
    assert!(written.planted[&Trait::ClaimedTwice] > 1);
    let mut claims: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in truth(dir.path()) {
        let faults = line["faults"].as_array().unwrap();
        if line["form"] == "dien-hinh" && faults.iter().any(|name| name == "ten") {
            let values = &line["values"];
            let key = format!("{} {}", values["ten"], values["don_vi_cong_tac"]);
            let file = line["file"].as_str().unwrap().to_owned();
            claims.entry(key).or_default().insert(file);
        }
    }
    assert!(claims.values().any(|files| files.len() == 2));
}
