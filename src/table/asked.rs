//! What a target or a score asks of the rows of a form.

use std::collections::BTreeSet;

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::{
    CountingRows, LINE, Line, Sent, area_column, column, doubt_column, field_column, lines,
    match_column,
};
use crate::campaign::Form;
use crate::id::{CollectionId, FieldName};
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
}

/// The rows of a form that are not kept out.
pub(crate) struct Frame<'a> {
    /// Where each stands.
    pub(crate) lines: Vec<Line<'a>>,
    /// What is asked of each, with its place among the lines.
    pub(crate) columns: DataFrame,
}

impl CountingRows<'_> {
    /// The rows of a form that are not kept out, with what is asked of them, in the order of the
    /// collections, the units' codes, the tables and their rows.
    ///
    /// # Errors
    /// polars' error where columns cannot be put together.
    pub(crate) fn frame(
        &self,
        form: &Form,
        collections: &[CollectionId],
        asked: &Asked<'_>,
    ) -> PolarsResult<Frame<'_>> {
        let mut sent: Vec<(usize, &Sent<'_>)> = Vec::with_capacity(self.sent.len());
        for one in &self.sent {
            let place = collections.iter().position(|id| id == one.collection);
            sent.extend(place.map(|place| (place, one)));
        }
        sent.sort_by_key(|(place, one)| (*place, one.unit));
        let mut lines = lines(form, sent.into_iter().map(|(_, one)| one));
        lines.retain(|line| !matches!(line.row.standing, Standing::Excluded(_)));
        let columns = self.columns(form, &lines, asked)?;
        Ok(Frame { lines, columns })
    }

    fn columns(
        &self,
        form: &Form,
        lines: &[Line<'_>],
        asked: &Asked<'_>,
    ) -> PolarsResult<DataFrame> {
        let fields = |names: &[&FieldName]| -> BTreeSet<usize> {
            names.iter().filter_map(|one| form.position(one)).collect()
        };
        let name = |at: usize| form.fields[at].name.as_str();
        let shown = |line: &Line<'_>, at: usize| line.row.values[at].as_ref().map(Value::shown);
        let places = 0..u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let mut columns = vec![Column::new(LINE.into(), places.collect::<Vec<u32>>())];
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
