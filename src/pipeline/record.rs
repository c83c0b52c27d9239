//! What a run found in each file, kept in `data/examined.bin`: enough to add runs up without the
//! files.
//!
//! In: files as they were examined, before they are settled, and what was said of them beside: the
//! receipt logs and the decisions. Out: bytes, and the same back. A short beginning tells what the
//! file is; then come blocks, each packed and read by itself, the first with what is said of all
//! files. The manifest vouches for the whole; what it vouches for is checked all the same, since
//! it comes from another office.

use std::collections::BTreeMap;
use std::io;
use std::mem::take;
use std::ops::Range;

use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _, ParallelSlice as _};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::campaign::Campaign;
use crate::id::{CollectionId, FormId, UnitCode};
use crate::settle::{ReceiptLog, Rulings};
use crate::table::kept::Part;
use crate::text::is_ruling;
use crate::validate::{Examined, Row, Table};

/// Its name in the folder of data files.
pub(super) const EXAMINED: &str = "examined.bin";

/// How the file begins.
const MAGIC: [u8; 8] = *b"thidua\r\n";
/// The form of what follows. Whoever changes a type that is kept raises it; a test sees to that.
const FORMAT: u32 = 1;
/// The files in a block.
const FILES: usize = 16;
/// How hard a block is packed: more takes longer than it saves.
const LEVEL: i32 = 1;
/// The most bytes of a block before it is packed; what claims more is no record.
const MOST: usize = 1 << 28;
/// What stands before each block: its size before it is packed, and after.
const SIZES: usize = 2 * size_of::<u32>();

/// What is said of all files of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// The hash of what values were read by: see [`Campaign::reading`].
    pub(super) reading: String,
    /// The forms that each collection asked for.
    pub(super) collections: BTreeMap<CollectionId, Vec<FormId>>,
    /// The runs that this one added up; none where it read the files itself.
    pub(super) parts: Vec<Part>,
    /// The receipt logs.
    pub(super) logs: Vec<ReceiptLog>,
    /// What the office ruled.
    pub(super) rulings: Vec<Rulings>,
    /// The units that files are of, by code, with the names the register gave them.
    pub(super) units: BTreeMap<UnitCode, String>,
    /// The number of files.
    pub(super) files: u64,
}

impl Head {
    /// What is said of files before any is known.
    pub(super) fn of(campaign: &Campaign) -> Self {
        let collections = campaign.collections.iter();
        Self {
            reading: campaign.reading.clone(),
            collections: collections
                .map(|one| (one.id.clone(), one.forms.clone()))
                .collect(),
            ..Self::default()
        }
    }

    /// Whether files were read as this campaign has them read. Collections that only one of the two
    /// knows do not matter.
    pub(super) fn was_read_as(&self, campaign: &Campaign) -> bool {
        let collections = campaign.collections.iter();
        let mut both = collections.filter_map(|one| Some((one, self.collections.get(&one.id)?)));
        self.reading == campaign.reading && both.all(|(one, forms)| one.forms == *forms)
    }
}

/// Files, packed.
#[derive(Debug, Default)]
pub(super) struct Packed {
    blocks: Vec<Vec<u8>>,
    units: BTreeMap<UnitCode, String>,
    files: u64,
}

impl Packed {
    /// Packs files as they were examined; the same files give the same bytes.
    pub(super) fn new(examined: &[Examined], campaign: &Campaign) -> io::Result<Self> {
        let blocks: io::Result<Vec<Vec<u8>>> = examined.par_chunks(FILES).map(pack_files).collect();
        let codes = examined.iter().filter_map(|one| one.identity.unit.as_ref());
        let units = codes.filter_map(|code| campaign.unit(code));
        Ok(Self {
            blocks: blocks?,
            units: units
                .map(|unit| (unit.code.clone(), unit.name.clone()))
                .collect(),
            files: examined.len() as u64,
        })
    }

    /// Writes the whole record.
    pub(super) fn write(&self, head: &Head, to: &mut impl io::Write) -> io::Result<()> {
        let head = Head {
            units: self.units.clone(),
            files: self.files,
            ..head.clone()
        };
        to.write_all(&MAGIC)?;
        to.write_all(&FORMAT.to_le_bytes())?;
        to.write_all(&pack(&head)?.ok_or_else(too_large)?)?;
        self.blocks.iter().try_for_each(|block| to.write_all(block))
    }
}

/// Packs some files: as one block, or as more where one would be too large.
fn pack_files(files: &[Examined]) -> io::Result<Vec<u8>> {
    if let Some(block) = pack(&files)? {
        return Ok(block);
    }
    let (first, second) = files.split_at(files.len() / 2);
    if first.is_empty() {
        return Err(too_large());
    }
    Ok([pack_files(first)?, pack_files(second)?].concat())
}

/// A block with its sizes; none where it would be too large.
fn pack(value: &impl Serialize) -> io::Result<Option<Vec<u8>>> {
    let plain = postcard::to_stdvec(value).map_err(io::Error::other)?;
    let Some(size) = u32::try_from(plain.len())
        .ok()
        .filter(|_| plain.len() <= MOST)
    else {
        return Ok(None);
    };
    let packed = zstd::bulk::compress(&plain, LEVEL)?;
    let packed_size = u32::try_from(packed.len()).map_err(|_| too_large())?;
    Ok(Some(
        [&size.to_le_bytes()[..], &packed_size.to_le_bytes(), &packed].concat(),
    ))
}

fn too_large() -> io::Error {
    io::Error::new(
        io::ErrorKind::FileTooLarge,
        "what is kept of a file is too large",
    )
}

/// A record as it was read.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) head: Head,
    bytes: Vec<u8>,
    /// For each block with files its size before it was packed, and where it lies.
    blocks: Vec<(usize, Range<usize>)>,
}

/// Why bytes are no record that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// Another version wrote it.
    OtherFormat,
    /// It is no record, or does not hold together.
    Damaged,
}

impl Record {
    /// Reads what is said of all files; the files themselves wait for [`Record::take_examined`].
    pub(super) fn parse(bytes: Vec<u8>) -> Result<Self, Unfit> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(Unfit::Damaged)?;
        let format = rest.first_chunk().ok_or(Unfit::Damaged)?;
        if u32::from_le_bytes(*format) != FORMAT {
            return Err(Unfit::OtherFormat);
        }
        let mut blocks = blocks(&bytes, MAGIC.len() + size_of_val(format)).ok_or(Unfit::Damaged)?;
        if blocks.is_empty() {
            return Err(Unfit::Damaged);
        }
        let (size, place) = blocks.remove(0);
        let head = unpack(&bytes[place], size).ok_or(Unfit::Damaged)?;
        Ok(Self {
            head,
            bytes,
            blocks,
        })
    }

    /// The files as they were examined, in their order, if they are such as the campaign's forms
    /// make them. Their bytes are let go: the second time there are none.
    pub(super) fn take_examined(&mut self, campaign: &Campaign) -> Result<Vec<Examined>, Unfit> {
        let (bytes, blocks) = (take(&mut self.bytes), take(&mut self.blocks));
        let read = |(size, place): &(usize, Range<usize>)| -> Option<Vec<Examined>> {
            let files: Vec<Examined> = unpack(&bytes[place.clone()], *size)?;
            files.iter().all(|one| fits(one, campaign)).then_some(files)
        };
        let files: Option<Vec<Vec<Examined>>> = blocks.par_iter().map(read).collect();
        let files = files.ok_or(Unfit::Damaged)?.into_iter();
        let files: Vec<Examined> = files.flatten().collect();
        if files.len() as u64 == self.head.files {
            Ok(files)
        } else {
            Err(Unfit::Damaged)
        }
    }
}

/// The blocks from a place to the end of the bytes; none where they do not fill them.
fn blocks(bytes: &[u8], mut at: usize) -> Option<Vec<(usize, Range<usize>)>> {
    let mut blocks = Vec::new();
    while at < bytes.len() {
        let [size, packed] = [at, at + size_of::<u32>()].map(|at| {
            let number = bytes.get(at..)?.first_chunk()?;
            usize::try_from(u32::from_le_bytes(*number)).ok()
        });
        let (begin, size) = (at + SIZES, size.filter(|size| *size <= MOST)?);
        at = begin.checked_add(packed?)?;
        if at > bytes.len() {
            return None;
        }
        blocks.push((size, begin..at));
    }
    Some(blocks)
}

fn unpack<T: DeserializeOwned>(block: &[u8], size: usize) -> Option<T> {
    let plain = zstd::bulk::decompress(block, size).ok()?;
    match postcard::take_from_bytes(&plain) {
        Ok((value, [])) => Some(value),
        _ => None,
    }
}

/// Whether a file is such as reading could have made it: the stages after rely on it.
fn fits(examined: &Examined, campaign: &Campaign) -> bool {
    let is_name = !examined.file.is_empty() && !examined.file.contains(is_ruling);
    is_name
        && examined
            .tables
            .iter()
            .all(|table| is_of_form(table, campaign))
}

/// Whether a table has its form's fields.
fn is_of_form(table: &Table, campaign: &Campaign) -> bool {
    let Some(form) = campaign.form(&table.form) else {
        return false;
    };
    let fields = form.fields.len();
    let is_whole =
        |row: &Row| row.values.len() == fields && row.doubt.iter().all(|at| *at < fields);
    table.rows.iter().all(is_whole)
}
