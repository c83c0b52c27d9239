//! Says things: results on stdout, all else on stderr.
//!
//! Names and values come from files that anybody may have sent, so nothing in them reaches a
//! terminal that would rule it (colours, the cursor, the window's title) or turn the direction of
//! writing. A closed pipe is no fault.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use crate::text::is_ruling;

/// Writes a text to stdout.
pub(super) fn say(text: &str) {
    let text = replaced(text.trim_end(), |_| "\u{fffd}".to_owned());
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// Writes JSON to stdout; it says the same, in letters that every terminal only shows.
pub(super) fn say_json(json: &[u8]) {
    let json = String::from_utf8_lossy(json);
    let json = replaced(json.trim_end(), escape);
    let _ = writeln!(io::stdout().lock(), "{json}");
}

/// Writes a text to stderr.
pub(super) fn complain(text: &str) {
    let text = replaced(text.trim_end(), |_| "\u{fffd}".to_owned());
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// A text without the signs that rule a terminal.
fn replaced(text: &str, by: impl Fn(char) -> String) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_kept_out(sign) {
            safe.push_str(&by(sign));
        } else {
            safe.push(sign);
        }
    }
    safe
}

fn is_kept_out(sign: char) -> bool {
    is_ruling(sign) && !matches!(sign, '\n' | '\t')
}

/// As JSON writes a sign by its number; all that rule a terminal are below 65,536.
fn escape(sign: char) -> String {
    let mut escaped = String::new();
    let _ = write!(escaped, "\\u{:04x}", u32::from(sign));
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_rules_a_terminal_is_said() {
        let hostile = "a\u{1b}[2Jb\u{9b}31mc\rd\u{202e}e\u{7}\u{7f}\nTrường\tx";
        let said = replaced(hostile, |_| "?".to_owned());
        assert_eq!(said, "a?[2Jb?31mc?d?e??\nTrường\tx");
        let json = serde_json::to_string(hostile).unwrap();
        let said = replaced(&json, escape);
        assert!(!said.contains(is_kept_out));
        assert_eq!(serde_json::from_str::<String>(&said).unwrap(), hostile);
    }
}
