//! One workbook from its first sheet to its bytes.

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::lists::Lists;
use super::plan::Plan;
use super::style::Styles;
use super::{Sender, check, guide, record, table, validation};
use crate::read::MARK;

/// The bytes of a sender's blank return; the same each time.
pub(super) fn bytes(sender: &Sender<'_>) -> Result<Vec<u8>, XlsxError> {
    let forms = sender.campaign.forms_of(sender.collection);
    let plans: Vec<Plan<'_>> = forms.map(|form| Plan::new(sender, form)).collect();
    let styles = Styles::new();
    let mut lists = Lists::new(sender.lang);
    let mut book = Workbook::new();
    book.set_properties(&properties(sender)?);
    guide::write(&mut book, sender, &plans, &styles)?;
    for plan in &plans {
        if plan.is_table() {
            table::write(&mut book, sender, plan, &styles, &mut lists)?;
        } else {
            record::write(&mut book, sender, plan, &styles, &mut lists)?;
        }
    }
    check::write(&mut book, sender, &plans, &styles)?;
    lists.write(&mut book)?;
    let mark = sender.mark().replace('"', "\"\"");
    book.define_name(MARK, &format!("=\"{mark}\""))?;
    book.save_to_buffer()
}

/// The workbook's properties; its day of creation is the collection's first, so that bytes repeat.
fn properties(sender: &Sender<'_>) -> Result<DocProperties, XlsxError> {
    let day = validation::excel_day(*sender.collection.period.start())?;
    Ok(DocProperties::new()
        .set_title(sender.collection.titles.get(sender.lang))
        .set_author(sender.campaign.owner.as_str())
        .set_company(sender.campaign.owner.as_str())
        .set_creation_datetime(&day))
}
