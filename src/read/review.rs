//! The sheet that a marked return begins with, which is ours and not the sender's.

use super::Sheet;

/// Heads the hidden columns by which a review sheet is known again.
pub const REVIEW_MARK: &str = "_thidua.review";
/// How far down its head can stand, should people insert rows.
pub const REVIEW_HEAD_ROWS: u32 = 200;

/// Whether a sheet is the review of a marked return, by its hidden mark.
#[must_use]
pub fn is_review(sheet: &Sheet) -> bool {
    let head = sheet.cells.iter();
    head.take_while(|cell| cell.at.row <= REVIEW_HEAD_ROWS)
        .any(|cell| cell.value.as_text() == Some(REVIEW_MARK))
}
