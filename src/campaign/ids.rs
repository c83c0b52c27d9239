//! Ids and codes become names of files, folders and columns: they hold nothing a file system minds.
//!
//! Letters, digits, `-` and `_` are safe everywhere, in the criteria of spreadsheet formulas too.
//! What Windows keeps for devices is refused on every system: reports are opened on others than
//! the one that wrote them.

use super::Campaign;
use super::fault::{CampaignFault, Problem, Unfit};

/// The most characters of an id. A name of a file joins two of them and some words, and may have
/// 255 bytes; a letter takes up to three.
const MOST: usize = 36;

/// The folders of reports that are no unit type's.
const FOLDERS: [&str; 6] = ["bieu-do", "data", "don-vi", "hive", "luu", "nhac-nho"];

/// What Windows reads as a device, whatever follows after a dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// The same before a digit from 1 to 9, which may be a superscript.
const PORTS: [&str; 2] = ["com", "lpt"];
const PORT_DIGITS: &str = "123456789¹²³";

/// Reports each id that cannot be the name of a file, at its place.
pub(super) fn check(campaign: &Campaign, units: &std::path::Path, faults: &mut Vec<CampaignFault>) {
    let mut check = |file: &std::path::Path, place: String, id: &str| {
        if let Some(reason) = unfit(id) {
            faults.push(CampaignFault {
                file: file.to_owned(),
                place,
                problem: Problem::Unfit {
                    name: id.to_owned(),
                    reason,
                },
            });
        }
    };
    for (at, unit) in campaign.units.iter().enumerate() {
        check(units, format!("row {}, code", at + 2), unit.code.as_str());
    }
    let types = campaign.unit_types.iter().map(|one| one.id.as_str());
    let blocks = campaign.blocks.iter().map(|one| one.id.as_str());
    let collections = campaign.collections.iter().map(|one| one.id.as_str());
    let targets = campaign.targets.iter().map(|one| one.id.as_str());
    let types = types.enumerate().map(|(at, id)| ("unit-type", at, id));
    let blocks = blocks.enumerate().map(|(at, id)| ("block", at, id));
    let collections = collections.enumerate();
    let collections = collections.map(|(at, id)| ("collection", at, id));
    let targets = targets.enumerate().map(|(at, id)| ("target", at, id));
    let folders = campaign.unit_types.iter().enumerate();
    let mut taken = Vec::new();
    for (at, one) in folders.filter(|(_, one)| one.workbook) {
        if FOLDERS.contains(&one.id.as_str().to_lowercase().as_str()) {
            taken.push(CampaignFault {
                file: "campaign.toml".into(),
                place: format!("unit-type[{at}].id"),
                problem: Problem::Unfit {
                    name: one.id.to_string(),
                    reason: Unfit::Taken,
                },
            });
        }
    }
    for (kind, at, id) in types.chain(blocks).chain(collections).chain(targets) {
        check("campaign.toml".as_ref(), format!("{kind}[{at}].id"), id);
    }
    faults.extend(taken);
}

/// Why an id cannot be the name of a file, if it cannot.
fn unfit(id: &str) -> Option<Unfit> {
    let is_plain = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
    if id.is_empty() || !id.chars().all(is_plain) {
        return Some(Unfit::Signs);
    }
    if is_device(id) {
        return Some(Unfit::Device);
    }
    (id.chars().count() > MOST).then_some(Unfit::Long { most: MOST })
}

/// Whether Windows takes a name for a device.
fn is_device(id: &str) -> bool {
    let id = id.to_lowercase();
    let is_port = |port: &&str| {
        let number = id.strip_prefix(*port).map(|rest| rest.chars());
        number.is_some_and(|mut rest| {
            let digit = rest.next();
            digit.is_some_and(|digit| PORT_DIGITS.contains(digit)) && rest.next().is_none()
        })
    };
    DEVICES.contains(&id.as_str()) || PORTS.iter().any(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_name_that_every_file_system_takes() {
        let check = |id: &str, expected: Option<Unfit>| assert_eq!(unfit(id), expected, "{id:?}");
        for fit in [
            "PGD-01",
            "thpt_suoi_lan",
            "Đống-Đa",
            "CON-01",
            "COM10",
            "COM",
            "LPT0",
            "NULL",
        ] {
            check(fit, None);
        }
        for device in ["CON", "prn", "Aux", "NUL", "COM1", "lpt9", "COM²"] {
            check(device, Some(Unfit::Device));
        }
        let signs = [
            "<", ">", ":", "\"", "/", "\\", "|", "?", "*", "~", "\u{7}", "\n", ".", " ", "$",
        ];
        for sign in signs {
            check(&format!("A{sign}1"), Some(Unfit::Signs));
            check(&format!("A1{sign}"), Some(Unfit::Signs));
        }
        check("", Some(Unfit::Signs));
        check("NUL.1", Some(Unfit::Signs));
        check(&"Đ".repeat(MOST), None);
        check(&"Đ".repeat(MOST + 1), Some(Unfit::Long { most: MOST }));
    }
}
