//! A campaign with its returns and reports in a folder of their own, and returns changed by hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader as _};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::{Map, Value};
use thidua::campaign::{Campaign, FieldKind, Form, Layout};
use thidua::lang::Lang;
use thidua::pipeline::{self, Progress, Scope, Settings, Source, Stage};
use thidua::sample::{self, Plan};

use super::truth::Verdict;

/// The values of a row by field.
pub(crate) type Row = Map<String, Value>;

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self) {}
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/campaigns")
        .join(name)
}

/// The campaign of a name; what is wrong with it fails the test.
pub(crate) fn load(name: &str) -> Campaign {
    match pipeline::load_campaign(Some(&folder(name))) {
        Ok(campaign) => campaign,
        Err(error) => panic!("{name}: {}", error.message(Lang::En)),
    }
}

/// A campaign, its returns and its reports.
pub(crate) struct Place {
    pub(crate) campaign: Campaign,
    pub(crate) dir: tempfile::TempDir,
    name: String,
}

impl Place {
    /// The campaign of a name, with returns of all its units.
    pub(crate) fn filled(name: &str, mess: f64) -> Self {
        let campaign = load(name);
        let dir = tempfile::tempdir().unwrap();
        let plan = Plan {
            collection: None,
            mess,
            seed: 2024,
        };
        sample::fill(dir.path(), &campaign, &plan).unwrap();
        Self {
            campaign,
            dir,
            name: name.to_owned(),
        }
    }

    pub(crate) fn reports(&self) -> PathBuf {
        self.dir.path().join("reports")
    }

    fn returns(&self) -> PathBuf {
        self.dir.path().join("returns")
    }

    fn settings(&self, lang: Option<Lang>, scope: Scope) -> Settings {
        Settings {
            campaign: Some(folder(&self.name)),
            source: Source::Folder {
                returns: self.returns(),
                received: None,
            },
            decisions: None,
            previous: Vec::new(),
            out: self.reports(),
            collections: Vec::new(),
            as_of: None,
            today: "2030-01-01".parse().unwrap(),
            lang,
            personal: thidua::finding::Personal::Hidden,
            jobs: None,
            scope,
            hive: thidua::pipeline::Hive::LeftOut,
            cache: None,
            access: thidua::pipeline::Access::Usual,
            worker: Some(env!("CARGO_BIN_EXE_thidua").into()),
        }
    }

    /// Runs for the data only; gives the summary.
    pub(crate) fn run(&self) -> Value {
        let settings = self.settings(None, Scope::Data);
        pipeline::run(&settings, &Silent).unwrap();
        let summary = std::fs::read(settings.out.join("data/summary.json")).unwrap();
        serde_json::from_slice(&summary).unwrap()
    }

    /// Writes all reports.
    pub(crate) fn run_all(&self, lang: &str) {
        let lang = if lang == "vi" { Lang::Vi } else { Lang::En };
        let settings = self.settings(Some(lang), Scope::All);
        pipeline::run(&settings, &Silent).unwrap();
    }

    /// What was read, against what was meant.
    pub(crate) fn verdict(&self) -> Verdict {
        let records = self.campaign.forms.iter();
        let records = records.filter(|form| form.layout == Layout::Record);
        let records: Vec<&str> = records.map(|form| form.id.as_str()).collect();
        Verdict::of(
            &self.dir.path().join("truth.jsonl"),
            &self.reports(),
            &records,
        )
    }

    pub(crate) fn remove(&self, file: &str) {
        fs::remove_file(self.returns().join(file)).unwrap();
        let log = self.dir.path().join("received.csv");
        let lines = fs::read_to_string(&log).unwrap();
        let kept: Vec<&str> = lines
            .lines()
            .filter(|line| !line.starts_with(file))
            .collect();
        fs::write(log, kept.join("\n")).unwrap();
    }

    /// Writes a return anew, plainly, its rows changed form by form.
    pub(crate) fn rewrite(&self, file: &str, change: impl Fn(&str, &mut Vec<Row>)) {
        let mut forms: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for line in truth_lines(self).iter().filter(|line| line["file"] == file) {
            let row = line["values"].as_object().unwrap().clone();
            forms
                .entry(text_of(&line["form"]).to_owned())
                .or_default()
                .push(row);
        }
        assert!(!forms.is_empty(), "no {file}");
        let mut book = Workbook::new();
        for form in &self.campaign.forms {
            let Some(rows) = forms.get_mut(form.id.as_str()) else {
                continue;
            };
            let labelled: Vec<String> = rows[0].keys().cloned().collect();
            change(form.id.as_str(), rows);
            let sheet = book.add_worksheet();
            sheet.set_name(&form.sheet).unwrap();
            write(sheet, form, &labelled, rows);
        }
        book.save(self.returns().join(file)).unwrap();
    }

    fn workbook(&self, file: &str) -> calamine::Xlsx<std::io::BufReader<fs::File>> {
        calamine::open_workbook(self.reports().join(file)).unwrap()
    }

    pub(crate) fn sheets_of(&self, file: &str) -> Vec<String> {
        self.workbook(file).sheet_names()
    }

    /// Every text of a workbook.
    pub(crate) fn texts_of(&self, file: &str) -> Vec<String> {
        let mut book = self.workbook(file);
        let mut texts = Vec::new();
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).unwrap();
            texts.extend(range.used_cells().filter_map(|(_, _, cell)| match cell {
                Data::String(text) => Some(text.clone()),
                _ => None,
            }));
        }
        texts
    }
}

/// A record as lines of label and value, a table as its labels and rows.
fn write(sheet: &mut Worksheet, form: &Form, fields: &[String], rows: &[Row]) {
    for (at, name) in (0_u16..).zip(fields) {
        let field = form.fields.iter().find(|field| field.name.as_str() == name);
        let field = field.unwrap();
        let is_date = field.kind == FieldKind::Date;
        let (row, column) = match form.layout {
            Layout::Record => (u32::from(at), 0),
            Layout::Table => (0, at),
        };
        sheet.write_string(row, column, &field.label).unwrap();
        for (nth, values) in (1..).zip(rows) {
            let (row, column) = match form.layout {
                Layout::Record => (row, 1),
                Layout::Table => (nth, at),
            };
            write_value(sheet, (row, column), &values[name], is_date);
        }
    }
}

fn write_value(sheet: &mut Worksheet, (row, column): (u32, u16), value: &Value, is_date: bool) {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    match value {
        Value::Null => sheet,
        Value::Bool(yes) => {
            let text = if *yes { "Có" } else { "Không" };
            sheet.write_string(row, column, text).unwrap()
        }
        Value::Number(number) => {
            let number = number.as_f64().unwrap();
            sheet.write_number(row, column, number).unwrap()
        }
        Value::String(text) if is_date => {
            let day = ExcelDateTime::parse_from_str(text).unwrap();
            sheet
                .write_datetime_with_format(row, column, &day, &date)
                .unwrap()
        }
        Value::String(text) => sheet.write_string(row, column, text).unwrap(),
        other => panic!("{other} is no cell"),
    };
}

/// The lines of the truth.
pub(crate) fn truth_lines(place: &Place) -> Vec<Value> {
    lines(&place.dir.path().join("truth.jsonl"))
}

/// What a run reported.
pub(crate) fn findings(reports: &Path) -> Vec<Value> {
    lines(&reports.join("data/findings.jsonl"))
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

pub(crate) fn text_of(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The entry of a list whose key has a value.
pub(crate) fn entry<'a>(list: &'a Value, key: &str, value: &str) -> &'a Value {
    let mut entries = list.as_array().unwrap().iter();
    entries.find(|one| one[key] == value).unwrap()
}

/// How a unit stands by a target: its status, low and high.
pub(crate) fn status<'a>(summary: &'a Value, unit: &str, target: &str) -> (&'a str, Value, Value) {
    let unit = entry(&summary["units"], "code", unit);
    let result = entry(&unit["targets"], "id", target);
    (
        text_of(&result["status"]),
        result["low"].clone(),
        result["high"].clone(),
    )
}
