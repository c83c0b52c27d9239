//! Sheets that explain or show an example, which must never be counted; among them those that the
//! program's own blank forms carry.

use crate::text::match_key;

use super::view::View;

/// The sheets of a blank form that are no forms, in each language: the guide, the check before
/// sending, and the values of drop-down lists.
pub const GUIDE: Name = ("Hướng dẫn", "Guide");
/// See [`GUIDE`].
pub const CHECK: Name = ("Kiểm tra trước khi gửi", "Check before sending");
/// See [`GUIDE`].
pub const LISTS: Name = ("Danh mục", "Lists");

/// A sheet's name in Vietnamese and in English.
pub type Name = (&'static str, &'static str);

/// Whether a sheet of a workbook that carries a blank form's mark is called as one of the
/// program's own.
pub(super) fn is_own(key: &str) -> bool {
    let names = [GUIDE, CHECK, LISTS];
    names
        .into_iter()
        .any(|(vi, en)| key == match_key(vi) || key == match_key(en))
}

/// Whether a sheet is called so.
pub(super) fn is_guide(key: &str) -> bool {
    ["hướng dẫn", "ví dụ", "danh mục", "ghi chú", "kiểm tra"]
        .iter()
        .any(|word| key.contains(&match_key(word)))
}

/// Whether a sheet says above its first table that it explains or shows an example.
pub(super) fn is_guide_inside(view: View<'_>) -> bool {
    /// A heading stands in the first rows.
    const ROWS: usize = 10;
    let words = ["hướng dẫn", "ví dụ"].map(match_key);
    let says = |text: &str| {
        let key = match_key(text);
        words.iter().any(|word| key.starts_with(word))
    };
    let mut rows = view
        .rows()
        .take(ROWS)
        .take_while(|(_, cells)| cells.len() <= 2);
    rows.any(|(_, cells)| {
        cells
            .iter()
            .filter_map(|cell| cell.value.as_text())
            .any(says)
    })
}
