//! A value of a field's type.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::lang::{self, Lang};
use crate::shared_text::SharedText;

/// A value of a field's type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Text, in NFC.
    Text(SharedText),
    /// A number.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(NaiveDate),
    /// A day and a time of it.
    DateTime(NaiveDateTime),
    /// A time of day.
    Time(NaiveTime),
}

impl Value {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<SharedText>) -> Self {
        Self::Text(text.into())
    }

    /// The number of a number or whole number.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            #[expect(
                clippy::cast_precision_loss,
                reason = "whole numbers are read from f64 cells and stay below 2^53"
            )]
            Self::Integer(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// The value as a person reads it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Number(_) | Self::Integer(_) => {
                lang::number(self.as_number().unwrap_or_default(), Lang::Vi)
            }
            Self::Boolean(yes) => (if *yes { "Có" } else { "Không" }).to_owned(),
            Self::Date(day) => lang::date(*day),
            Self::DateTime(at) => {
                format!("{} {}", lang::date(at.date()), lang::time(at.time()))
            }
            Self::Time(time) => lang::time(*time),
        }
    }

    /// The text of a text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day of a date.
    #[must_use]
    pub fn as_date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// Whether the value says yes.
    #[must_use]
    pub fn is_true(&self) -> bool {
        *self == Self::Boolean(true)
    }
}
