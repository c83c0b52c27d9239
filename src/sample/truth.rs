//! `truth.jsonl`: what a careful person reads in each data row of a return.

use serde_json::{Map, Value as Json, json};

use super::content::Value;
use super::draft::{Entry, Meaning};
use super::layout::Laid;
use crate::campaign::Layout;

/// What stands for a value that not even a person could tell.
const UNCLEAR: &str = "?";

/// The lines of one sheet of a file, each with its end.
pub(super) fn lines(file: &str, sheet: &Laid) -> String {
    let mut text = String::new();
    for (entries, row) in sheet.draft.rows.iter().zip(&sheet.rows) {
        text.push_str(&line(file, sheet, entries, *row));
        text.push('\n');
    }
    text
}

fn line(file: &str, sheet: &Laid, entries: &[Entry], row: u32) -> String {
    let form = sheet.draft.form;
    let mut values = Map::new();
    let mut faults = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let name = sheet.draft.field(at).name.as_str();
        values.insert(name.to_owned(), meant(&entry.meaning));
        if entry.fault {
            faults.push(name);
        }
    }
    json!({
        "file": file,
        "form": form.id.as_str(),
        "sheet": sheet.name,
        "row": (form.layout == Layout::Table).then_some(row),
        "values": values,
        "faults": faults,
    })
    .to_string()
}

fn meant(meaning: &Meaning) -> Json {
    match meaning {
        Meaning::Unclear => UNCLEAR.into(),
        Meaning::Is(Value::Empty) => Json::Null,
        Meaning::Is(Value::Text(text)) => text.as_str().into(),
        Meaning::Is(Value::Yes(yes)) => (*yes).into(),
        Meaning::Is(Value::Day(day)) => day.to_string().into(),
        // Whole numbers without a decimal point.
        Meaning::Is(Value::Number(number)) => {
            let whole = (number.fract() == 0.0).then(|| format!("{number:.0}").parse::<i64>());
            whole
                .and_then(Result::ok)
                .map_or_else(|| (*number).into(), Into::into)
        }
    }
}
