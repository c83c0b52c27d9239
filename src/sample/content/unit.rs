//! A sender and what stays the same in all its returns: where it is, who speaks for it, how many
//! work there.

use std::collections::BTreeSet;

use fastrand::Rng;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::people::{Person, another, person};
use crate::campaign::{Campaign, Unit};
use crate::sample::dice::{chance, dice, pick, some_of};
use crate::sample::places::commune;
use crate::sample::register::COMMUNES;

/// What a sender is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sample) enum Kind {
    /// The education office of a district.
    Bureau,
    /// A school or centre.
    School(Level),
    /// A section of the Department.
    Section,
}

/// Whom a workplace teaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sample) enum Level {
    Nursery,
    Primary,
    LowerSecondary,
    UpperSecondary,
    /// Continuing education.
    Adults,
    /// Nobody: an office.
    Office,
}

/// A place where somebody works: the sender itself, or a school below a Bureau.
#[derive(Debug, Clone)]
pub(in crate::sample) struct Workplace {
    pub(in crate::sample) name: String,
    pub(in crate::sample) level: Level,
}

/// A sender of returns.
pub(in crate::sample) struct Sender<'a> {
    /// Its entry in the register.
    pub(in crate::sample) unit: &'a Unit,
    /// What it is.
    pub(in crate::sample) kind: Kind,
    /// Its name as it writes it.
    pub(in crate::sample) name: String,
    /// The place in "…, ngày …".
    pub(in crate::sample) locality: String,
    /// The campaign's own place, where units without one of their own are.
    seat: String,
    /// The body above it, in capitals.
    pub(in crate::sample) superior: String,
    /// The one who signs.
    pub(in crate::sample) leader: Person,
    pub(in crate::sample) leader_title: &'static str,
    /// The one who does the work.
    pub(in crate::sample) focal: Person,
    pub(in crate::sample) focal_title: &'static str,
    /// All who work there, and those of them who teach.
    pub(in crate::sample) staff: u32,
    pub(in crate::sample) teachers: u32,
    /// The share of names of the hills among its people.
    pub(in crate::sample) hills: f64,
    /// Where its people work.
    pub(in crate::sample) workplaces: Vec<Workplace>,
}

/// Beginnings of the names of committees, which sign by their chairman.
const COMMITTEES: [&str; 2] = ["UBND ", "Ủy ban nhân dân "];

/// Beginnings of unit names before the place, longest first where one begins another.
const KINDS: [(&str, Kind); 14] = [
    ("Phòng GDĐT ", Kind::Bureau),
    (
        "Trường PTDTNT THCS&THPT ",
        Kind::School(Level::UpperSecondary),
    ),
    ("Trường PTDTNT THPT ", Kind::School(Level::UpperSecondary)),
    ("Trường THPT Chuyên ", Kind::School(Level::UpperSecondary)),
    ("Trường THCS&THPT ", Kind::School(Level::UpperSecondary)),
    ("Trường THPT ", Kind::School(Level::UpperSecondary)),
    ("Trường THCS ", Kind::School(Level::LowerSecondary)),
    ("Trường Tiểu học ", Kind::School(Level::Primary)),
    ("Trường Mầm non ", Kind::School(Level::Nursery)),
    ("Trung tâm GDNN-GDTX ", Kind::School(Level::Adults)),
    ("Trung tâm GDTX ", Kind::School(Level::Adults)),
    ("Văn phòng", Kind::Section),
    ("Phòng ", Kind::Section),
    ("", Kind::Section),
];

impl<'a> Sender<'a> {
    /// The sender with this entry in the register.
    pub(in crate::sample) fn new(campaign: &Campaign, seed: u64, unit: &'a Unit) -> Self {
        let mut rng = dice(seed, &[unit.code.as_str(), "unit"]);
        let (kind, rest) = kind_of(&unit.name);
        let hills = if unit.difficult_area { 0.75 } else { 0.35 };
        let mut taken = BTreeSet::new();
        let leader = another(&mut rng, hills * 0.6, &mut taken);
        let focal = another(&mut rng, hills * 0.6, &mut taken);
        let (leader_title, focal_title) = titles(&mut rng, kind, &unit.name);
        let staff = rng.u32(staff_range(kind, unit.difficult_area));
        let teachers = match kind {
            Kind::Section => 0,
            _ => staff * rng.u32(76..=86) / 100,
        };
        Self {
            unit,
            kind,
            name: unit.name.clone(),
            locality: locality(kind, rest, &campaign.report.place),
            seat: campaign.report.place.clone(),
            superior: superior(campaign, unit, kind, rest),
            leader,
            leader_title,
            focal,
            focal_title,
            staff,
            teachers,
            hills,
            workplaces: workplaces(&mut rng, unit, kind),
        }
    }

    /// The same sender without anything that tells who it is: neither code nor full name nor place.
    pub(in crate::sample) fn anonymous(mut self) -> Self {
        let (kind, _) = KINDS
            .iter()
            .find(|(start, _)| self.name.starts_with(start))
            .unwrap_or(&KINDS[0]);
        self.name = match self.kind {
            Kind::Section => "Phòng chuyên môn".to_owned(),
            _ => kind.trim().to_owned(),
        };
        self.locality.clone_from(&self.seat);
        if self.kind == Kind::Bureau {
            "ỦY BAN NHÂN DÂN HUYỆN".clone_into(&mut self.superior);
        } else if self.unit.parent.is_some() {
            "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO".clone_into(&mut self.superior);
        }
        for place in &mut self.workplaces {
            if place.name == self.unit.name {
                place.name.clone_from(&self.name);
            }
        }
        self
    }

    /// One of the places where its people work.
    pub(super) fn workplace(&self, rng: &mut Rng) -> &Workplace {
        &self.workplaces[rng.usize(..self.workplaces.len())]
    }

    /// Somebody who works there.
    pub(super) fn person(&self, rng: &mut Rng) -> Person {
        person(rng, self.hills)
    }

    /// What its documents are numbered with: "THPTCV2" for "Trường THPT Cẩm Vân số 2".
    pub(in crate::sample) fn initials(&self) -> String {
        let (_, place) = kind_of(&self.name);
        let kind = self.name.strip_suffix(place).unwrap_or_default();
        let capitals: String = kind
            .trim_start_matches("Trường")
            .chars()
            .filter(|c| c.is_uppercase())
            .collect();
        match self.kind {
            Kind::Bureau => "PGDĐT".to_owned(),
            Kind::Section if self.name.starts_with("Văn phòng") => "VP".to_owned(),
            Kind::Section => first_letters(place, char::is_alphabetic),
            Kind::School(level) => {
                let place = first_letters(place, |c| c.is_uppercase() || c.is_numeric());
                match level {
                    Level::Adults => format!("TT{place}"),
                    Level::Nursery => format!("MN{place}"),
                    Level::Primary => format!("TH{place}"),
                    _ => format!("{capitals}{place}"),
                }
            }
        }
    }

    /// Its mail domain, below `.example`.
    pub(super) fn domain(&self) -> String {
        let name = match self.kind {
            Kind::Bureau => format!("pgd {}", self.locality),
            _ => self.name.trim_start_matches("Trường").to_owned(),
        };
        format!("{}.{}.example", letters(&name), letters(&self.seat))
    }
}

/// The letters and digits of a text, plain and small, as addresses have them.
fn letters(text: &str) -> String {
    let letters = plain(text).to_lowercase();
    letters
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

/// The first letters of the words, in capitals, where they are of the sort.
fn first_letters(text: &str, sort: fn(char) -> bool) -> String {
    let letters = text
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    letters
        .filter(|&c| sort(c))
        .flat_map(char::to_uppercase)
        .collect()
}

/// The kind of a unit, and its name from the place on.
fn kind_of(name: &str) -> (Kind, &str) {
    let found = KINDS
        .iter()
        .find_map(|(start, kind)| Some((*kind, name.strip_prefix(start)?)));
    found.unwrap_or((Kind::Section, name))
}

/// The place of a unit, from its name without the kind; the seat where the name has none.
fn locality(kind: Kind, rest: &str, seat: &str) -> String {
    if let Some(place) = committee_of(rest) {
        return place.to_owned();
    }
    let place = rest.split(" số ").next().unwrap_or_default();
    let place = ["huyện ", "thành phố "]
        .iter()
        .find_map(|start| place.strip_prefix(start))
        .unwrap_or(place);
    let none =
        kind == Kind::Section || place.is_empty() || place == "tỉnh" || place.starts_with("số ");
    if none {
        seat.to_owned()
    } else {
        place.to_owned()
    }
}

fn is_committee(name: &str) -> bool {
    committee_of(name).is_some()
}

/// The place whose committee a name is of.
fn committee_of(name: &str) -> Option<&str> {
    const PLACES: [&str; 4] = ["xã ", "phường ", "thị trấn ", "đặc khu "];
    let place = COMMITTEES
        .iter()
        .find_map(|start| name.strip_prefix(start))?;
    let bare = PLACES.iter().find_map(|start| place.strip_prefix(start));
    Some(bare.unwrap_or(place))
}

fn superior(campaign: &Campaign, unit: &Unit, kind: Kind, rest: &str) -> String {
    let parent = unit.parent.as_ref().and_then(|code| campaign.unit(code));
    match (kind, parent) {
        _ if is_committee(&unit.name) => campaign.superior.clone(),
        (Kind::Bureau, _) => format!("UBND {}", rest.to_uppercase()),
        (_, Some(parent)) => parent.name.to_uppercase(),
        _ => campaign.owner.clone(),
    }
}

fn staff_range(kind: Kind, difficult: bool) -> std::ops::RangeInclusive<u32> {
    match kind {
        Kind::Bureau => 480..=1_650,
        Kind::Section => 6..=16,
        Kind::School(Level::UpperSecondary) if difficult => 32..=64,
        Kind::School(Level::UpperSecondary) => 48..=112,
        Kind::School(_) => 18..=46,
    }
}

fn titles(rng: &mut Rng, kind: Kind, name: &str) -> (&'static str, &'static str) {
    let deputy = chance(rng, 0.45);
    let (head, second) = match kind {
        Kind::Section if name.starts_with("Văn phòng") => {
            ("Chánh Văn phòng", "Phó Chánh Văn phòng")
        }
        Kind::Section if is_committee(name) => ("Chủ tịch", "Phó Chủ tịch"),
        Kind::Bureau | Kind::Section => ("Trưởng phòng", "Phó Trưởng phòng"),
        Kind::School(Level::Adults) => ("Giám đốc", "Phó Giám đốc"),
        Kind::School(_) => ("Hiệu trưởng", "Phó Hiệu trưởng"),
    };
    let focal = match kind {
        Kind::Bureau | Kind::Section => {
            pick(rng, &["Chuyên viên", "Chuyên viên", "Chuyên viên chính"])
        }
        Kind::School(Level::Adults) => {
            pick(rng, &["Giáo viên", "Văn thư", "Tổ trưởng Tổ Hành chính"])
        }
        Kind::School(_) => pick(
            rng,
            &[
                "Giáo viên",
                "Thư ký Hội đồng trường",
                "Chủ tịch Công đoàn",
                "Văn thư",
            ],
        ),
    };
    (if deputy { second } else { head }, focal)
}

/// The schools below a Bureau and the Bureau itself, else the unit alone.
fn workplaces(rng: &mut Rng, unit: &Unit, kind: Kind) -> Vec<Workplace> {
    let own = |level| Workplace {
        name: unit.name.clone(),
        level,
    };
    match kind {
        Kind::School(level) => vec![own(level)],
        Kind::Section => vec![own(Level::Office)],
        Kind::Bureau => {
            let number = unit
                .code
                .as_str()
                .rsplit('-')
                .next()
                .and_then(|digits| digits.parse().ok());
            let district: usize = number.unwrap_or(1_usize).saturating_sub(1);
            let communes: Vec<usize> = (0..COMMUNES).map(|nth| district * COMMUNES + nth).collect();
            let mut places = vec![own(Level::Office)];
            for (level, kinds, count) in [
                (Level::Nursery, ["Trường Mầm non", "Trường MN"], 5),
                (
                    Level::Primary,
                    ["Trường Tiểu học", "Trường PTDTBT Tiểu học"],
                    6,
                ),
                (
                    Level::LowerSecondary,
                    ["Trường THCS", "Trường PTDTBT THCS"],
                    6,
                ),
            ] {
                let communes = some_of(rng, &communes, count);
                places.extend(communes.into_iter().map(|at| {
                    let start = if chance(rng, 0.75) {
                        kinds[0]
                    } else {
                        kinds[1]
                    };
                    Workplace {
                        name: format!("{start} {}", commune(at)),
                        level,
                    }
                }));
            }
            places
        }
    }
}

/// The text without diacritics, for file names and mail addresses.
pub(in crate::sample) fn plain(text: &str) -> String {
    let letters = text.nfd().filter(|&c| !is_combining_mark(c));
    letters
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            other => other,
        })
        .collect()
}
