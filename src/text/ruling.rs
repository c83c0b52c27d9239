//! Signs that are not shown but do something to what is.

/// Whether a sign rules a display: colours and the cursor, the end of a line, the direction of
/// writing.
#[must_use]
pub fn is_ruling(sign: char) -> bool {
    let is_turning = matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    sign.is_control() || is_turning || matches!(sign, '\u{2028}' | '\u{2029}')
}
