//! Mends the texts of a workbook: composition, invisible marks, letters that look alike, encodings
//! from before Unicode.
//!
//! In: cells as written. Out: cells as they read, each change kept as [`Mended`], and what may be
//! in an old encoding but need not be as a doubt. A text in plain Unicode is never changed.

mod clean;
mod evidence;

use std::borrow::Cow;

use compact_str::CompactString;

use super::{CellValue, Mended, Sheet, Workbook, is_review};
use crate::finding::RepairRule;
use crate::location::CellRef;
use crate::text::{
    Encoding, Says, each_in_latin, is_spelled, is_usual_sign, is_vietnamese, judge, judge_utf8,
    narrow,
};
use clean::clean;
use evidence::{Decision, Evidence};

/// A text whose encoding its own words leave open.
struct Open {
    /// Its sheet and cell, by position.
    sheet: usize,
    cell: usize,
    at: CellRef,
    /// What its words say of each of [`Encoding::ALL`].
    says: [Says; 2],
}

/// Mends every text cell, and what sheets are called.
pub(super) fn mend(workbook: &mut Workbook) {
    let mut open = Vec::new();
    let (mut spelled, mut foreign) = (Vec::new(), Vec::new());
    for (nth, sheet) in workbook.sheets.iter_mut().enumerate() {
        sheet.name_as_read = name(&sheet.name);
        if is_review(sheet) {
            // Our own texts are no evidence of how the sender writes.
            continue;
        }
        mend_sheet(sheet, nth, &mut open, &mut spelled, &mut foreign);
    }
    if evidence::is_there(workbook, &open) {
        // Names and short forms are no words anywhere; where all around is old, so are they.
        open.extend(foreign.drain(..).map(|(sheet, cell)| Open {
            sheet,
            cell,
            at: workbook.sheets[sheet].cells[cell].at,
            says: [Says::No; 2],
        }));
        // What is Vietnamese as it stands is looked at only where another encoding is about.
        open.extend(spelled.into_iter().filter_map(|(sheet, cell)| {
            let written = &workbook.sheets[sheet].cells[cell];
            let (at, says) = (written.at, judge(written.value.as_text()?));
            (says != [Says::No; 2]).then_some(Open {
                sheet,
                cell,
                at,
                says,
            })
        }));
    }
    for (nth, cell) in foreign {
        let sheet = &mut workbook.sheets[nth];
        let at = sheet.cells[cell].at;
        if let CellValue::Text(text) = &mut sheet.cells[cell].value {
            sheet.mended.extend(mend_unicode(text, at));
        }
    }
    if !open.is_empty() {
        decide(workbook, &open);
    }
    for sheet in &mut workbook.sheets {
        if !sheet.mended.is_empty() {
            sheet.mended.sort_by_key(|mended| mended.at);
            // What was nothing but invisible marks says nothing.
            sheet.cells.retain(
                |cell| !matches!(&cell.value, CellValue::Text(text) if text.trim().is_empty()),
            );
        }
        sheet.doubtful.sort_by_key(|(at, _)| *at);
    }
}

/// Mends what one cell alone can tell; leaves open what it cannot.
///
/// `spelled` takes the places of texts that are Vietnamese as they stand, though their letters are
/// all of Latin-1; `foreign` those of texts some of whose
/// words are Vietnamese neither so nor in an old encoding.
fn mend_sheet(
    sheet: &mut Sheet,
    nth: usize,
    open: &mut Vec<Open>,
    spelled: &mut Vec<(usize, usize)>,
    foreign: &mut Vec<(usize, usize)>,
) {
    for (cell, written) in sheet.cells.iter_mut().enumerate() {
        let at = written.at;
        let CellValue::Text(text) = &mut written.value else {
            continue;
        };
        match look(text) {
            Look::Plain => continue,
            Look::Latin1 if is_spelled(text) => {
                spelled.push((nth, cell));
                continue;
            }
            Look::Latin1 | Look::Odd => {}
        }
        match judge_utf8(text) {
            Some((read, true)) => {
                let read = clean(&read).into_owned();
                sheet.mended.push(replace(text, read, at, RepairRule::Utf8));
                continue;
            }
            Some((read, false)) => {
                sheet.doubtful.push((at, read));
                continue;
            }
            None => {}
        }
        let says = judge(&clean(text));
        if says == [Says::No; 2] {
            foreign.push((nth, cell));
        } else {
            let sheet = nth;
            open.push(Open {
                sheet,
                cell,
                at,
                says,
            });
        }
    }
}

/// Settles the open texts by what surrounds them.
fn decide(workbook: &mut Workbook, open: &[Open]) {
    let evidence = Evidence::of(workbook, open);
    let decisions: Vec<Decision> = open.iter().map(|one| evidence.decide(one)).collect();
    for (one, decision) in open.iter().zip(decisions) {
        let sheet = &mut workbook.sheets[one.sheet];
        let CellValue::Text(text) = &mut sheet.cells[one.cell].value else {
            continue;
        };
        match decision {
            Decision::Unicode => sheet.mended.extend(mend_unicode(text, one.at)),
            Decision::Old(encoding, capitals) => {
                let read = encoding.read(&clean(text));
                let read = if capitals { read.to_uppercase() } else { read };
                sheet
                    .mended
                    .push(replace(text, read, one.at, rule_of(encoding)));
            }
            Decision::Wholly(encoding, capitals) => {
                let Some(read) = encoding.read_wholly(&clean(text)) else {
                    sheet.doubtful.push((one.at, encoding.read(&clean(text))));
                    continue;
                };
                let read = if capitals { read.to_uppercase() } else { read };
                sheet
                    .mended
                    .push(replace(text, read, one.at, rule_of(encoding)));
            }
            Decision::Ask(encoding) => {
                let reading = if one.says.contains(&Says::Partly) {
                    encoding.read_among_unicode(&clean(text))
                } else {
                    encoding.read(&clean(text))
                };
                sheet.doubtful.push((one.at, reading));
            }
        }
    }
}

fn rule_of(encoding: Encoding) -> RepairRule {
    match encoding {
        Encoding::Tcvn3 => RepairRule::Tcvn3,
        Encoding::Vni => RepairRule::Vni,
    }
}

/// Puts the text as it reads in the place of the one written.
fn replace(text: &mut CompactString, read: String, at: CellRef, rule: RepairRule) -> Mended {
    let before = std::mem::replace(text, read.into()).into_string();
    Mended { at, before, rule }
}

/// Mends a text that is in Unicode.
fn mend_unicode(text: &mut CompactString, at: CellRef) -> Option<Mended> {
    let (read, rule) = unicode(text)?;
    Some(replace(text, read, at, rule))
}

/// How a text in Unicode reads, if otherwise than written, and by which rule.
fn unicode(text: &str) -> Option<(String, RepairRule)> {
    /// Where a word may be broken; in TCVN3 it is ư.
    const SOFT_HYPHEN: char = '\u{ad}';
    let mut read = clean(text);
    if read.contains(SOFT_HYPHEN) {
        read = Cow::Owned(read.replace(SOFT_HYPHEN, ""));
    }
    let latin = each_in_latin(&narrow(&read));
    if latin != *read {
        return Some((latin, RepairRule::LookAlikes));
    }
    (*read != *text).then(|| (read.into_owned(), RepairRule::Text))
}

/// How a sheet's name reads, if otherwise than written. Tabs have the system's font, so that an old
/// encoding is believed only where it is sure.
fn name(name: &str) -> Option<String> {
    if look(name) != Look::Odd {
        return None;
    }
    if let Some((read, true)) = judge_utf8(name) {
        return Some(read);
    }
    let cleaned = clean(name);
    let says = judge(&cleaned);
    for (encoding, says) in Encoding::ALL.into_iter().zip(says) {
        if says == Says::Surely {
            return Some(encoding.read(&cleaned));
        }
    }
    unicode(name).map(|(read, _)| read)
}

/// What a text looks like at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// As it should be: ASCII, or letters and signs that Vietnamese in Unicode has, one of them
    /// beyond Latin-1, where no old encoding reaches.
    Plain,
    /// The same letters and signs, but none beyond Latin-1.
    Latin1,
    /// Something else stands in it.
    Odd,
}

fn look(text: &str) -> Look {
    /// The toned letters that only Vietnamese has, ạ to ỹ: most of its letters beyond ASCII.
    const FIRST_TONED: char = '\u{1EA0}';
    const LAST_TONED: char = '\u{1EF9}';
    if text.is_ascii() {
        return Look::Plain;
    }
    let (mut beyond, mut latin1) = (false, false);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            FIRST_TONED..=LAST_TONED => beyond = true,
            _ if is_vietnamese(c) => {
                beyond |= c > '\u{ff}';
                latin1 |= c <= '\u{ff}';
            }
            _ if is_usual_sign(c) => {}
            _ => return Look::Odd,
        }
    }
    if beyond || !latin1 {
        Look::Plain
    } else {
        Look::Latin1
    }
}

#[cfg(test)]
mod tests;
