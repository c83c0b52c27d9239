//! The review sheet of a marked return that came back: set aside, its explanations read.
//!
//! Hidden columns name what each line is about; the office's program wrote them, so they are
//! compared as they stand.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::location::CellRef;
use crate::read::{self, REVIEW_HEAD_ROWS, REVIEW_MARK, Sheet, Workbook};
use crate::text::match_key;

/// What a unit says to findings that need not be mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The findings' code.
    pub code: String,
    /// The form, empty where they are about the file.
    pub form: String,
    /// The field, empty where they are about more.
    pub field: String,
    /// What stands for the row key and the value of each finding.
    pub digests: BTreeSet<String>,
    /// What the unit says.
    pub text: String,
}

/// The headings of the column for explanations, in every language.
pub const EXPLANATION_HEADINGS: [&str; 2] = ["Giải thích của đơn vị", "Explanation by the unit"];
/// The names of review sheets, in every language.
pub const REVIEW_NAMES: [&str; 2] = ["Phiếu rà soát", "Review"];

/// Whether a sheet is the review of a marked return: by its hidden mark, else by its name and head.
pub(super) fn is_review(sheet: &Sheet) -> bool {
    let key = match_key(sheet.name_read());
    let named = || REVIEW_NAMES.iter().any(|name| match_key(name) == key);
    read::is_review(sheet) || (named() && heading(sheet).is_some())
}

/// The cell that heads the column for explanations.
fn heading(sheet: &Sheet) -> Option<CellRef> {
    let keys = EXPLANATION_HEADINGS.map(match_key);
    let head = sheet.cells.iter();
    let mut head = head.take_while(|cell| cell.at.row <= REVIEW_HEAD_ROWS);
    let is_it = |text: &str| keys.contains(&match_key(text));
    head.find(|cell| cell.value.as_text().is_some_and(is_it))
        .map(|cell| cell.at)
}

/// What the unit wrote on the review sheets of a workbook.
pub(super) fn explanations(workbook: &Workbook) -> Vec<Explanation> {
    let sheets = workbook
        .sheets
        .iter()
        .filter(|sheet| read::is_review(sheet));
    sheets.flat_map(of_sheet).collect()
}

fn of_sheet(sheet: &Sheet) -> Vec<Explanation> {
    let mark = sheet
        .cells
        .iter()
        .find(|cell| cell.value.as_text() == Some(REVIEW_MARK));
    let (Some(mark), Some(heading)) = (mark.map(|cell| cell.at), heading(sheet)) else {
        return Vec::new();
    };
    let rows = sheet.rows().filter(|(row, _)| *row > mark.row);
    rows.filter_map(|(row, cells)| {
        let text = |column: u32| {
            let value = sheet.get(row, column);
            value.map(|value| value.shown().trim().nfc().collect::<String>())
        };
        let digests = cells
            .iter()
            .filter(|cell| cell.at.column >= mark.column + 3);
        let digests = digests.filter_map(|cell| cell.value.as_text());
        Some(Explanation {
            code: text(mark.column)?,
            form: text(mark.column + 1).unwrap_or_default(),
            field: text(mark.column + 2).unwrap_or_default(),
            digests: digests
                .flat_map(str::split_whitespace)
                .map(str::to_owned)
                .collect(),
            text: text(heading.column).filter(|text| !text.is_empty())?,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Cell, CellValue};

    fn sheet(name: &str, cells: &[(&str, &str)]) -> Sheet {
        let cell = |(at, text): &(&str, &str)| Cell {
            at: at.parse().unwrap(),
            value: CellValue::Text((*text).into()),
        };
        Sheet {
            name: name.into(),
            cells: cells.iter().map(cell).collect(),
            ..Sheet::default()
        }
    }

    #[test]
    fn explanations_are_read_wherever_rows_and_columns_went() {
        let cells = [
            ("B9", "GIẢI THÍCH CỦA ĐƠN VỊ"),
            ("D9", REVIEW_MARK),
            ("B10", " Đúng như vậy "),
            ("D10", "total-mismatch"),
            ("E10", "khen-thuong"),
            ("G10", "0a 0b"),
            ("H10", "0c"),
            ("D11", "late"),
            ("B12", "Không thuộc dòng nào"),
        ];
        let workbook = Workbook {
            sheets: vec![sheet("Sheet1", &cells)],
            ..Workbook::default()
        };
        assert!(is_review(&workbook.sheets[0]));
        let expected = Explanation {
            code: "total-mismatch".to_owned(),
            form: "khen-thuong".to_owned(),
            field: String::new(),
            digests: ["0a", "0b", "0c"].map(str::to_owned).into(),
            text: "Đúng như vậy".to_owned(),
        };
        assert_eq!(explanations(&workbook), [expected]);
    }

    #[test]
    fn a_review_without_its_mark_is_known_by_name_and_head() {
        let head = [("G9", "Giải thích của đơn vị")];
        assert!(!is_review(&sheet("Khác", &head)));
        assert!(is_review(&sheet("Phiếu rà soát", &head)));
        assert!(!is_review(&sheet("Phiếu rà soát", &[])));
    }
}
