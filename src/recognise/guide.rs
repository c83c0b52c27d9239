//! Sheets that explain or show an example, which must never be counted.

use crate::text::match_key;

use super::view::View;

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
