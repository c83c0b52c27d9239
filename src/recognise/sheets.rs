//! Which sheet is which form: by name or alias, else by the labels in its header.

use crate::campaign::Layout;
use crate::finding::{Fault, Finding, Place};
use crate::read::{Sheet, Visibility, Workbook};
use crate::text::match_key;

use super::index::Index;
use super::{header, record};

/// The share of a form's labels that a sheet must show to be taken for it without its name.
const LABEL_SHARE: f64 = 0.6;

/// Pairs sheets with forms, in the forms' order; reports what is left over.
pub(super) fn match_forms<'a>(
    workbook: &'a Workbook,
    index: &Index<'a>,
    findings: &mut Vec<Finding>,
) -> Vec<(&'a Sheet, usize)> {
    let forms = 0..index.campaign.forms.len();
    let mut taken: Vec<Option<&Sheet>> = vec![None; forms.len()];
    let mut rest = Vec::new();
    for sheet in &workbook.sheets {
        let key = match_key(sheet.name_read());
        let form = forms.clone().find(|&form| index.is_sheet(form, &key));
        match form {
            Some(form) => match taken[form] {
                None => taken[form] = Some(sheet),
                Some(read) => findings.push(repeated(sheet, read, form, index)),
            },
            None => rest.push((sheet, key)),
        }
    }
    for (sheet, key) in rest {
        if sheet.cells.is_empty() && sheet.fault.is_none() {
            continue;
        }
        let likely = (sheet.visibility == Visibility::Visible && !is_guide(&key))
            .then(|| by_labels(sheet, &taken, index))
            .flatten()
            .or_else(|| copy_of(&key, index));
        match likely.map(|form| (form, taken[form])) {
            Some((form, None)) => taken[form] = Some(sheet),
            Some((form, Some(read))) => findings.push(repeated(sheet, read, form, index)),
            None => findings.push(Finding::new(Place::sheet(&sheet.name), Fault::ExtraSheet)),
        }
    }
    let pairs = taken.into_iter().enumerate();
    pairs
        .filter_map(|(form, sheet)| Some((sheet?, form)))
        .collect()
}

fn repeated(sheet: &Sheet, read: &Sheet, form: usize, index: &Index<'_>) -> Finding {
    let place = Place {
        form: Some(index.form(form).id.clone()),
        ..Place::sheet(&sheet.name)
    };
    let fault = Fault::RepeatedSheet {
        read: read.name.to_string(),
    };
    Finding::new(place, fault)
}

/// Sheets that explain or show an example, which must never be counted.
fn is_guide(key: &str) -> bool {
    ["hướng dẫn", "ví dụ", "danh mục", "ghi chú", "kiểm tra"]
        .iter()
        .any(|word| key.contains(&match_key(word)))
}

/// The form whose name the sheet's begins with, as Excel names copies: `Khen thưởng (2)`.
fn copy_of(key: &str, index: &Index<'_>) -> Option<usize> {
    let (name, number) = key.rsplit_once(' ')?;
    number.parse::<u32>().ok()?;
    (0..index.campaign.forms.len()).find(|&form| index.is_sheet(form, name))
}

/// The form most of whose labels the sheet shows; of equals one not yet found.
fn by_labels(sheet: &Sheet, taken: &[Option<&Sheet>], index: &Index<'_>) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    let open = (0..taken.len()).filter(|form| taken[*form].is_none());
    let found = (0..taken.len()).filter(|form| taken[*form].is_some());
    for form in open.chain(found) {
        let fields = index.form(form).fields.len();
        let found = match index.form(form).layout {
            Layout::Table => header::labels_found(sheet, form, index),
            Layout::Record => record::labels_found(sheet, form, index),
        };
        #[expect(clippy::cast_precision_loss, reason = "a form has few fields")]
        let share = found as f64 / fields as f64;
        if share >= LABEL_SHARE && best.is_none_or(|(other, _)| share > other) {
            best = Some((share, form));
        }
    }
    best.map(|(_, form)| form)
}
