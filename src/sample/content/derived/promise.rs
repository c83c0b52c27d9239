//! What a sender promised for what a row tells of.

use super::{Filler, MOST_STEPS, Return, whole_rows};
use crate::campaign::{Amounts, Field, Form, Measure, Target};
use crate::sample::content::Value;

impl Filler<'_> {
    /// The number that was promised for what this row is about, where a target holds the field
    /// against a promise.
    pub(super) fn promised(&self, field: &Field) -> Option<f64> {
        let (target, promise) = self.promise(field)?;
        let form = self.report.province.campaign.form(&promise.form)?;
        let column = form.position(&promise.field)?;
        if form.id == self.form.id {
            return self.number(column);
        }
        let there = self.made_in(target, form)?;
        let own = self.form.key.iter();
        let own: Vec<Option<String>> = own
            .map(|at| self.row[*at].as_ref().and_then(Value::key))
            .collect();
        let rows = whole_rows(&there, form, self.steps + 1);
        let is_same = |row: &&Vec<Value>| form.key.iter().map(|at| row[*at].key()).eq(own.clone());
        match rows.iter().find(is_same)?[column] {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The promise that a field of this form is held against, and the target that says so.
    fn promise(&self, field: &Field) -> Option<(&Target, &Amounts)> {
        let mut targets = self.report.province.campaign.targets.iter();
        targets.find_map(|target| match &target.measure {
            Measure::Kept { promised, done, .. }
                if done.form == self.form.id && done.field == field.name =>
            {
                Some((target, promised))
            }
            _ => None,
        })
    }

    /// The sender's return with its promises.
    fn made_in(&self, target: &Target, form: &Form) -> Option<Return<'_>> {
        let campaign = self.report.province.campaign;
        let collections = target.collections.iter();
        let mut collections = collections.filter_map(|id| campaign.collection(id));
        let collection = collections.find(|one| one.forms.contains(&form.id))?;
        (self.steps < MOST_STEPS).then_some(Return {
            collection,
            ..*self.report
        })
    }
}
