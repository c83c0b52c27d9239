//! Part III: files that nobody can place, with what they may be.

use rust_xlsxwriter::XlsxError;

use super::{file_row, message};
use crate::finding::Fault;
use crate::report::workbook::material::Material;
use crate::report::workbook::pen::Pen;
use crate::settle::Submission;

/// Files without a unit or collection, or of a unit that is gone.
pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let material = pen.material;
    let lang = material.report.lang;
    let is_unplaced =
        |one: &Submission| one.unit.is_none() || one.collection.is_none() || one.merger().is_some();
    let files: Vec<(usize, &Submission)> = material
        .current()
        .filter(|(_, one)| is_unplaced(one))
        .collect();
    if files.is_empty() {
        return Ok(());
    }
    pen.group(lang.pick(
        "III. TỆP CHƯA RÕ CỦA ĐƠN VỊ HOẶC KỲ NÀO, ĐỂ ĐỐI CHIẾU VỚI PHẦN II",
        "III. FILES WITHOUT A KNOWN UNIT OR COLLECTION, TO COMPARE WITH PART II",
    ))?;
    for (at, (place, submission)) in files.into_iter().enumerate() {
        let hint = hint(material, place);
        file_row(pen, "III", at, (place, submission), hint)?;
    }
    Ok(())
}

/// What a file that cannot be placed says of itself, and what it may be.
fn hint(material: &Material<'_>, at: usize) -> String {
    let lang = material.report.lang;
    let mut parts = Vec::new();
    for finding in material.findings(at) {
        let (written, suggestion) = match &finding.fault {
            Fault::UnknownUnit {
                written,
                suggestion,
            } => (written, suggestion.as_ref()),
            Fault::UnknownCollection { written } => (written, None),
            Fault::NotASender { .. } => {
                parts.push(message(finding, lang));
                continue;
            }
            _ => continue,
        };
        if let Some(written) = written {
            parts.push(lang.pick(format!("Ghi “{written}”"), format!("Says “{written}”")));
        }
        if let Some(code) = suggestion {
            let unit = material.report.campaign.unit(code);
            let unit = unit.map_or("", |unit| &unit.name);
            parts.push(lang.pick(
                format!("Có thể là {code} {unit}"),
                format!("May be {code} {unit}"),
            ));
        }
    }
    if parts.is_empty() {
        let first = material.findings(at).first();
        parts.extend(first.map(|finding| message(finding, lang)));
    }
    parts.join(". ")
}
