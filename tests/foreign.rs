//! Returns that other programs saved, read as the program reads them and compared, value by value,
//! with what a careful person reads in them: `tests/foreign/README.md` says how both are made.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value as Json;
use thidua::campaign::{self, Campaign, Limits};
use thidua::discover::{self, Found};
use thidua::finding::{Fault, Finding, Severity};
use thidua::read::worker::Pool;
use thidua::read::{self, CellValue, Epoch, Sheet, Visibility, Workbook};
use thidua::recognise::{Identity, Index, recognise};
use thidua::validate::{Checker, Examined, Row, Value, validate};
use unicode_normalization::UnicodeNormalization as _;

static CAMPAIGN: LazyLock<Campaign> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
    campaign::load(&folder, read::table).unwrap()
});

static POOL: LazyLock<Pool> = LazyLock::new(|| Pool::new(env!("CARGO_BIN_EXE_thidua").into()));

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign")
}

/// The lines of the truth, by file.
fn truth() -> BTreeMap<String, Vec<Json>> {
    let mut files: BTreeMap<String, Vec<Json>> = BTreeMap::new();
    for line in fs::read_to_string(folder().join("truth.jsonl"))
        .unwrap()
        .lines()
    {
        let line: Json = serde_json::from_str(line).unwrap();
        let file = line["file"].as_str().unwrap().to_owned();
        files.entry(file).or_default().push(line);
    }
    files
}

fn workbook(file: &str) -> Result<Workbook, Fault> {
    let found = Found::file(file.to_owned(), folder().join("returns").join(file));
    let limits = Limits::default();
    let (format, bytes) = discover::open(&found, &limits).content?;
    POOL.workbook(&bytes, format, &limits)
}

fn examine(file: &str) -> Result<Examined, Fault> {
    let workbook = workbook(file)?;
    let index = Index::new(&CAMPAIGN);
    let recognised = recognise(file, &workbook, &Identity::default(), &index);
    Ok(validate(recognised, &Checker::new(&CAMPAIGN)))
}

/// What comparing found, a line each.
#[derive(Default)]
struct Verdict {
    lines: Vec<String>,
    values: usize,
}

impl Verdict {
    fn say(&mut self, what: &str, file: &str, line: &Json, more: &str) {
        let (form, row) = (&line["form"], &line["row"]);
        self.lines
            .push(format!("{what}: {file} {form} {row} {more}"));
    }
}

#[test]
fn every_value_that_other_programs_saved_is_read_right_or_found() {
    let mut verdict = Verdict::default();
    for (file, lines) in truth() {
        let (damages, rows): (Vec<_>, Vec<_>) = lines
            .into_iter()
            .partition(|line| line.get("code").is_some());
        match examine(&file) {
            Ok(examined) => {
                for damage in &damages {
                    check_damage(&file, damage, &examined, &mut verdict);
                }
                compare(&file, &rows, &examined, &mut verdict);
            }
            Err(fault) => {
                let code = fault.code().to_string();
                let expected = damages.iter().any(|damage| damage["code"] == code.as_str());
                if !expected {
                    verdict.lines.push(format!("not read: {file} {fault:?}"));
                }
            }
        }
    }
    assert!(verdict.lines.is_empty(), "\n{}", verdict.lines.join("\n"));
    assert!(
        verdict.values >= 4_800,
        "{} values compared",
        verdict.values
    );
}

fn check_damage(file: &str, damage: &Json, examined: &Examined, verdict: &mut Verdict) {
    let found = examined.findings.iter().any(|finding| {
        let of_sheet = finding.place.sheet.as_deref() == damage["sheet"].as_str();
        of_sheet && damage["code"] == finding.fault.code().as_str()
    });
    if !found {
        verdict
            .lines
            .push(format!("damage not found: {file} {damage}"));
    }
}

fn compare(file: &str, lines: &[Json], examined: &Examined, verdict: &mut Verdict) {
    let mut meant: BTreeSet<(String, Option<u64>)> = BTreeSet::new();
    for line in lines {
        let form = line["form"].as_str().unwrap();
        meant.insert((form.to_owned(), line["row"].as_u64()));
        let rows = examined
            .tables
            .iter()
            .filter(|table| table.form.as_str() == form);
        let mut rows = rows.flat_map(|table| &table.rows);
        let row = rows.find(|row| {
            line["row"]
                .as_u64()
                .is_none_or(|at| at == u64::from(row.row))
        });
        match row {
            Some(row) => compare_row(file, line, row, examined, verdict),
            None if sheet_flagged(line, examined) => {}
            None => verdict.say("row not read", file, line, ""),
        }
    }
    for table in &examined.tables {
        let form = CAMPAIGN.form(&table.form).unwrap();
        for row in &table.rows {
            let at = match form.layout {
                campaign::Layout::Record => None,
                campaign::Layout::Table => Some(u64::from(row.row)),
            };
            if !meant.contains(&(table.form.to_string(), at)) {
                verdict
                    .lines
                    .push(format!("phantom: {file} {} {}", table.form, row.row));
            }
        }
    }
}

/// Whether the whole sheet of a row could not be read.
fn sheet_flagged(line: &Json, examined: &Examined) -> bool {
    let mut findings = examined.findings.iter();
    findings.any(|finding| finding.place.range.is_none() && points_at(finding, line, "", false))
}

fn compare_row(file: &str, line: &Json, row: &Row, examined: &Examined, verdict: &mut Verdict) {
    let form = CAMPAIGN
        .form(&line["form"].as_str().unwrap().into())
        .unwrap();
    let faults: BTreeSet<&str> = line["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault.as_str().unwrap())
        .collect();
    for (field, expected) in line["values"].as_object().unwrap() {
        verdict.values += 1;
        let at = form
            .fields
            .iter()
            .position(|one| one.name.as_str() == field);
        let at = at.unwrap_or_else(|| panic!("{field} is no field"));
        let read = row.values[at].as_ref();
        let right = expected == "?" || json(read) == *expected;
        let flagged = |exactly| {
            let mut findings = examined.findings.iter();
            findings.any(|finding| points_at(finding, line, field, exactly))
        };
        let more = format!("{field}: {} for {expected}", json(read));
        if faults.contains(field.as_str()) {
            if !flagged(false) {
                verdict.say("missed", file, line, &more);
            }
        } else if !right && !flagged(false) {
            verdict.say("silent", file, line, &more);
        } else if flagged(true) {
            verdict.say("false alarm", file, line, &more);
        }
    }
}

/// Whether an error or query points at a field of a row: exactly, or by its sheet or column too.
fn points_at(finding: &Finding, line: &Json, field: &str, exactly: bool) -> bool {
    let place = &finding.place;
    if finding.severity == Severity::Note || place.sheet.as_deref() != line["sheet"].as_str() {
        return false;
    }
    let of_field = place.field.as_ref().map(|of| of.as_str() == field);
    let of_row = place.range.map(|range| match line["row"].as_u64() {
        Some(row) => u32::try_from(row).is_ok_and(|row| range.has_row(row)),
        None => true,
    });
    if exactly {
        of_field == Some(true) && of_row == Some(true)
    } else {
        of_field != Some(false) && of_row != Some(false)
    }
}

fn json(value: Option<&Value>) -> Json {
    match value {
        None => Json::Null,
        Some(Value::Text(text)) => Json::from(text.as_str()),
        Some(Value::Number(number)) if number.fract() == 0.0 => {
            format!("{number}").parse().unwrap()
        }
        Some(Value::Number(number)) => Json::from(*number),
        Some(Value::Integer(number)) => Json::from(*number),
        Some(Value::Boolean(yes)) => Json::from(*yes),
        Some(Value::Date(day)) => Json::from(day.to_string()),
        Some(Value::DateTime(at)) => Json::from(at.to_string()),
        Some(Value::Time(time)) => Json::from(time.to_string()),
    }
}

/// The sheet of a form in a workbook.
fn sheet<'a>(workbook: &'a Workbook, name: &str) -> &'a Sheet {
    let mut sheets = workbook.sheets.iter();
    // In code page 1258 tones are letters of their own.
    let found = sheets.find(|sheet| sheet.name.nfc().eq(name.chars()));
    found.unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn what_surrounds_the_cells_is_read_in_old_formats() {
    // Formulas are columns C of rows 6 to 8; the second of the models is hidden.
    for (file, epoch, mark, merges) in [
        ("THPT-04_biff8-whole-sheet.xls", Epoch::Windows, true, true),
        ("THPT-04_libreoffice.xls", Epoch::Windows, true, true),
        ("THPT-05_xlwt.xls", Epoch::Windows, false, true),
        ("THPT-06_xlwt-1904.xls", Epoch::Mac1904, false, true),
        ("THPT-08_biff5-cp1258.xls", Epoch::Windows, true, false),
        (
            "THPT-08_biff5-bare-stream.xls",
            Epoch::Windows,
            false,
            false,
        ),
        ("THPT-02_biff12.xlsb", Epoch::Windows, true, true),
        (
            "THPT-03_biff12-inline-1904.xlsb",
            Epoch::Mac1904,
            false,
            true,
        ),
        ("THPT-03_libreoffice.ods", Epoch::Windows, true, true),
        ("THPT-07_odfpy.ods", Epoch::Windows, false, true),
    ] {
        let workbook = workbook(file).unwrap();
        assert_eq!(workbook.epoch, epoch, "{file}");
        let unit = &file[..7];
        let expected = mark.then(|| format!("2023-2024;cuoi-nam;{unit};1"));
        assert_eq!(workbook.mark, expected, "{file}");
        assert!(!workbook.macros && !workbook.external_links, "{file}");
        let models = sheet(&workbook, "Mô hình, điển hình");
        assert_eq!(models.visibility, Visibility::Visible);
        assert_eq!(models.hidden_rows, [7..=7], "{file}");
        let ranges: Vec<String> = models.merges.iter().map(ToString::to_string).collect();
        let expected: &[&str] = if merges { &["A3:F3"] } else { &[] };
        assert_eq!(ranges, expected, "{file}");
        let movements = sheet(&workbook, "Phong trào thi đua");
        let formulas: Vec<String> = movements.formulas.iter().map(ToString::to_string).collect();
        let mut formulas: Vec<&str> = formulas.iter().map(String::as_str).collect();
        formulas.retain(|at| *at != "E7");
        assert_eq!(formulas, ["C6", "C7", "C8"], "{file}");
    }
}

#[test]
fn formulas_saved_without_their_results_are_told_from_blank_ones() {
    for file in ["THPT-05_xlwt.xls", "THPT-08_odfpy-to-the-end.ods"] {
        let workbook = workbook(file).unwrap();
        let movements = sheet(&workbook, "Phong trào thi đua");
        assert_eq!(movements.get(6, 3), Some(&CellValue::Uncomputed), "{file}");
    }
}

#[test]
fn in_process_and_in_a_worker_the_same_is_read() {
    for file in truth().into_keys() {
        let found = Found::file(file.clone(), folder().join("returns").join(&file));
        let limits = Limits::default();
        let Ok((format, bytes)) = discover::open(&found, &limits).content else {
            continue;
        };
        assert_eq!(
            POOL.ask(&bytes, format, &limits),
            read::workbook(&bytes, format, &limits),
            "{file}"
        );
    }
}
