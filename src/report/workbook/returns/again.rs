//! The part about files that were sent again: what each changes, and what it may have lost.

use rust_xlsxwriter::XlsxError;

use super::{file_row, message};
use crate::finding::Fault;
use crate::lang::Lang;
use crate::report::workbook::pen::Pen;
use crate::settle::Submission;

/// What each file that took another's place changes, and what it may have lost.
pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let material = pen.material;
    let lang = material.report.lang;
    let submissions = material.report.settled.submissions.iter().enumerate();
    let changed = submissions.filter_map(|(at, one)| Some((at, one, changes(one, lang)?)));
    let mut again: Vec<(usize, &Submission, String)> = changed.collect();
    again.sort_by_key(|(_, one, _)| {
        let collections = &material.report.campaign.collections;
        let place = collections
            .iter()
            .position(|other| Some(&other.id) == one.collection.as_ref());
        (
            material.unit_order(one.unit.as_ref()),
            place,
            one.received_at,
        )
    });
    if again.is_empty() {
        return Ok(());
    }
    pen.group(lang.pick(
        "V. BẢN GỬI LẠI KHÁC BẢN TRƯỚC Ở ĐÂU",
        "V. WHAT FILES THAT WERE SENT AGAIN CHANGE",
    ))?;
    for (at, (place, submission, changes)) in again.into_iter().enumerate() {
        file_row(pen, "V", at, (place, submission), changes)?;
    }
    Ok(())
}

/// The changes against the file before it, and what is asked about; none for a first file.
fn changes(one: &Submission, lang: Lang) -> Option<String> {
    let said = |wanted: fn(&Fault) -> bool| {
        let findings = one.findings.iter();
        findings
            .filter(move |finding| wanted(&finding.fault))
            .map(|finding| (finding, message(finding, lang)))
    };
    let (_, mut text) = said(|fault| matches!(fault, Fault::Resubmission(_))).next()?;
    for (finding, lost) in
        said(|fault| matches!(fault, Fault::LostSheet { .. } | Fault::FewerRows { .. }))
    {
        let sheet = finding
            .place
            .sheet
            .as_deref()
            .map_or_else(String::new, |sheet| format!("{sheet}: "));
        text = format!("{text}. {sheet}{lost}");
    }
    Some(text)
}
