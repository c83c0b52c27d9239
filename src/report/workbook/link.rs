//! Addresses of returns and of cells in them, as Excel follows them from the workbook.

use crate::discover::in_archive;
use crate::location::Range;

/// The longest address Excel takes.
const MAX_UNITS: usize = 2_000;

/// The address of a return below the folder; of one inside an archive, the archive's.
///
/// None where Excel could not follow it, or there is no such folder.
pub(super) fn file(folder: Option<&str>, name: &str) -> Option<String> {
    let folder = folder?;
    let on_disk = in_archive(name).map_or(name, |(archive, _)| archive);
    let path = escape(&format!("{folder}{on_disk}"))?;
    let address = if path.contains("://") {
        path
    } else {
        format!("file:///{path}")
    };
    (address.encode_utf16().count() <= MAX_UNITS).then_some(address)
}

/// The address of cells in a return; of a return inside an archive, the archive's.
pub(super) fn cells(
    folder: Option<&str>,
    name: &str,
    sheet: &str,
    range: Option<Range>,
) -> Option<String> {
    let address = file(folder, name)?;
    if in_archive(name).is_some() {
        return Some(address);
    }
    let sheet = sheet.replace('\'', "''");
    let range = range.map_or_else(|| "A1".to_owned(), |range| range.to_string());
    Some(format!("{address}#'{sheet}'!{range}"))
}

/// Escapes what the address must not hold; letters with marks stay, as Excel writes them.
///
/// None where a `#` is the only thing to escape: the writer would escape its percent sign again.
fn escape(path: &str) -> Option<String> {
    let mut out = String::with_capacity(path.len() + 8);
    let mut known_to_writer = false;
    for letter in path.chars() {
        if letter == '#' {
            out.push_str("%23");
        } else if let Some(code) = writers_code(letter) {
            known_to_writer = true;
            out.push_str(code);
        } else {
            out.push(letter);
        }
    }
    (known_to_writer || !out.contains('%')).then_some(out)
}

/// The codes by which the writer knows that an address is escaped already.
fn writers_code(letter: char) -> Option<&'static str> {
    Some(match letter {
        ' ' => "%20",
        '%' => "%25",
        '"' => "%22",
        '<' => "%3C",
        '>' => "%3E",
        '[' => "%5B",
        ']' => "%5D",
        '^' => "%5E",
        '`' => "%60",
        '{' => "%7B",
        '}' => "%7D",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<&str>) {
        let range = "C7".parse().ok();
        let address = cells(Some("../returns/"), name, "Số liệu '24", range);
        assert_eq!(address.as_deref(), expected, "{name}");
    }

    #[test]
    fn an_address_leads_to_the_cell() {
        let place = "#'Số liệu ''24'!C7";
        let plain = format!("file:///../returns/PGD-01.xlsx{place}");
        check("PGD-01.xlsx", Some(&plain));
        let spaced = format!("file:///../returns/Đợt%20II/lần%202%20%2350%25.xls{place}");
        check("Đợt II/lần 2 #50%.xls", Some(&spaced));
    }

    #[test]
    fn a_return_inside_an_archive_leads_to_the_archive() {
        check("gui.zip!/PGD-01.xlsx", Some("file:///../returns/gui.zip"));
        let urgent = "file:///../returns/Gấp!/a.xlsx#'Số liệu ''24'!C7";
        check("Gấp!/a.xlsx", Some(urgent));
    }

    #[test]
    fn what_excel_could_not_follow_gets_no_address() {
        check("a#b.xlsx", None);
        check(&"x".repeat(3_000), None);
    }

    #[test]
    fn an_absolute_folder_stays_as_it_is() {
        let address = file(Some("file:///D:/thi-dua/"), "a.xlsx");
        assert_eq!(address.as_deref(), Some("file:///D:/thi-dua/a.xlsx"));
    }
}
