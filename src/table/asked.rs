//! What a target or a score asks of the rows of a form.

use std::collections::BTreeSet;

use polars::prelude::{DataFrame, PolarsResult};

use super::{
    COLLECTION, CountingRows, KEY, Line, ROW, SHEET, SUBMISSION, UNIT, area_column, column,
    doubt_column, field_column, match_column,
};
use crate::campaign::Form;
use crate::id::FieldName;
use crate::text::match_key;
use crate::validate::{Standing, Value};

/// The fields that are compared; one may be named more than once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked<'a> {
    /// Those whose values are.
    pub(crate) values: Vec<&'a FieldName>,
    /// Those of which it matters whether they are in doubt.
    pub(crate) doubts: Vec<&'a FieldName>,
    /// Those that make a key of their own, as match keys.
    pub(crate) keys: Vec<&'a FieldName>,
    /// Those that name a unit of whose area is asked.
    pub(crate) areas: Vec<&'a FieldName>,
    /// Whether the rows' own key is.
    pub(crate) row_key: bool,
}

impl CountingRows<'_> {
    /// The rows of a form that are not kept out, with what is asked of them.
    ///
    /// # Errors
    /// polars' error where columns cannot be put together.
    pub(crate) fn frame(&self, form: &Form, asked: &Asked<'_>) -> PolarsResult<DataFrame> {
        let mut lines = self.lines(form);
        lines.retain(|line| !matches!(line.row.standing, Standing::Excluded(_)));
        let lines = lines.as_slice();
        let fields = |names: &[&FieldName]| -> BTreeSet<usize> {
            names.iter().filter_map(|one| form.position(one)).collect()
        };
        let name = |at: usize| form.fields[at].name.as_str();
        let shown = |line: &Line<'_>, at: usize| line.row.values[at].as_ref().map(Value::shown);
        let place = |line: &Line<'_>| u32::try_from(line.submission.0).unwrap_or(u32::MAX);
        let mut columns = vec![
            column(UNIT, lines, Line::unit),
            column(COLLECTION, lines, Line::collection),
            column(SHEET, lines, |line| &*line.table.sheet),
            column(ROW, lines, |line| line.row.row),
            column(SUBMISSION, lines, place),
        ];
        if asked.row_key {
            columns.push(column(KEY, lines, |line| line.row.key.as_deref()));
        }
        for at in fields(&asked.values) {
            columns.push(field_column(lines, (form, at))?);
        }
        for at in fields(&asked.doubts) {
            let is_in_doubt = |line: &Line<'_>| line.row.doubt.contains(&at);
            columns.push(column(&doubt_column(name(at)), lines, is_in_doubt));
        }
        for at in fields(&asked.keys) {
            let key = |line: &Line<'_>| shown(line, at).map(|text| match_key(&text));
            columns.push(column(&match_column(name(at)), lines, key));
        }
        for at in fields(&asked.areas) {
            let area = |line: &Line<'_>| {
                let unit = self.campaign.unit_named(&shown(line, at)?)?;
                Some(unit.difficult_area)
            };
            columns.push(column(&area_column(name(at)), lines, area));
        }
        DataFrame::new(lines.len(), columns)
    }
}
