//! The rows of all counting submissions as parquet, one file a form.

use polars::prelude::{DataFrame, PlSmallStr, PolarsResult};
use polars_io::parquet::write::ParquetWriter;
use rayon::prelude::{
    IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _,
};

use super::{COLLECTION, CountingRows, Line, ROW, SHEET, STANDING, UNIT, column, field_column};
use crate::campaign::Form;
use crate::id::FormId;
use crate::settle::RowCounts;
use crate::validate::{Row, Standing};

/// So many rows are held as columns at a time; each such part is a row group of the file.
const GROUP: usize = 1 << 15;

/// The rows of one form.
#[derive(Debug, Clone)]
pub struct Written {
    /// The form.
    pub form: FormId,
    /// The file.
    pub parquet: Vec<u8>,
    /// How its rows stand, counted on what is written.
    pub counts: RowCounts,
}

/// The rows of every form of a campaign, in its order.
///
/// # Errors
/// polars' error where rows cannot be encoded.
pub fn written(rows: &CountingRows<'_>) -> PolarsResult<Vec<Written>> {
    let write = |form: &Form| {
        let (parquet, counts) = encode(form, &rows.lines(form), |_| true)?;
        Ok(Written {
            form: form.id.clone(),
            parquet,
            counts,
        })
    };
    // One form may have most of the rows: whoever is free takes the next.
    let forms = rows.campaign.forms.par_iter().with_max_len(1);
    forms.map(write).collect()
}

/// Rows of a form as parquet bytes, with the columns that are wanted, and how they stand.
pub(super) fn encode(
    form: &Form,
    lines: &[Line<'_>],
    is_wanted: impl Fn(&str) -> bool,
) -> PolarsResult<(Vec<u8>, RowCounts)> {
    let mut counts = RowCounts::default();
    let mut group = |lines: &[Line<'_>]| {
        let rows = frame(form, lines)?;
        count(&rows, &mut counts)?;
        let names = rows.get_column_names().into_iter();
        rows.select(names.map(PlSmallStr::as_str).filter(|name| is_wanted(name)))
    };
    // A file without rows has its columns all the same.
    let (first, rest) = lines.split_at(lines.len().min(GROUP));
    let first = group(first)?;
    let mut bytes = Vec::new();
    // Forms are written side by side; columns, too, would be so among threads of polars' own, and
    // whoever waits for those begins another form.
    let writer = ParquetWriter::new(&mut bytes).set_parallel(false);
    let mut writer = writer.batched(first.schema())?;
    writer.write_batch(&first)?;
    for lines in rest.chunks(GROUP) {
        writer.write_batch(&group(lines)?)?;
    }
    writer.finish()?;
    drop(writer);
    Ok((bytes, counts))
}

/// Rows of a form with all the columns of its file.
fn frame(form: &Form, lines: &[Line<'_>]) -> PolarsResult<DataFrame> {
    let mut columns = vec![
        column(UNIT, lines, |line| line.sent.unit.as_str()),
        column(COLLECTION, lines, |line| line.sent.collection.as_str()),
        column("_file", lines, |line| line.sent.submission.file.as_str()),
        column(SHEET, lines, |line| &*line.table.sheet),
        column(ROW, lines, |line| line.row.row),
        column(STANDING, lines, |line| line.row.standing.as_str()),
        column("_doubt", lines, |line| doubt(form, line.row)),
        column("_rule", lines, |line| {
            Some(line.row.standing.rule()?.as_str())
        }),
    ];
    for at in 0..form.fields.len() {
        columns.push(field_column(lines, (form, at))?);
    }
    DataFrame::new(lines.len(), columns)
}

/// Counts how rows stand.
fn count(rows: &DataFrame, counts: &mut RowCounts) -> PolarsResult<()> {
    for standing in rows.column(STANDING)?.str()?.iter() {
        counts.seen += 1;
        match standing {
            Some("certain") => counts.certain += 1,
            Some("doubt") => counts.doubt += 1,
            Some("excluded") => counts.excluded += 1,
            _ => {}
        }
    }
    Ok(())
}

/// The names of the fields in doubt, joined by commas; `*` for all of them.
fn doubt(form: &Form, row: &Row) -> String {
    if row.doubt.len() == form.fields.len() && row.standing != Standing::Certain {
        return "*".to_owned();
    }
    let names: Vec<&str> = row
        .doubt
        .iter()
        .map(|at| form.fields[*at].name.as_str())
        .collect();
    names.join(",")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::path::Path;

    use polars_io::SerReader as _;
    use polars_io::parquet::read::ParquetReader;

    use super::*;
    use crate::campaign::load;
    use crate::recognise::Cells;
    use crate::settle::{Evidence, Submission, SubmissionState};
    use crate::table::{Sent, lines};
    use crate::validate::{Table, Value};

    #[test]
    fn a_form_of_more_rows_than_a_group_is_one_file_in_their_order() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
        let campaign = load(&folder, crate::read::table).unwrap();
        let form = campaign.form(&"phong-trao".into()).unwrap();
        let many = u32::try_from(2 * GROUP + 1).unwrap();
        let row = |row: u32| {
            let mut values = vec![None; form.fields.len()];
            values[1] = Some(Value::text(row.to_string()));
            let standing = if row == many {
                Standing::Doubt
            } else {
                Standing::Certain
            };
            Row {
                row,
                values,
                key: None,
                standing,
                doubt: Vec::new(),
            }
        };
        let submission = Submission {
            file: "a.xlsx".to_owned(),
            sha256: String::new(),
            unit: Some("THPT-05".into()),
            collection: Some("cuoi-nam".into()),
            state: SubmissionState::Accepted,
            rule: None,
            received_at: None,
            evidence: Evidence::None,
            mail_number: None,
            tables: vec![Table {
                form: form.id.clone(),
                sheet: form.sheet.as_str().into(),
                cells: Cells::Columns(Vec::new()),
                rows: (1..=many).map(row).collect(),
            }],
            set_aside: <_>::default(),
            tallies: Vec::new(),
            findings: Vec::new(),
            explanations: Vec::new(),
            repairs: Vec::new(),
        };
        let (unit, collection) = ("THPT-05".into(), "cuoi-nam".into());
        let sent = [Sent {
            unit: &unit,
            collection: &collection,
            place: 0,
            submission: &submission,
        }];
        let rows = lines(form, sent.iter());
        let (bytes, counts) = encode(form, &rows, |name| name != COLLECTION).unwrap();
        assert_eq!(
            (counts.seen, counts.certain, counts.doubt),
            (many, many - 1, 1)
        );
        let read = ParquetReader::new(Cursor::new(bytes)).finish().unwrap();
        assert!(read.column(COLLECTION).is_err());
        let numbers = read.column(ROW).unwrap().u32().unwrap();
        assert!(numbers.iter().eq((1..=many).map(Some)));
        let texts = read.column(form.fields[1].name.as_str()).unwrap();
        let mut texts = texts.str().unwrap().iter().zip(1..=many);
        assert!(texts.all(|(text, row)| text == Some(row.to_string().as_str())));
        // Without any row it has its columns.
        let (bytes, _) = encode(form, &[], |_| true).unwrap();
        let read = ParquetReader::new(Cursor::new(bytes)).finish().unwrap();
        assert_eq!((read.height(), read.width()), (0, 8 + form.fields.len()));
    }
}
