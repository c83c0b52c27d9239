//! What targets and scores ask of the rows of a form.

use std::collections::BTreeSet;

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::{
    COLLECTION, KEY, Line, Purpose, ROW, SHEET, SUBMISSION, UNIT, area_column, column,
    doubt_column, field_column, match_column,
};
use crate::campaign::{Campaign, Form, Key, Measure, ScoreSource, Target, Test};
use crate::id::FieldName;
use crate::text::match_key;
use crate::validate::{Standing, Value};

/// The columns of a form that are compared, each by the position of its field.
pub(super) struct Asked<'a> {
    form: &'a Form,
    /// The fields whose values are.
    values: BTreeSet<usize>,
    /// Those of which it matters whether they are in doubt.
    doubts: BTreeSet<usize>,
    /// Those that make a key of their own, as match keys.
    keys: BTreeSet<usize>,
    /// Those that name a unit of whose area is asked.
    areas: BTreeSet<usize>,
    /// Whether the rows' own key is.
    row_key: bool,
}

impl<'a> Asked<'a> {
    /// What a campaign asks of a form for a purpose; none where that is nothing.
    pub(super) fn of(form: &'a Form, campaign: &Campaign, purpose: Purpose) -> Option<Self> {
        let mut asked = Self {
            form,
            values: BTreeSet::new(),
            doubts: BTreeSet::new(),
            keys: BTreeSet::new(),
            areas: BTreeSet::new(),
            row_key: false,
        };
        let mut is_asked = false;
        match purpose {
            Purpose::Targets => {
                let measures = campaign.targets.iter().flat_map(Target::measures);
                for measure in measures.filter(|one| one.forms().any(|id| *id == form.id)) {
                    asked.measure(measure);
                    is_asked = true;
                }
            }
            Purpose::Scores => {
                let scoring = campaign.scoring.iter();
                let sources = scoring.flat_map(|one| one.own.iter().chain(&one.review));
                for source in sources.filter(|source| source.form == form.id) {
                    asked.score(source);
                    is_asked = true;
                }
            }
        }
        is_asked.then_some(asked)
    }

    fn measure(&mut self, measure: &Measure) {
        for condition in measure.all_conditions() {
            match condition.test {
                Test::DifficultArea => {
                    self.areas.extend(self.form.position(&condition.field));
                    self.doubt(&condition.field);
                }
                _ => self.value(&condition.field),
            }
        }
        match measure {
            Measure::CountKeys { key, .. } => {
                key.fields().iter().for_each(|field| self.doubt(field));
                match key {
                    Key::Row(_) => self.row_key = true,
                    Key::Fields(fields) => {
                        let form = self.form;
                        self.keys
                            .extend(fields.iter().filter_map(|one| form.position(one)));
                    }
                }
            }
            Measure::Sum { field, .. } => self.value(field),
            Measure::Ratio { part, whole, .. } => [part, whole].map(|field| self.value(field))[0],
            Measure::Filled { fields, .. } | Measure::Yes { fields, .. } => {
                fields.iter().for_each(|field| self.value(field));
            }
            Measure::Kept { promised, done, .. } => {
                self.row_key = true;
                self.doubts.extend(&self.form.key);
                let both = [promised, done].into_iter();
                both.filter(|one| one.form == self.form.id)
                    .for_each(|one| self.value(&one.field));
            }
            Measure::Count { .. }
            | Measure::Share { .. }
            | Measure::Exists { .. }
            | Measure::OnTime
            | Measure::Received
            | Measure::AllOf { .. } => {}
        }
    }

    fn score(&mut self, source: &ScoreSource) {
        let fields = [&source.criterion, &source.score].into_iter();
        let fields = fields.chain(&source.unit).chain(&source.not_applicable);
        fields.for_each(|field| self.value(field));
    }

    /// A field's value is compared, and whether that is in doubt.
    fn value(&mut self, field: &FieldName) {
        self.values.extend(self.form.position(field));
        self.doubt(field);
    }

    fn doubt(&mut self, field: &FieldName) {
        self.doubts.extend(self.form.position(field));
    }

    /// The rows that are not kept out, with what is asked of them.
    pub(super) fn frame(
        &self,
        mut lines: Vec<Line<'_>>,
        campaign: &Campaign,
    ) -> PolarsResult<DataFrame> {
        lines.retain(|line| !matches!(line.row.standing, Standing::Excluded(_)));
        let lines = lines.as_slice();
        let form = self.form;
        let name = |at: usize| form.fields[at].name.as_str();
        let place = |line: &Line<'_>| u32::try_from(line.submission.0).unwrap_or(u32::MAX);
        let mut columns = vec![
            column(UNIT, lines, Line::unit),
            column(COLLECTION, lines, Line::collection),
            column(SHEET, lines, |line| &*line.table.sheet),
            column(ROW, lines, |line| line.row.row),
            column(SUBMISSION, lines, place),
        ];
        if self.row_key {
            columns.push(column(KEY, lines, |line| line.row.key.as_deref()));
        }
        for &at in &self.values {
            columns.push(field_column(lines, (form, at))?);
        }
        let doubts = self.doubts.iter().map(|&at| {
            let is_in_doubt = |line: &Line<'_>| line.row.doubt.contains(&at);
            column(&doubt_column(name(at)), lines, is_in_doubt)
        });
        columns.extend(doubts);
        let shown = |line: &Line<'_>, at: usize| line.row.values[at].as_ref().map(Value::shown);
        let keys = self.keys.iter().map(|&at| {
            let key = |line: &Line<'_>| shown(line, at).map(|text| match_key(&text));
            column(&match_column(name(at)), lines, key)
        });
        columns.extend(keys);
        let areas = self.areas.iter().map(|&at| {
            let area = |line: &Line<'_>| {
                let unit = campaign.unit_named(&shown(line, at)?)?;
                Some(unit.difficult_area)
            };
            column(&area_column(name(at)), lines, area)
        });
        let areas: Vec<Column> = areas.collect();
        columns.extend(areas);
        DataFrame::new(lines.len(), columns)
    }
}
