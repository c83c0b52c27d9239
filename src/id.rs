//! Names that must not be mixed up: a unit's code is no form's id.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub struct $name(#[serde(with = "crate::shared_text")] Arc<str>);

        impl $name {
            /// The name as written in the campaign.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                // Most names that are compared are one, kept once.
                if Arc::ptr_eq(&self.0, &other.0) {
                    return Ordering::Equal;
                }
                self.0.cmp(&other.0)
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A unit's code, such as `PGD-01`.
    UnitCode
);
id!(
    /// A unit type's id, such as `phong-gddt`.
    UnitTypeId
);
id!(
    /// An emulation block's id.
    BlockId
);
id!(
    /// A collection's id, such as `dang-ky`.
    CollectionId
);
id!(
    /// A form's id: the stem of its file, such as `dien-hinh`.
    FormId
);
id!(
    /// A field's name: the column in parquet, such as `ngay_gioi_thieu`.
    FieldName
);
id!(
    /// A target's id, such as `dien-hinh`.
    TargetId
);
id!(
    /// The name of a list rows may refer to, such as `phong-trao`.
    ListId
);
