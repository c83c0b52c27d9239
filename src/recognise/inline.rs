//! Labels with their values behind a colon in one cell: "Lãnh đạo: Lò Văn An, Chức vụ: Hiệu trưởng".

/// A label and its value, as written in one cell.
pub(super) struct Inline<'t> {
    /// The field that the label names.
    pub(super) field: usize,
    /// What follows the colon, up to the next label; none where nothing does.
    pub(super) value: Option<&'t str>,
}

/// What may stand between a value and the next label.
const SEPARATORS: [char; 10] = ['\n', ';', '\t', ',', '.', '-', '–', '—', '/', '|'];
const COLONS: [char; 2] = [':', '：'];

/// The labels of a cell and their values; none where it does not begin with a label, as a sentence
/// that mentions one further on. `field_of` tells the field a text names.
pub(super) fn split(text: &str, field_of: impl Fn(&str) -> Option<usize>) -> Vec<Inline<'_>> {
    // The label that begins at a place: its field, and where its value begins.
    let label_at = |from: usize| {
        let (label, value) = text[from..].split_once(COLONS)?;
        Some((field_of(label)?, text.len() - value.len()))
    };
    let mut found = Vec::new();
    let mut next = label_at(0);
    while let Some((field, begin)) = next {
        next = None;
        let mut end = text.len();
        for (at, mark) in text[begin..].match_indices(SEPARATORS) {
            next = label_at(begin + at + mark.len());
            if next.is_some() {
                end = begin + at;
                break;
            }
        }
        found.push(Inline {
            field,
            value: value(&text[begin..end]),
        });
    }
    found
}

/// A value with the lines that belong to it: all up to one that has a label nobody asked for.
fn value(text: &str) -> Option<&str> {
    let mut end = text.len();
    let mut line = 0;
    for (at, mark) in text.match_indices(['\n', ';', '\t']) {
        line = at + mark.len();
        let rest = text[line..].split(['\n', ';', '\t']).next();
        if rest.is_some_and(|rest| rest.contains(COLONS)) {
            end = at;
            break;
        }
    }
    let text_of = text[..end].trim();
    // A remark on a line of its own below the label is no value.
    let is_remark = line > 0
        && text.starts_with(['\n', '\r'])
        && text_of.starts_with('(')
        && text_of.ends_with(')');
    (!text_of.is_empty() && !is_remark).then_some(text_of)
}
