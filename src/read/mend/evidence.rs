//! What surrounds a text and what font it has, where its own words leave its encoding open.

use std::collections::{BTreeSet, HashMap};

use super::Open;
use crate::location::CellRef;
use crate::read::{CellValue, LegacyFont, Workbook};
use crate::text::{Encoding, Says, is_spelled, is_vietnamese};

/// What is to be done with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// Nothing: it is in Unicode.
    Unicode,
    /// It is in an old encoding; its font shows capitals, if so.
    Old(Encoding, bool),
    /// The same of all its words, also those that are no Vietnamese.
    Wholly(Encoding, bool),
    /// It may be in an old encoding.
    Ask(Encoding),
}

/// What the surroundings of a text say of an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaning {
    For,
    Against,
    Mixed,
    Unknown,
}

/// Where one side has so many times the other's texts, the other's are strays.
const STRAYS: u32 = 20;

/// So many different texts that are likely in an encoding are no chance.
const ENOUGH_LIKELY: usize = 3;

/// How many texts are surely in each encoding.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    /// In each of [`Encoding::ALL`].
    old: [u32; 2],
    /// With a letter that only Unicode has.
    unicode: u32,
}

impl Count {
    fn add(&mut self, old: Option<Encoding>) {
        match old {
            Some(encoding) => self.old[place(encoding)] += 1,
            None => self.unicode += 1,
        }
    }

    fn leaning(self, encoding: Encoding) -> Leaning {
        let (old, unicode) = (self.old[place(encoding)], self.unicode);
        match (old, unicode) {
            (0, 0) => Leaning::Unknown,
            (old, unicode) if old >= unicode * STRAYS => Leaning::For,
            (old, unicode) if unicode >= old * STRAYS => Leaning::Against,
            _ => Leaning::Mixed,
        }
    }

    fn with(self, other: Self) -> Self {
        Self {
            old: [self.old[0] + other.old[0], self.old[1] + other.old[1]],
            unicode: self.unicode + other.unicode,
        }
    }
}

/// The place in [`Encoding::ALL`].
fn place(encoding: Encoding) -> usize {
    match encoding {
        Encoding::Tcvn3 => 0,
        Encoding::Vni => 1,
    }
}

fn encoding_of(font: LegacyFont) -> Encoding {
    match font {
        LegacyFont::Tcvn3 | LegacyFont::Tcvn3Capitals => Encoding::Tcvn3,
        LegacyFont::Vni => Encoding::Vni,
    }
}

/// Whether anything in a workbook speaks for an old encoding.
pub(super) fn is_there(workbook: &Workbook, open: &[Open]) -> bool {
    let speaks = |one: &Open| one.says.iter().any(|says| *says > Says::Partly);
    let mut sheets = workbook.sheets.iter();
    !workbook.fonts.is_empty()
        || sheets.any(|sheet| !sheet.fonts.is_empty())
        || open.iter().any(speaks)
}

/// The texts of a workbook that leave no doubt, counted by row, column and sheet; and its fonts.
pub(super) struct Evidence<'w> {
    workbook: &'w Workbook,
    rows: HashMap<(usize, u32), Count>,
    columns: HashMap<(usize, u32), Count>,
    sheets: Vec<Count>,
    all: Count,
}

impl<'w> Evidence<'w> {
    pub(super) fn of(workbook: &'w Workbook, open: &[Open]) -> Self {
        let mut evidence = Self {
            workbook,
            rows: HashMap::new(),
            columns: HashMap::new(),
            sheets: vec![Count::default(); workbook.sheets.len()],
            all: Count::default(),
        };
        if is_there(workbook, open) {
            evidence.count(open);
        }
        evidence
    }

    fn count(&mut self, open: &[Open]) {
        for (at, encoding) in Encoding::ALL.into_iter().enumerate() {
            let likely = open.iter().filter(|one| one.says[at] == Says::Likely);
            let texts: BTreeSet<&str> = likely.filter_map(|one| self.text(one)).collect();
            let enough = if texts.len() >= ENOUGH_LIKELY {
                Says::Likely
            } else {
                Says::Surely
            };
            for one in open.iter().filter(|one| one.says[at] >= enough) {
                self.add(one.sheet, one.at, Some(encoding));
            }
        }
        for (nth, sheet) in self.workbook.sheets.iter().enumerate() {
            for cell in &sheet.cells {
                if let CellValue::Text(text) = &cell.value
                    && text.chars().any(|c| c > '\u{ff}' && is_vietnamese(c))
                {
                    self.add(nth, cell.at, None);
                }
            }
        }
    }

    fn text(&self, one: &Open) -> Option<&'w str> {
        self.workbook.sheets[one.sheet].cells[one.cell]
            .value
            .as_text()
    }

    fn add(&mut self, sheet: usize, at: CellRef, old: Option<Encoding>) {
        self.rows.entry((sheet, at.row)).or_default().add(old);
        self.columns.entry((sheet, at.column)).or_default().add(old);
        self.sheets[sheet].add(old);
        self.all.add(old);
    }

    /// What is to be done with a text whose words leave it open.
    pub(super) fn decide(&self, one: &Open) -> Decision {
        let [tcvn3, vni] = one.says;
        let font = self.font(one);
        let encoding = match tcvn3.cmp(&vni) {
            std::cmp::Ordering::Greater => Encoding::Tcvn3,
            std::cmp::Ordering::Less => Encoding::Vni,
            std::cmp::Ordering::Equal => match font {
                Some(font) => encoding_of(font),
                None if self.all.old[1] > self.all.old[0] => Encoding::Vni,
                None => Encoding::Tcvn3,
            },
        };
        let says = one.says[place(encoding)];
        let shown_so = font.filter(|font| encoding_of(*font) == encoding);
        let capitals = shown_so == Some(LegacyFont::Tcvn3Capitals);
        let old = Decision::Old(encoding, capitals);
        let leaning = self.leaning(one, encoding);
        let is_unclear = matches!(leaning, Leaning::Mixed | Leaning::Unknown);
        let is_foreign = || self.text(one).is_some_and(|text| !is_spelled(text));
        if leaning == Leaning::For && says < Says::Likely && is_foreign() {
            return Decision::Wholly(encoding, capitals);
        }
        let is_old = match says {
            Says::Surely => tcvn3 != vni || shown_so.is_some() || leaning == Leaning::For,
            Says::Likely => {
                matches!(leaning, Leaning::For | Leaning::Mixed)
                    || shown_so.is_some()
                    || self.is_font_used(encoding)
            }
            // What was written was seen in the font: Vietnamese only so.
            Says::Either | Says::RatherOld => {
                leaning == Leaning::For || (is_unclear && shown_so.is_some())
            }
            Says::Partly | Says::RatherUnicode | Says::No => false,
        };
        let is_open = match says {
            Says::Surely | Says::Likely | Says::Partly => true,
            Says::Either => self.is_open(leaning, encoding),
            Says::RatherOld => {
                let is_about = self.all.old[place(encoding)] > 0;
                self.is_open(leaning, encoding) || (leaning == Leaning::Against && is_about)
            }
            Says::RatherUnicode => leaning == Leaning::For,
            Says::No => false,
        };
        match (is_old, is_open) {
            (true, _) => old,
            (false, true) => Decision::Ask(encoding),
            (false, false) => Decision::Unicode,
        }
    }

    /// Whether the surroundings leave open what reads both ways.
    fn is_open(&self, leaning: Leaning, encoding: Encoding) -> bool {
        leaning == Leaning::Mixed || (leaning == Leaning::Unknown && self.is_font_used(encoding))
    }

    /// The old font of the text's own cell.
    fn font(&self, one: &Open) -> Option<LegacyFont> {
        let fonts = &self.workbook.sheets[one.sheet].fonts;
        let at = fonts.binary_search_by_key(&one.at, |(at, _)| *at).ok()?;
        Some(fonts[at].1)
    }

    /// Whether the workbook's styles name a font of the encoding.
    fn is_font_used(&self, encoding: Encoding) -> bool {
        let mut fonts = self.workbook.fonts.iter();
        fonts.any(|font| encoding_of(*font) == encoding)
    }

    /// What row and column say, else the sheet, else the workbook.
    fn leaning(&self, one: &Open, encoding: Encoding) -> Leaning {
        let get = |counts: &HashMap<(usize, u32), Count>, at: u32| {
            counts.get(&(one.sheet, at)).copied().unwrap_or_default()
        };
        let row = get(&self.rows, one.at.row);
        let column = get(&self.columns, one.at.column);
        // A row that is all in the encoding was typed so; in its column the header may be ours.
        let is_own = row.leaning(encoding) == Leaning::For;
        if is_own && (column.old[place(encoding)] > 0 || column.unicode <= 1) {
            return Leaning::For;
        }
        let near = row.with(column);
        let sheet = self.sheets[one.sheet];
        match near.leaning(encoding) {
            Leaning::Unknown => match sheet.leaning(encoding) {
                Leaning::Unknown => self.all.leaning(encoding),
                known => known,
            },
            // Strays elsewhere on the sheet make it no more certain.
            Leaning::Against if sheet.leaning(encoding) != Leaning::Against => Leaning::Mixed,
            known => known,
        }
    }
}
