//! What was written is read back from the workbooks with another program, and compared.

use std::io::{Cursor, Read as _};

use calamine::{Data, DataType as _, Range, Reader as _, Xlsx, open_workbook};

use unicode_normalization::UnicodeNormalization as _;

use super::*;
use crate::campaign::{FieldKind, Form};
use crate::sample::mess::letters::Letters;
use crate::sample::mess::spelling::marks::{INVISIBLE, LOOK_ALIKES};
use crate::sample::mess::spelling::values::old_spelling;
use crate::text::tidy;

/// The sheets of a return, by name.
struct Sheets(BTreeMap<String, Range<Data>>);

impl Sheets {
    fn open(path: &Path) -> Self {
        Self::of(open_workbook(path).unwrap())
    }

    /// The return of this name, in an archive or not.
    fn received(returns: &Path, name: &str) -> Self {
        let Some((archive, member)) = name.split_once("!/") else {
            return Self::open(&returns.join(name));
        };
        let archive = fs::File::open(returns.join(archive)).unwrap();
        let mut archive = zip::ZipArchive::new(archive).unwrap();
        let mut bytes = Vec::new();
        let mut member = archive.by_name(member).unwrap();
        member.read_to_end(&mut bytes).unwrap();
        Self::of(Xlsx::new(Cursor::new(bytes)).unwrap())
    }

    fn of<R: std::io::Read + std::io::Seek>(mut book: Xlsx<R>) -> Self {
        let names = book.sheet_names();
        Self(
            names
                .into_iter()
                .map(|name| (name.clone(), book.worksheet_range(&name).unwrap()))
                .collect(),
        )
    }

    /// The texts of a row, as Excel counts.
    fn row(&self, sheet: &str, row: u32) -> Vec<String> {
        let range = &self.0[sheet];
        let last = range.end().map_or(0, |(_, column)| column);
        let cell = |column| range.get_value((row - 1, column)).map(ToString::to_string);
        (0..=last)
            .map(|column| cell(column).unwrap_or_default())
            .collect()
    }

    /// The place of a label, in the first row or line that has all the labels before it.
    fn column(&self, sheet: &str, label: &str, above: u32) -> u32 {
        let range = &self.0[sheet];
        let found = range
            .used_cells()
            .filter(|(row, ..)| row + 1 < usize::try_from(above).unwrap());
        let start = range.start().unwrap();
        let mut found = found.filter(|(_, _, cell)| cell.get_string() == Some(label));
        let (_, column, _) = found
            .next()
            .unwrap_or_else(|| panic!("no {label} on {sheet}"));
        u32::try_from(column).unwrap() + start.1
    }
}

/// What a cell says, as the truth would.
fn said(cell: Option<&Data>, kind: &FieldKind) -> Json {
    let Some(cell) = cell.filter(|cell| !cell.is_empty() && cell.get_string() != Some("")) else {
        return Json::Null;
    };
    match kind {
        FieldKind::Date => match cell {
            Data::DateTime(moment) => day(moment.as_f64()).into(),
            _ => panic!("{cell} is no date"),
        },
        FieldKind::Boolean { .. } => (cell.get_string() == Some("Có")).into(),
        FieldKind::Number | FieldKind::Integer => cell.as_f64().unwrap().into(),
        _ => cell.get_string().unwrap().into(),
    }
}

/// The day that Excel keeps as this number.
fn day(serial: f64) -> String {
    let epoch = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
    let days = format!("{serial}").parse().unwrap();
    (epoch + chrono::Days::new(days)).to_string()
}

fn same(one: &Json, other: &Json) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        _ => one == other,
    }
}

/// Compares the truth of a table's row or a record with the sheet, value by value.
fn compare(sheets: &Sheets, form: &Form, line: &Json) {
    let sheet = line["sheet"].as_str().unwrap();
    let values = line["values"].as_object().unwrap();
    for (name, value) in values {
        let field = form
            .fields
            .iter()
            .find(|field| field.name.as_str() == name)
            .unwrap();
        let range = &sheets.0[sheet];
        let cell = if let Some(row) = line["row"].as_u64() {
            let row = u32::try_from(row).unwrap();
            let column = sheets.column(sheet, &field.label, row);
            range.get_value((row - 1, column))
        } else {
            let (_, last) = range.end().unwrap();
            let rows = range.start().unwrap().0..=range.end().unwrap().0;
            let is_label = |row: &u32| {
                range
                    .get_value((*row, 0))
                    .and_then(|cell| cell.get_string())
                    == Some(&field.label)
            };
            let row = rows.into_iter().find(is_label).unwrap();
            range.get_value((row, last.min(1)))
        };
        let said = said(cell, &field.kind);
        assert!(same(&said, value), "{line}: {name} says {said}");
    }
}

#[test]
fn without_mess_every_value_stands_where_the_truth_says() {
    let (dir, _) = sample(20, &plan(0.0));
    let campaign = load(dir.path());
    let mut books: BTreeMap<String, Sheets> = BTreeMap::new();
    for line in truth(dir.path()) {
        let file = line["file"].as_str().unwrap().to_owned();
        let path = dir.path().join("returns").join(&file);
        let sheets = books.entry(file).or_insert_with(|| Sheets::open(&path));
        let form = campaign
            .form(&line["form"].as_str().unwrap().into())
            .unwrap();
        compare(sheets, form, &line);
    }
}

/// A text as it is compared: without marks nobody sees, look-alikes as what they look like.
fn skeleton(text: &str) -> String {
    let text: String = text.nfc().filter(|one| !INVISIBLE.contains(one)).collect();
    let alike = |one: char| {
        let found = LOOK_ALIKES.iter().find(|(_, other)| *other == one);
        found.map_or(one, |(letter, _)| *letter)
    };
    match_key(&text.chars().map(alike).collect::<String>())
}

/// The ways in which a text may stand in a return.
fn written(text: &str) -> Vec<String> {
    let old = [Letters::Tcvn3, Letters::Vni];
    let spellings = [text.to_owned(), old_spelling(text)];
    let encoded = old
        .iter()
        .flat_map(|letters| spellings.iter().filter_map(|one| letters.encode(one)));
    let mut ways: Vec<String> = encoded.map(|one| skeleton(&one.text)).collect();
    ways.push(skeleton(text));
    ways
}

#[test]
fn in_full_mess_rows_still_stand_where_the_truth_says() {
    let (dir, _) = sample(70, &plan(1.0));
    let campaign = load(dir.path());
    let mut books: BTreeMap<String, Sheets> = BTreeMap::new();
    let mut compared = 0;
    for line in truth(dir.path()) {
        let Some(row) = line["row"].as_u64() else {
            continue;
        };
        let file = line["file"].as_str().unwrap().to_owned();
        let returns = dir.path().join("returns");
        let sheets = books
            .entry(file.clone())
            .or_insert_with(|| Sheets::received(&returns, &file));
        let form = campaign
            .form(&line["form"].as_str().unwrap().into())
            .unwrap();
        let texts = sheets.row(line["sheet"].as_str().unwrap(), u32::try_from(row).unwrap());
        let keys: BTreeSet<String> = texts.iter().map(|text| skeleton(text)).collect();
        // Only what tells rows apart is never written as "as above".
        let first = &form.fields[form.key[0]];
        if let Some(text) = line["values"][first.name.as_str()].as_str() {
            let found = written(text).iter().any(|way| keys.contains(way));
            assert!(found, "{text} is not in {texts:?} of {file}");
            compared += 1;
        }
    }
    assert!(compared > 2_000, "{compared}");
}

#[test]
fn what_nobody_can_tell_stands_as_no_value() {
    let (dir, _) = sample(70, &plan(1.0));
    let lines = truth(dir.path());
    let of_code = |code: &str| {
        lines
            .iter()
            .filter(|line| {
                line["values"]
                    .as_object()
                    .unwrap()
                    .values()
                    .any(|v| v == code)
            })
            .count()
    };
    assert!(of_code("?") > 0);
    for line in &lines {
        for (name, value) in line["values"].as_object().unwrap() {
            let fault = line["faults"]
                .as_array()
                .unwrap()
                .iter()
                .any(|one| one == name);
            assert!(value != "?" || fault, "{name} of {line}");
            let tidied = value.as_str().is_none_or(|text| tidy(text) == text);
            assert!(tidied, "{value}");
        }
    }
}

#[test]
fn files_that_are_no_workbooks_are_told_by_their_first_bytes() {
    let (dir, _) = sample(70, &plan(0.35));
    let returns = files(&dir.path().join("returns"));
    let told: BTreeSet<String> = truth(dir.path())
        .iter()
        .map(|line| line["file"].as_str().unwrap().to_owned())
        .collect();
    let mut cut = 0;
    for (name, bytes) in &returns {
        let is_book = match name.rsplit_once('.').unwrap().1 {
            _ if name.contains("~$") => bytes.len() != 165,
            "pdf" => !(bytes.starts_with(b"%PDF-1.4") && bytes.ends_with(b"%%EOF\n")),
            "rar" => !bytes.starts_with(b"Rar!\x1a\x07"),
            "7z" => !bytes.starts_with(b"7z\xbc\xaf\x27\x1c"),
            "docx" => !bytes.starts_with(b"PK"),
            "zip" => continue,
            _ => {
                !(bytes.is_empty()
                    || bytes.starts_with(b"<html")
                    || bytes.starts_with("\u{feff}".as_bytes())
                    || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]))
            }
        };
        if is_book {
            assert!(bytes.starts_with(b"PK"), "{name}");
            let opened: Result<Xlsx<_>, _> = Xlsx::new(Cursor::new(bytes));
            cut += usize::from(opened.is_err());
            continue;
        }
        assert!(!told.contains(name), "{name}");
    }
    assert!(cut > 0);
}
