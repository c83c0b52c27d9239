//! A form: which sheet it is, its fields in order, and the rules across them.

use regex::Regex;

use super::kind::{Bound, FieldKind, Numerals};
use crate::id::{CollectionId, FieldName, FormId, ListId};
use crate::lang::Titles;

/// One form of the campaign.
#[derive(Debug, Clone)]
pub struct Form {
    /// The stem of its file.
    pub id: FormId,
    /// Its title.
    pub titles: Titles,
    /// The name of its sheet.
    pub sheet: String,
    /// Other names its sheet goes by.
    pub sheet_aliases: Vec<String>,
    /// Table or record.
    pub layout: Layout,
    /// Its fields; rules and keys refer to them by position.
    pub fields: Vec<Field>,
    /// The fields that make a row's key; empty where rows have none.
    pub key: Vec<usize>,
    /// What its blank takes from an earlier return, if anything.
    pub carries: Option<Carries>,
    /// Sets of fields that no two rows may have the same values in.
    pub unique_keys: Vec<Vec<usize>>,
    /// Sets of fields whose values must stand together elsewhere.
    pub foreign_keys: Vec<ForeignKey>,
    /// Rules across fields.
    pub rules: Vec<Rule>,
    /// Texts that mean "nothing filled in".
    pub missing_values: Vec<String>,
}

impl Form {
    /// The position of the field with a role.
    #[must_use]
    pub fn role(&self, role: Role) -> Option<usize> {
        self.fields
            .iter()
            .position(|field| field.role == Some(role))
    }

    /// The texts that mean "nothing filled in" in a field.
    #[must_use]
    pub fn missing_values_of(&self, field: usize) -> &[String] {
        let own = self.fields[field].missing_values.as_ref();
        own.unwrap_or(&self.missing_values)
    }

    /// Whether the blank form may take a field's value from an earlier return.
    #[must_use]
    pub fn is_carried(&self, field: usize) -> bool {
        let carries = self.carries.as_ref();
        carries.is_some_and(|carries| carries.fields.contains(&field))
    }

    /// The position of a field.
    #[must_use]
    pub fn position(&self, name: &FieldName) -> Option<usize> {
        self.fields.iter().position(|field| field.name == *name)
    }
}

/// What a blank form takes from the newest earlier return of its sender: a record its values, a
/// table a row for each row there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carries {
    /// The form there; the same layout, with fields of the same names and types.
    pub from: FormId,
    /// The fields here.
    pub fields: Vec<usize>,
}

/// How a form lies on its sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A header row and a row for each entry.
    #[default]
    Table,
    /// Labels with one value beside or below each.
    Record,
}

/// One field of a form.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent properties of a field, each a key of the form's file"
)]
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in data files.
    pub name: FieldName,
    /// Its header text.
    pub label: String,
    /// Other header texts for it.
    pub aliases: Vec<String>,
    /// The type of its values.
    pub kind: FieldKind,
    /// How its days and times are written, as strptime says it, where the form says so.
    pub format: Option<String>,
    /// How its numbers are written, where the form says so.
    pub numerals: Numerals,
    /// Texts that mean "nothing filled in" here; none where those of the form do.
    pub missing_values: Option<Vec<String>>,
    /// What its values must satisfy.
    pub constraints: Constraints,
    /// The list its values must be in.
    pub reference: Option<Reference>,
    /// Whether it names a person: shown in full only in workbooks and parquet.
    pub personal: bool,
    /// The collections it is asked for in; empty means all.
    pub collections: Vec<CollectionId>,
    /// Whether only heads of blocks are asked for it.
    pub of_block_heads: bool,
    /// Whether it is a running number, which is read and not judged.
    pub ordinal: bool,
    /// Whether the blank form already carries its value, so that it is no sign of data.
    pub prefilled: bool,
    /// What the field says of the submission itself, if anything.
    pub role: Option<Role>,
}

/// What a field of the cover says of its submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The sender's code.
    UnitCode,
    /// The sender's name.
    UnitName,
    /// The collection, by id or title.
    Collection,
    /// The day of the report.
    CoverDate,
}

/// What a value must satisfy beyond its type (Table Schema's `constraints`).
#[derive(Debug, Clone, Default)]
pub struct Constraints {
    /// It must be filled in.
    pub required: bool,
    /// No two rows may have the same.
    pub unique: bool,
    /// The fewest characters.
    pub min_length: Option<usize>,
    /// The most characters.
    pub max_length: Option<usize>,
    /// The least value.
    pub minimum: Option<Bound>,
    /// The greatest value.
    pub maximum: Option<Bound>,
    /// What the value must be greater than.
    pub exclusive_minimum: Option<Bound>,
    /// What the value must be less than.
    pub exclusive_maximum: Option<Bound>,
    /// The pattern the whole text must match.
    pub pattern: Option<Regex>,
    /// The only values allowed, as the form writes them; empty means any.
    pub one_of: Vec<String>,
    /// What people may write for each of these instead; empty, or one each.
    pub one_of_labels: Vec<String>,
}

/// A column of a list that a field's values must be in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The list: a file of `lists/`, `units` or `criteria`.
    pub list: ListId,
    /// Its column.
    pub column: String,
}

/// Fields of a form whose values must stand together in one row of another table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// The fields.
    pub fields: Vec<usize>,
    /// Where their values must stand.
    pub target: KeyTarget,
}

/// The table a foreign key refers to, and its columns in the order of the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyTarget {
    /// A list, the register or the criteria.
    List {
        /// Its name.
        list: ListId,
        /// Its columns.
        columns: Vec<String>,
    },
    /// A form of the same return, or the key's own.
    Form {
        /// The form.
        form: FormId,
        /// Its fields.
        fields: Vec<FieldName>,
    },
}

/// A rule across the fields of one row; fields by position.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// The field's number is at most the other's.
    AtMost {
        /// The smaller.
        field: usize,
        /// The greater.
        other: usize,
    },
    /// The two fields name different things.
    Differs {
        /// The field at fault where they do not.
        field: usize,
        /// The other.
        other: usize,
    },
    /// The field must be filled in where the other has this value.
    RequiredWhen {
        /// The field.
        field: usize,
        /// The other.
        other: usize,
        /// Its value.
        equals: String,
    },
    /// The field must be filled in unless the other says yes.
    RequiredUnless {
        /// The field.
        field: usize,
        /// The other, a boolean.
        other: usize,
    },
    /// The field is filled in where the other is, whatever stands there.
    FilledWith {
        /// The field.
        field: usize,
        /// The other.
        other: usize,
    },
    /// The day lies in the school year.
    InSchoolYear {
        /// The field.
        field: usize,
    },
    /// The unit named is a member of the sender's block.
    InOwnBlock {
        /// The field.
        field: usize,
    },
    /// The number is at most the maximum of the criterion the row names.
    AtMostCriterion {
        /// The field with points.
        field: usize,
        /// The field with the criterion's code.
        criterion: usize,
    },
    /// The text is a collection's id or title.
    NamesCollection {
        /// The field.
        field: usize,
    },
}

impl Rule {
    /// Its name in the form's file.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::AtMost { .. } => "at-most",
            Self::Differs { .. } => "differs",
            Self::RequiredWhen { .. } => "required-when",
            Self::RequiredUnless { .. } => "required-unless",
            Self::FilledWith { .. } => "filled-with",
            Self::InSchoolYear { .. } => "in-school-year",
            Self::InOwnBlock { .. } => "in-own-block",
            Self::AtMostCriterion { .. } => "at-most-criterion",
            Self::NamesCollection { .. } => "names-collection",
        }
    }

    /// The fields it is about.
    #[must_use]
    pub fn fields(&self) -> Vec<usize> {
        match *self {
            Self::AtMost { field, other }
            | Self::Differs { field, other }
            | Self::RequiredWhen { field, other, .. }
            | Self::RequiredUnless { field, other }
            | Self::FilledWith { field, other }
            | Self::AtMostCriterion {
                field,
                criterion: other,
            } => vec![field, other],
            Self::InSchoolYear { field }
            | Self::InOwnBlock { field }
            | Self::NamesCollection { field } => vec![field],
        }
    }
}
