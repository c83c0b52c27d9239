//! How the page looks: its style sheet, with the colours that every report has.

use std::fmt::Write as _;

use crate::assess::Status;
use crate::report::palette;

/// What is the same on every page.
const STYLE: &str = include_str!("style.css");

/// A style sheet made of what is part of the program, and colours.
pub(super) struct StyleSheet(String);

impl StyleSheet {
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

/// The style sheet: a status has the colours of workbooks and charts on paper and by day, and darker
/// ones by night.
pub(super) fn style() -> StyleSheet {
    let mut day = String::new();
    let mut night = String::new();
    for status in Status::ALL {
        let (name, shade) = (status.as_str(), palette::status(status));
        let (fill, band) = (shade.fill, shade.band);
        let dark = palette::at_night(status);
        let _ = write!(day, "--{name}:#{fill:06X};--{name}-band:#{band:06X};");
        let _ = write!(night, "--{name}:#{dark:06X};");
    }
    StyleSheet(format!(
        ":root{{{day}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}\n{STYLE}"
    ))
}
