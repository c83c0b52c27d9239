//! The rows once more, as a data set that is partitioned as Hive does it.
//!
//! In: the settled returns. Out: for each form and collection that has rows a parquet file at
//! `FORM/campaign=ID/collection=ID/NAME.parquet`, with the columns of the form's own file but the
//! one that the path tells. The data sets of several runs are one when they are copied together: a
//! name tells whose the rows are and which.

use std::fmt::Write as _;

use polars::prelude::PolarsResult;
use rayon::prelude::{IntoParallelIterator as _, ParallelIterator as _};

use super::written::encode;
use super::{COLLECTION, CountingRows, lines};
use crate::campaign::{Campaign, Form};
use crate::hash::sha256;
use crate::id::{CollectionId, FieldName, FormId};

/// The folder of the data set among the reports.
pub const HIVE: &str = "hive";

/// What the folders tell of the rows in them, as columns of these names.
const PARTITIONS: [&str; 2] = ["campaign", "collection"];

/// So many hexadecimal digits tell offices apart.
const OFFICE: usize = 8;
/// So many tell the files of all offices apart.
const CONTENT: usize = 16;

/// The files of the data set: each with its path below [`HIVE`] and its bytes.
///
/// # Errors
/// polars' error where rows cannot be encoded.
pub fn hive(rows: &CountingRows<'_>) -> PolarsResult<Vec<(String, Vec<u8>)>> {
    let campaign = rows.campaign;
    let of_form = |form| {
        let collections = campaign.collections.iter();
        collections.map(move |one| (form, &one.id))
    };
    let parts: Vec<(&Form, &CollectionId)> = campaign.forms.iter().flat_map(of_form).collect();
    let write = |(form, collection): (&Form, &CollectionId)| {
        let own = rows.sent.iter().filter(|one| one.collection == collection);
        let lines = lines(form, own);
        if lines.is_empty() {
            return Ok(None);
        }
        let (bytes, _) = encode(form, &lines, |name| name != COLLECTION)?;
        let name = name(campaign, &bytes);
        let values = [campaign.id.as_str(), collection.as_str()];
        let partition = PARTITIONS.into_iter().zip(values);
        let partition = partition.map(|(key, value)| format!("{key}={}", escape(value)));
        let partition = partition.collect::<Vec<_>>().join("/");
        let form = &form.id;
        Ok(Some((format!("{form}/{partition}/{name}.parquet"), bytes)))
    };
    let files: PolarsResult<Vec<_>> = parts.into_par_iter().map(write).collect();
    Ok(files?.into_iter().flatten().collect())
}

/// A field that a reader could not tell from what the folders say, whose names most readers compare
/// without regard to case; none where all can be told.
#[must_use]
pub fn hidden(campaign: &Campaign) -> Option<(&FormId, &FieldName)> {
    let forms = campaign.forms.iter();
    let mut fields =
        forms.flat_map(|form| form.fields.iter().map(move |field| (&form.id, &field.name)));
    fields.find(|(_, field)| {
        let is_it = |name: &str| name.eq_ignore_ascii_case(field.as_str());
        PARTITIONS.into_iter().any(is_it)
    })
}

/// What a file is called: first what is the same for all of an office, then what is its alone.
fn name(campaign: &Campaign, bytes: &[u8]) -> String {
    let (office, content) = (sha256(campaign.owner.as_bytes()), sha256(bytes));
    format!("{}-{}", &office[..OFFICE], &content[..CONTENT])
}

/// A value as Hive writes it in a path.
fn escape(value: &str) -> String {
    /// What Hive escapes beside control signs.
    const ESCAPED: &str = "\"#%'*/:=?\\{[]^\u{7f}";
    let mut out = String::with_capacity(value.len());
    for letter in value.chars() {
        if letter < ' ' || ESCAPED.contains(letter) {
            let _ = write!(out, "%{:02X}", u32::from(letter));
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn a_value_is_escaped_in_a_path_as_hive_does_it() {
        for (value, expected) in [
            ("2023-2024", "2023-2024"),
            ("đợt 1", "đợt 1"),
            ("a/b=c%", "a%2Fb%3Dc%25"),
            ("1:2\t", "1%3A2%09"),
        ] {
            assert_eq!(escape(value), expected);
        }
    }
}
