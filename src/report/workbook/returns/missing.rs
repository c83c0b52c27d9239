//! Part II: the returns that are missing, how long they have been, and whom to call.

use rust_xlsxwriter::XlsxError;

use super::{Entry, States, sender_row};
use crate::campaign::Unit;
use crate::lang;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::contact::Contacts;
use crate::report::workbook::material::Material;
use crate::report::workbook::pen::Pen;
use crate::settle::SubmissionState;

/// Every expected return of which nothing was accepted, due or not.
pub(super) fn write(
    pen: &mut Pen<'_>,
    returns: &[Entry<'_>],
    states: &States<'_>,
    title: &str,
) -> Result<(), XlsxError> {
    let material = pen.material;
    let lang = material.report.lang;
    pen.group(title)?;
    let contacts = Contacts::gather(material.report);
    let missing = returns.iter().filter(|(.., one)| one.counting.is_none());
    let mut rows = 0;
    for (at, &entry) in missing.enumerate() {
        let (unit, collection, _) = entry;
        let states = states.get(&(unit, collection));
        let states = states.map_or(&[][..], Vec::as_slice);
        let remark = material
            .report
            .campaign
            .unit(unit)
            .map_or_else(String::new, |unit| {
                remark(material, unit, states, &contacts)
            });
        sender_row(pen, "II", at, entry, remark)?;
        rows = at + 1;
    }
    if rows == 0 {
        let none = lang.pick("Không còn báo cáo nào thiếu.", "None is missing.");
        let columns = pen.last_column() + 1;
        pen.cells(&[Cell::text(none).across(columns)])?;
    }
    Ok(())
}

/// What became of the files that came, what became of the unit, and whom to call.
fn remark(
    material: &Material<'_>,
    unit: &Unit,
    states: &[SubmissionState],
    contacts: &Contacts<'_>,
) -> String {
    let report = material.report;
    let lang = report.lang;
    let mut parts: Vec<String> = states
        .iter()
        .map(|&state| words::submission_state(state, lang).to_owned())
        .collect();
    let heir = report.campaign.successor_on(unit, report.as_of);
    if !unit.valid_on(report.as_of) {
        let last = lang::date(*unit.valid.end());
        parts.push(match heir {
            Some(Unit { code, name, .. }) => lang.pick(
                format!("Đơn vị đã sáp nhập vào {code} ({name}), hoạt động đến hết ngày {last}"),
                format!("Merged into {code} ({name}), its last day was {last}"),
            ),
            None => lang.pick(
                format!("Đơn vị hoạt động đến hết ngày {last}"),
                format!("The unit's last day was {last}"),
            ),
        });
    }
    let contact = contacts.of(heir.map_or(&unit.code, |heir| &heir.code));
    parts.push(match contact {
        Some(contact) => {
            let persons = contact.whom_to_call(contacts);
            lang.pick(format!("Liên hệ: {persons}"), format!("Call {persons}"))
        }
        None => lang
            .pick("Chưa có thông tin liên hệ", "Nobody to call is known")
            .to_owned(),
    });
    parts.join(". ")
}
