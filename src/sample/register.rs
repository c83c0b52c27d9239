//! The register of a sample: the seventy units of the campaign, fewer, or many more.
//!
//! In: how many. Out: units.csv, and the blocks that units beyond the seventieth form. Up to
//! seventy units are taken so that every kind is there and no block is without its head; beyond,
//! districts of forty are added: a Bureau, three upper secondary schools, and twelve communes with
//! a nursery, a primary and a lower secondary school each, which together form a block.

use std::collections::{BTreeMap, BTreeSet};

use super::places::{commune, district};

/// The communes of a district.
pub(super) const COMMUNES: usize = 12;
/// The districts of the campaign as it is.
pub(super) const FIRST_DISTRICTS: usize = 10;

const UPPER_SCHOOLS: usize = 3;
/// Upper secondary schools in the campaign as it is.
const FIRST_UPPER_SCHOOLS: usize = 22;
/// Blocks in the campaign as it is.
const FIRST_BLOCKS: usize = 4;
const DISTRICT_UNITS: usize = 1 + UPPER_SCHOOLS + 3 * COMMUNES;

/// Who reports in a sample.
pub(super) struct Register {
    /// units.csv.
    pub(super) csv: String,
    /// The codes in it.
    pub(super) codes: BTreeSet<String>,
    /// The blocks that campaign.toml does not have yet.
    pub(super) blocks: Vec<NewBlock>,
}

/// A block of the schools of an added district.
pub(super) struct NewBlock {
    /// Its id.
    pub(super) id: String,
    /// The district's name.
    pub(super) district: String,
    /// The codes of its head and, where it has a second member, its deputy.
    pub(super) heads: Vec<String>,
}

/// The register of `count` units, from units.csv of the campaign and the codes of its heads.
pub(super) fn register(count: usize, units_csv: &str, heads: &[&str]) -> Register {
    let mut lines = units_csv.lines();
    let mut csv = format!("{}\n", lines.next().unwrap_or_default());
    let first: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let mut register = Register {
        csv: String::new(),
        codes: BTreeSet::new(),
        blocks: Vec::new(),
    };
    for line in balanced(count, &first, heads) {
        register.codes.insert(code(line).to_owned());
        csv.push_str(line);
        csv.push('\n');
    }
    register.csv = csv;
    for nth in 0..count.saturating_sub(first.len()) {
        register.add(nth);
    }
    register
}

impl Register {
    /// Adds the nth unit beyond the campaign's own.
    fn add(&mut self, nth: usize) {
        let new_district = nth / DISTRICT_UNITS;
        let name = district(new_district);
        let bureau = format!("PGD-{:02}", FIRST_DISTRICTS + new_district + 1);
        let block = format!("khoi-{}", FIRST_BLOCKS + new_district + 1);
        let in_district = nth % DISTRICT_UNITS;
        let added = match in_district {
            0 => Added::bureau(bureau, &name),
            _ if in_district <= UPPER_SCHOOLS => {
                let number = FIRST_UPPER_SCHOOLS + new_district * UPPER_SCHOOLS + in_district;
                Added::upper(number, &name, in_district, &block)
            }
            _ => {
                let at = in_district - UPPER_SCHOOLS - 1;
                let commune = COMMUNES * new_district + at / 3;
                Added::lower(at % 3, commune, &block, &bureau)
            }
        };
        if in_district == 1 {
            self.blocks.push(NewBlock {
                id: block,
                district: name,
                heads: vec![added.code.clone()],
            });
        }
        if let (2, Some(block)) = (in_district, self.blocks.last_mut()) {
            block.heads.push(added.code.clone());
        }
        self.csv.push_str(&added.line(new_district % 3 == 2));
        self.codes.insert(added.code);
    }
}

/// One added unit.
struct Added {
    code: String,
    name: String,
    unit_type: &'static str,
    block: String,
    parent: String,
    alias: String,
}

impl Added {
    fn bureau(code: String, district: &str) -> Self {
        Self {
            code,
            name: format!("Phòng GDĐT huyện {district}"),
            unit_type: "phong-gddt",
            block: "khoi-1".to_owned(),
            parent: String::new(),
            alias: format!("PGD {district}|Phòng Giáo dục và Đào tạo huyện {district}"),
        }
    }

    fn upper(number: usize, district: &str, in_district: usize, block: &str) -> Self {
        Self {
            code: format!("THPT-{number:02}"),
            name: format!("Trường THPT {district} số {in_district}"),
            unit_type: "truc-thuoc",
            block: block.to_owned(),
            parent: String::new(),
            alias: format!("THPT {district} số {in_district}"),
        }
    }

    fn lower(kind: usize, at: usize, block: &str, bureau: &str) -> Self {
        let place = commune(FIRST_DISTRICTS * COMMUNES + at);
        let (code, name, short) = match kind {
            0 => ("MN", "Mầm non", "MN"),
            1 => ("TH", "Tiểu học", "TH"),
            _ => ("THCS", "THCS", "THCS"),
        };
        Self {
            code: format!("{code}-{:03}", at + 1),
            name: format!("Trường {name} {place}"),
            unit_type: "truc-thuoc",
            block: block.to_owned(),
            parent: bureau.to_owned(),
            alias: format!("{short} {place}"),
        }
    }

    /// Its line in units.csv.
    fn line(&self, difficult_area: bool) -> String {
        let difficult = if difficult_area && self.unit_type == "truc-thuoc" {
            "true"
        } else {
            ""
        };
        let Self {
            code,
            name,
            unit_type,
            block,
            parent,
            alias,
        } = self;
        format!("{code},{name},{unit_type},{block},{parent},{alias},,{difficult},,,\n")
    }
}

/// At most `count` of the lines in their order: heads first, then each block or type in proportion
/// to its size.
fn balanced<'a>(count: usize, lines: &[&'a str], heads: &[&str]) -> Vec<&'a str> {
    // The nth of a group of g stands at n/g of the way: whole numbers keep the order exact.
    const WAY: usize = 1_000_000;
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        groups.entry(group(line)).or_default().push(at);
    }
    let mut order = Vec::with_capacity(lines.len());
    for members in groups.values_mut() {
        members.sort_by_key(|&at| !heads.contains(&code(lines[at])));
        let size = members.len();
        let places = members.iter().enumerate();
        order.extend(places.map(|(nth, &at)| (nth * WAY / size, at)));
    }
    order.sort_unstable();
    let mut taken: Vec<usize> = order.into_iter().take(count).map(|(_, at)| at).collect();
    taken.sort_unstable();
    taken.into_iter().map(|at| lines[at]).collect()
}

fn code(line: &str) -> &str {
    line.split(',').next().unwrap_or_default()
}

/// The block, else the type.
fn group(line: &str) -> &str {
    let mut columns = line.split(',').skip(2);
    let unit_type = columns.next().unwrap_or_default();
    columns
        .next()
        .filter(|block| !block.is_empty())
        .unwrap_or(unit_type)
}
