//! What is wrong with a return, as data: a fault, its place and its state.
//!
//! Stages make findings and keep their exact cells; [`collapse`] joins what has one cause, and
//! [`Finding::message`] puts it into words, only when a report is written.

mod code;
mod collapse;
mod explain;
mod fault;
mod kind;
mod message;
mod repair;
mod row_rule;

use std::sync::Arc;

pub use code::{Code, Severity};
pub use collapse::collapse;
pub use explain::{Consequence, Group, Page};
pub use fault::Fault;
pub use kind::{ControlTotal, ForeignFormat, LimitKind, Merger, Replaced, Source, Stopped};
pub use message::Personal;
pub use repair::{Repair, RepairRule, Run, collapse_repairs, runs};
pub use row_rule::RowRule;

use serde::{Deserialize, Serialize};

use crate::id::{FieldName, FormId};
use crate::location::Range;

/// One fault at one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
    /// The value as written, where there is one.
    pub value: Option<String>,
    /// Whether the value names a person, so that terminal and JSON show the address only.
    pub personal: bool,
    /// How grave it is: the code's own severity, or the campaign's.
    pub severity: Severity,
    /// Whether somebody answered it.
    pub state: State,
}

/// Where in a submission; what is absent means "all of it".
///
/// A form without a range is about all its rows; a range without a field about whole rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The sheet's name.
    #[serde(with = "crate::shared_text::option")]
    pub sheet: Option<Arc<str>>,
    /// The cells.
    pub range: Option<Range>,
    /// The form.
    pub form: Option<FormId>,
    /// The field.
    pub field: Option<FieldName>,
}

/// Whether a finding still waits for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum State {
    /// Nobody answered.
    Open,
    /// The unit explained it; the office has not accepted.
    Explained,
    /// The office accepted.
    Accepted,
}

impl State {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Explained => "explained",
            Self::Accepted => "accepted",
        }
    }
}

impl Finding {
    /// A finding with its code's own severity, open, without a value.
    #[must_use]
    pub fn new(place: Place, fault: Fault) -> Self {
        let severity = fault.code().severity();
        Self {
            place,
            fault,
            value: None,
            personal: false,
            severity,
            state: State::Open,
        }
    }

    /// The same with the value as written.
    #[must_use]
    pub fn with_value(mut self, value: Option<String>, personal: bool) -> Self {
        self.value = value;
        self.personal = personal;
        self
    }

    /// Whether it leaves its cells in doubt: an error or query nobody has accepted, unless its
    /// code only advises.
    #[must_use]
    pub fn causes_doubt(&self) -> bool {
        self.severity != Severity::Note
            && self.state != State::Accepted
            && !self.fault.code().is_advisory()
    }

    /// Whether it waits for the sender or the office.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub fn file() -> Self {
        Self::default()
    }

    /// One sheet as a whole.
    #[must_use]
    pub fn sheet(sheet: &Arc<str>) -> Self {
        Self {
            sheet: Some(Arc::clone(sheet)),
            ..Self::default()
        }
    }
}
