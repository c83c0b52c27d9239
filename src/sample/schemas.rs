//! The campaign a sample carries: the made-up campaign of this repository, its register rewritten.
//!
//! In: a folder and a number of units. Out: `schemas/` in it, with every reference valid: blocks
//! without members are left out, and the year before only speaks of units that exist.

use std::path::Path;

use super::register::{NewBlock, Register, register};
use super::{SampleError, make_folder, write_file};

/// The campaign's id, which is its folder below `schemas/`.
pub const CAMPAIGN: &str = "2023-2024";

const INDEX: &str = include_str!("../../schemas/index.toml");
const UNITS: &str = include_str!("../../schemas/2023-2024/units.csv");
const TOML: &str = include_str!("../../schemas/2023-2024/campaign.toml");
const BASELINE: &str = include_str!("../../schemas/2023-2024/baseline.csv");

macro_rules! files {
    ($($name:literal,)*) => {
        [$(($name, include_str!(concat!("../../schemas/2023-2024/", $name))),)*]
    };
}

/// The files that are the same in every sample.
const UNCHANGED: [(&str, &str); 16] = files![
    "criteria.csv",
    "datapackage.json",
    "lists/chi-tieu.csv",
    "lists/hinh-thuc.csv",
    "lists/phong-trao.csv",
    "forms/cham-diem.json",
    "forms/dang-ky.json",
    "forms/dien-hinh.json",
    "forms/don-vi.json",
    "forms/ket-qua.json",
    "forms/khen-thuong.json",
    "forms/phong-trao.json",
    "forms/sang-kien.json",
    "forms/so-lieu.json",
    "forms/tham-dinh.json",
    "forms/tong-hop-kt.json",
];

/// Writes `schemas/` for so many units.
///
/// # Errors
/// [`SampleError::Write`] where a file cannot be written.
pub(super) fn write(schemas: &Path, units: usize) -> Result<(), SampleError> {
    let folder = schemas.join(CAMPAIGN);
    for part in ["lists", "forms"] {
        make_folder(&folder.join(part))?;
    }
    let heads: Vec<&str> = blocks_of(TOML).flat_map(heads).collect();
    let register = register(units, UNITS, &heads);
    write_file(&schemas.join("index.toml"), INDEX)?;
    write_file(&folder.join("units.csv"), &register.csv)?;
    write_file(&folder.join("campaign.toml"), campaign_toml(&register))?;
    write_file(&folder.join("baseline.csv"), baseline(&register))?;
    for (name, text) in UNCHANGED {
        write_file(&folder.join(name), text)?;
    }
    Ok(())
}

/// The collections of the campaign.
pub(super) fn collections() -> impl Iterator<Item = &'static str> {
    TOML.split("[[collection]]")
        .skip(1)
        .filter_map(|one| quoted(one, "id"))
}

/// The first text that a key has.
fn quoted<'a>(toml: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = toml.split_once(&format!("{key} = \""))?;
    rest.split_once('"').map(|(text, _)| text)
}

/// campaign.toml with exactly the blocks the register has members of, and their heads that it has. A
/// block's heads are the first of its members to be taken, so it has members where one is there.
fn campaign_toml(register: &Register) -> String {
    let last_block = blocks_of(TOML).last().unwrap_or_default();
    let mut paragraphs: Vec<String> = Vec::new();
    for paragraph in TOML.split("\n\n") {
        let has = |code: &str| register.codes.contains(code);
        if !is_block(paragraph) {
            paragraphs.push(paragraph.to_owned());
        } else if heads(paragraph).any(has) {
            let lines = paragraph.lines();
            let kept = lines.filter(|line| head(line).is_none_or(has));
            paragraphs.push(kept.collect::<Vec<_>>().join("\n"));
        }
        if paragraph == last_block {
            paragraphs.extend(register.blocks.iter().map(block_toml));
        }
    }
    paragraphs.join("\n\n")
}

fn blocks_of(toml: &str) -> impl Iterator<Item = &str> {
    toml.split("\n\n").filter(|paragraph| is_block(paragraph))
}

fn is_block(paragraph: &str) -> bool {
    paragraph.starts_with("[[block]]")
}

/// The codes of the units that head a block of campaign.toml, each on a line of its own.
fn heads(block: &str) -> impl Iterator<Item = &str> {
    block.lines().filter_map(head)
}

fn head(line: &str) -> Option<&str> {
    quoted(line, "{ unit")
}

fn block_toml(block: &NewBlock) -> String {
    let NewBlock {
        id,
        district,
        heads,
    } = block;
    let mut lines = String::new();
    for unit in heads {
        lines.push_str("  { unit = \"");
        lines.push_str(unit);
        lines.push_str("\", from = 2023-09-01, to = 2024-08-31 },\n");
    }
    format!(
        "[[block]]\nid = \"{id}\"\n\
         titles = {{ vi = \"Khối thi đua các trường huyện {district}\", en = \"Block of schools of {district}\" }}\n\
         heads = [\n{lines}]"
    )
}

fn baseline(register: &Register) -> String {
    let mut lines = BASELINE.lines();
    let mut text = format!("{}\n", lines.next().unwrap_or_default());
    for line in lines {
        if line
            .split(',')
            .next()
            .is_some_and(|unit| register.codes.contains(unit))
        {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}
