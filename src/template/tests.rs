//! What is written reads back: blank, and under its own names.

use std::io::{Cursor, Read as _};
use std::path::Path;

use super::*;
use crate::discover::Format;
use crate::finding::Code;
use crate::read;
use crate::recognise::{Identity, Index, recognise};
use crate::validate::{Checker, Examined, validate};

fn campaign() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
    crate::campaign::load(&folder, read::table).unwrap()
}

fn sender<'a>(campaign: &'a Campaign, collection: &str, unit: &str, lang: Lang) -> Sender<'a> {
    Sender {
        campaign,
        collection: campaign.collection(&collection.into()).unwrap(),
        unit: campaign.unit(&unit.into()).unwrap(),
        earlier: None,
        lang,
    }
}

fn read_back(sender: &Sender<'_>) -> Examined {
    let bytes = book::bytes(sender).unwrap();
    let campaign = sender.campaign;
    let workbook = read::workbook(&bytes, Format::Xlsx, &campaign.limits).unwrap();
    let index = Index::new(campaign);
    let recognised = recognise("a.xlsx", &workbook, &Identity::default(), &index);
    validate(recognised, &Checker::new(campaign))
}

/// The text of a workbook's parts whose names begin so.
fn parts(bytes: &[u8], prefix: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for nth in 0..zip.len() {
        let mut part = zip.by_index(nth).unwrap();
        if part.name().unwrap().starts_with(prefix) {
            part.read_to_string(&mut text).unwrap();
        }
    }
    text
}

#[test]
fn a_blank_return_says_whose_it_is_and_has_neither_data_nor_findings() {
    let campaign = campaign();
    for (collection, unit) in [
        ("dang-ky", "PGD-02"),
        ("hoc-ky-1", "THPT-01"),
        ("cuoi-nam", "PGD-01"),
        ("cuoi-nam", "NT-06"),
        ("tham-dinh", "KK-02"),
    ] {
        for lang in [Lang::Vi, Lang::En] {
            let examined = read_back(&sender(&campaign, collection, unit, lang));
            let identity = &examined.identity;
            assert_eq!(identity.unit, Some(unit.into()), "{collection}");
            assert_eq!(identity.collection, Some(collection.into()), "{unit}");
            assert!(!examined.has_data, "{collection} {unit}");
            assert_eq!(examined.findings, [], "{collection} {unit}");
            assert_eq!(examined.repairs, [], "{collection} {unit}");
        }
    }
}

#[test]
fn only_the_examples_are_set_aside() {
    let campaign = campaign();
    let examined = read_back(&sender(&campaign, "cuoi-nam", "PGD-01", Lang::Vi));
    // dien-hinh, phong-trao, sang-kien, khen-thuong, ket-qua
    let aside = examined.set_aside.into_iter();
    let aside: Vec<(&str, u32)> = aside.map(|(rule, count)| (rule.as_str(), count)).collect();
    assert_eq!(aside, [("example", 5)]);
}

#[test]
fn the_rows_that_a_form_asks_of_everybody_are_given() {
    let campaign = campaign();
    let sender = sender(&campaign, "tham-dinh", "PGD-02", Lang::Vi);
    let examined = read_back(&sender);
    let review = examined
        .tables
        .iter()
        .find(|table| table.form.as_str() == "tham-dinh");
    // Nine other Bureaus in the block, seventeen criteria each.
    assert_eq!(review.unwrap().rows.len(), 153);
}

#[test]
fn the_same_campaign_gives_the_same_bytes() {
    let campaign = campaign();
    let sender = sender(&campaign, "cuoi-nam", "THPT-02", Lang::Vi);
    assert!(book::bytes(&sender).unwrap() == book::bytes(&sender).unwrap());
}

#[test]
fn nothing_is_protected_and_no_formula_needs_a_newer_excel() {
    let campaign = campaign();
    let sender = sender(&campaign, "cuoi-nam", "PGD-01", Lang::Vi);
    let bytes = book::bytes(&sender).unwrap();
    let text = parts(&bytes, "xl/");
    for word in [
        "sheetProtection",
        "workbookProtection",
        "_xlfn",
        "t=\"array\"",
    ] {
        assert!(!text.contains(word), "{word}");
    }
    let longest = text
        .split("<f>")
        .skip(1)
        .map(|rest| rest.split("</f>").next());
    let longest = longest
        .flatten()
        .map(|formula| formula.chars().count())
        .max();
    assert!(longest < Some(8_192), "{longest:?}"); // Excel's limit
}

#[test]
fn the_version_changes_with_what_is_asked() {
    let mut campaign = campaign();
    let version = |campaign: &Campaign, id: &str| {
        campaign.form_version(campaign.collection(&id.into()).unwrap())
    };
    let before = ["hoc-ky-1", "tham-dinh"].map(|id| version(&campaign, id));
    let form = campaign
        .forms
        .iter_mut()
        .find(|form| form.id.as_str() == "so-lieu");
    form.unwrap().fields[0].label.push_str(" (người)");
    let after = ["hoc-ky-1", "tham-dinh"].map(|id| version(&campaign, id));
    assert_ne!(before[0], after[0]);
    assert_eq!(before[1], after[1]);
}

#[test]
fn files_that_exist_and_unknown_names_are_refused() {
    let campaign = campaign();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("new/folder");
    let request = Request {
        collections: vec!["cuoi-nam".to_owned()],
        units: vec!["PGD-01".to_owned(), "THPT-01".to_owned()],
        ..Request::default()
    };
    let written = write(&campaign, &request, &out).unwrap();
    let names = [
        "PGD-01_mau-bao-cao_cuoi-nam.xlsx",
        "THPT-01_mau-bao-cao_cuoi-nam.xlsx",
    ];
    assert_eq!(
        (written.files, written.units),
        (names.map(str::to_owned).into(), 2)
    );
    let check = |request: Request, expected: &str| {
        let said = write(&campaign, &request, &out)
            .unwrap_err()
            .message(Lang::En);
        assert!(said.contains(expected), "{said}");
    };
    check(request.clone(), "Somebody may have filled");
    check(request.clone(), "PGD-01_mau-bao-cao_cuoi-nam.xlsx");
    let one = |text: &str| vec![text.to_owned()];
    let collections = one("cuoi");
    check(
        Request {
            collections,
            ..request.clone()
        },
        "Use one of: dang-ky",
    );
    check(
        Request {
            units: one("PGD-99"),
            ..request.clone()
        },
        "The codes are: PGD-01",
    );
    check(
        Request {
            types: one("truong"),
            ..request.clone()
        },
        "Use one of: phong-gddt",
    );
    check(
        Request {
            types: one("thuoc-so"),
            ..request
        },
        "no unit sends",
    );
}

#[test]
fn a_control_total_that_was_not_read_so_is_asked_about_without_doubt() {
    let code = Code::parse("control-total").unwrap();
    assert_eq!(code.severity(), crate::finding::Severity::Query);
    assert!(code.is_advisory());
}
