//! Measures and conditions as written, with every form, field and value looked up.

use chrono::NaiveDate;

use super::fault::CampaignFault;
use super::measure::{Amounts, Condition, Key, Measure, Test};
use super::names::{field_of, invalid, known_field, known_form, period};
use super::raw::{Day, RawAmounts, RawCondition, RawKept, RawMeasure, RawPeriod};
use super::{Campaign, FieldKind, Form};
use crate::id::{FieldName, FormId, TargetId};

/// What a place in campaign.toml is resolved against, and where its faults go.
pub(super) struct Resolver<'a> {
    pub(super) place: String,
    pub(super) campaign: &'a Campaign,
    pub(super) faults: &'a mut Vec<CampaignFault>,
}

impl Resolver<'_> {
    /// A measure; `place` is that of its keys, with a dot at its end.
    pub(super) fn measure(&mut self, raw: RawMeasure) -> Measure {
        match raw {
            RawMeasure::Count { form, conditions } => Measure::Count {
                conditions: self.rows(&form, conditions),
                form: FormId::from(form.as_str()),
            },
            RawMeasure::CountKeys {
                form,
                by,
                conditions,
            } => Measure::CountKeys {
                conditions: self.rows(&form, conditions),
                key: self.key(&form, &by),
                form: FormId::from(form.as_str()),
            },
            RawMeasure::Sum {
                form,
                field,
                conditions,
            } => self.sum(&form, &field, conditions),
            RawMeasure::Share {
                form,
                conditions,
                part,
            } => self.share(&form, conditions, part),
            RawMeasure::Ratio {
                form,
                part,
                whole,
                conditions,
            } => Measure::Ratio {
                conditions: self.rows(&form, conditions),
                part: self.number(&form, &part, "part"),
                whole: self.number(&form, &whole, "whole"),
                form: FormId::from(form.as_str()),
            },
            RawMeasure::Exists { form, conditions } => Measure::Exists {
                conditions: self.rows(&form, conditions),
                form: FormId::from(form.as_str()),
            },
            RawMeasure::DateBefore {
                form,
                field,
                before,
                inclusive,
                conditions,
            } => {
                let last = if inclusive {
                    before.0
                } else {
                    before.0.pred_opt().unwrap_or(before.0)
                };
                let mut conditions = self.rows(&form, conditions);
                conditions.push(Condition {
                    field: self.typed(&form, &field, "field", is_date, "a field with dates"),
                    test: Test::Within(NaiveDate::MIN..=last),
                });
                Measure::Exists {
                    form: FormId::from(form.as_str()),
                    conditions,
                }
            }
            RawMeasure::Filled { form, fields } => Measure::Filled {
                fields: self.fields(&form, &fields, |_| true, ""),
                form: FormId::from(form.as_str()),
            },
            RawMeasure::Yes { form, fields } => Measure::Yes {
                fields: self.fields(&form, &fields, is_boolean, "a boolean field"),
                form: FormId::from(form.as_str()),
            },
            RawMeasure::OnTime {} => Measure::OnTime,
            RawMeasure::Received {} => Measure::Received,
            RawMeasure::AllOf { targets } => Measure::AllOf {
                targets: targets
                    .iter()
                    .map(|id| TargetId::from(id.as_str()))
                    .collect(),
            },
            RawMeasure::PromisesKept(raw) => self.kept(raw),
        }
    }

    /// The sum of a field over some rows.
    pub(super) fn sum(
        &mut self,
        form: &str,
        field: &str,
        conditions: Vec<RawCondition>,
    ) -> Measure {
        Measure::Sum {
            conditions: self.rows(form, conditions),
            field: self.number(form, field, "field"),
            form: FormId::from(form),
        }
    }

    fn share(
        &mut self,
        form: &str,
        conditions: Vec<RawCondition>,
        part: Vec<RawCondition>,
    ) -> Measure {
        if part.is_empty() {
            let place = format!("{}part", self.place);
            invalid(&place, "[]", "what the rows of the part meet", self.faults);
        }
        let conditions = self.rows(form, conditions);
        let place = format!("{}part", self.place);
        Measure::Share {
            part: resolve_conditions(&place, form, part, self.campaign, self.faults),
            conditions,
            form: FormId::from(form),
        }
    }

    fn kept(&mut self, raw: RawKept) -> Measure {
        let promised = self.amounts(&raw.promised, "promised");
        let done = self.amounts(&raw.done, "done");
        let key_of = |amounts: &Amounts| self.campaign.form(&amounts.form).map(|one| one.key.len());
        if let (Some(one), Some(other)) = (key_of(&promised), key_of(&done))
            && (one == 0 || one != other)
        {
            let place = format!("{}done.form", self.place);
            let expected = "a form with as many key fields as that of the promises, at least one";
            invalid(&place, done.form.as_str(), expected, self.faults);
        }
        Measure::Kept {
            promised,
            done,
            lower_is_better: raw.lower_is_better,
        }
    }

    fn amounts(&mut self, raw: &RawAmounts, part: &str) -> Amounts {
        let place = format!("{}{part}", self.place);
        let form = known_form(
            self.campaign,
            &raw.form,
            &format!("{place}.form"),
            self.faults,
        );
        if let Some(form) = form {
            let place = format!("{place}.field");
            let fits = FieldKind::is_number;
            field_of(
                form,
                &raw.field,
                &place,
                fits,
                "a field with numbers",
                self.faults,
            );
        }
        Amounts {
            form: FormId::from(raw.form.as_str()),
            field: FieldName::from(raw.field.as_str()),
        }
    }

    /// The key that distinct rows are told apart by.
    fn key(&mut self, name: &str, by: &[String]) -> Key {
        let Some(form) = self.campaign.form(&FormId::from(name)) else {
            return Key::Row(Vec::new()); // a fault already
        };
        if by.is_empty() {
            if form.key.is_empty() {
                let place = self.place.trim_end_matches('.');
                invalid(
                    place,
                    "count-keys",
                    "a form with a key, or `by`",
                    self.faults,
                );
            }
            let fields = form.key.iter().map(|at| form.fields[*at].name.clone());
            return Key::Row(fields.collect());
        }
        let place = format!("{}by", self.place);
        let fields = by
            .iter()
            .map(|field| known_field(form, field, &place, self.faults));
        Key::Fields(fields.collect())
    }

    /// The form is known, and its conditions.
    fn rows(&mut self, form: &str, conditions: Vec<RawCondition>) -> Vec<Condition> {
        known_form(
            self.campaign,
            form,
            &format!("{}form", self.place),
            self.faults,
        );
        let place = format!("{}where", self.place);
        resolve_conditions(&place, form, conditions, self.campaign, self.faults)
    }

    fn number(&mut self, form: &str, field: &str, key: &str) -> FieldName {
        self.typed(
            form,
            field,
            key,
            FieldKind::is_number,
            "a field with numbers",
        )
    }

    fn fields(
        &mut self,
        form: &str,
        fields: &[String],
        fits: fn(&FieldKind) -> bool,
        expected: &str,
    ) -> Vec<FieldName> {
        known_form(
            self.campaign,
            form,
            &format!("{}form", self.place),
            self.faults,
        );
        let mut typed = |field: &String| self.typed(form, field, "fields", fits, expected);
        fields.iter().map(&mut typed).collect()
    }

    fn typed(
        &mut self,
        form: &str,
        field: &str,
        key: &str,
        fits: fn(&FieldKind) -> bool,
        expected: &str,
    ) -> FieldName {
        if let Some(form) = self.campaign.form(&FormId::from(form)) {
            let place = format!("{}{key}", self.place);
            field_of(form, field, &place, fits, expected, self.faults);
        }
        FieldName::from(field)
    }
}

fn is_date(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Date)
}

fn is_boolean(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Boolean { .. })
}

fn is_text(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Text)
}

/// Conditions on the rows of a form; `place` is the list's.
pub(super) fn resolve_conditions(
    place: &str,
    form: &str,
    raw: Vec<RawCondition>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<Condition> {
    let Some(form) = campaign.form(&FormId::from(form)) else {
        return Vec::new(); // already a fault of the measure
    };
    let mut conditions = Vec::with_capacity(raw.len());
    for (at, one) in raw.into_iter().enumerate() {
        let place = format!("{place}[{at}]");
        let field = FieldName::from(one.field.as_str());
        let Some((test, fits, expected)) = test(one, &place, campaign, faults) else {
            let expected = "exactly one of one-of, within, at-least with at-most, is-true, filled, \
                            difficult-area";
            invalid(&place, field.as_str(), expected, faults);
            continue;
        };
        let name = field.as_str();
        let field = field_of(
            form,
            name,
            &format!("{place}.field"),
            fits,
            expected,
            faults,
        );
        if let Test::OneOf(texts) = &test {
            check_values(&place, texts, allowed(campaign, form, &field), faults);
        }
        conditions.push(Condition { field, test });
    }
    conditions
}

/// What a field must be for a test to fit it, and how one says so.
type Fits = (Test, fn(&FieldKind) -> bool, &'static str);

/// The one test a condition names; none where it names none, or several.
fn test(
    raw: RawCondition,
    place: &str,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Option<Fits> {
    let mut found: Vec<Fits> = Vec::new();
    if !raw.one_of.is_empty() {
        found.push((Test::OneOf(raw.one_of), is_text, "a field with text"));
    }
    if let Some(within) = raw.within {
        let days = match within {
            RawPeriod::Named(_) => campaign.period.clone(),
            RawPeriod::Days { from, to } => {
                let (from, to) = (
                    from.unwrap_or(Day(NaiveDate::MIN)),
                    to.unwrap_or(Day(NaiveDate::MAX)),
                );
                period(&format!("{place}.within."), from, to, faults)
            }
        };
        found.push((Test::Within(days), is_date, "a field with dates"));
    }
    if raw.at_least.is_some() || raw.at_most.is_some() {
        let least = raw.at_least.unwrap_or(f64::NEG_INFINITY);
        let most = raw.at_most.unwrap_or(f64::INFINITY);
        let range = Test::Between(least..=most);
        found.push((range, FieldKind::is_number, "a field with numbers"));
    }
    if raw.is_true {
        found.push((Test::IsTrue, is_boolean, "a boolean field"));
    }
    if raw.filled {
        found.push((Test::Filled, |_| true, ""));
    }
    if raw.difficult_area {
        found.push((
            Test::DifficultArea,
            is_text,
            "a field with names or codes of units",
        ));
    }
    match found.len() {
        1 => found.pop(),
        _ => None,
    }
}

/// The values a field can have: those of its list, where it has one.
fn allowed<'a>(campaign: &'a Campaign, form: &'a Form, field: &FieldName) -> &'a [String] {
    let Some(field) = form.position(field).map(|at| &form.fields[at]) else {
        return &[];
    };
    let listed = field.reference.as_ref().and_then(|one| {
        let list = campaign.lists.get(&one.list)?;
        list.columns.get(&one.column)
    });
    listed.map_or(field.constraints.one_of.as_slice(), Vec::as_slice)
}

fn check_values(
    place: &str,
    texts: &[String],
    allowed: &[String],
    faults: &mut Vec<CampaignFault>,
) {
    let unknown = |text: &&String| !allowed.is_empty() && !allowed.contains(text);
    for text in texts.iter().filter(unknown) {
        invalid(place, text, &allowed.join(", "), faults);
    }
}
