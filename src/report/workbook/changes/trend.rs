//! The figures over all units on the days of the newest runs, where there are more than the two
//! that are compared.

use rust_xlsxwriter::XlsxError;

use super::{Pen, section, target_title};
use crate::assess::Moment;
use crate::lang;
use crate::report::workbook::cell::Cell;

/// The columns of a row that are left beside the target.
const MOST_DAYS: usize = 5;
/// The columns of the target.
const TARGET: u16 = 3;

pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let moments = &report.assessed.over_time.moments;
    if moments.len() < 3 {
        return Ok(());
    }
    let moments: &[Moment] = &moments[moments.len().saturating_sub(MOST_DAYS)..];
    section(
        pen,
        lang.pick(
            "Diễn biến số liệu cộng chung, tính đến ngày",
            "All units together, as of each day",
        ),
    )?;
    let days: Vec<String> = moments.iter().map(|one| lang::date(one.as_of)).collect();
    let mut headings = vec![(lang.pick("Chỉ tiêu", "Target"), TARGET)];
    headings.extend(days.iter().map(|day| (day.as_str(), 1)));
    pen.heading_row(&headings)?;
    for target in &report.campaign.targets {
        let mut cells = vec![Cell::text(target_title(pen, &target.id)).across(TARGET)];
        cells.extend(moments.iter().map(|moment| {
            let tally = moment.tallies.get(&target.id);
            tally.map_or_else(
                || Cell::centred("–"),
                |tally| Cell::interval(tally.total, lang),
            )
        }));
        pen.cells(&cells)?;
    }
    Ok(())
}
