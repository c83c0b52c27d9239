//! How `summary.json` is laid out: an entry a line, so that people can look into it and a list of
//! thousands does not grow by blanks.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Depth of the outermost object's keys.
const KEYS: usize = 1;
/// Depth of the entries of their lists.
const ENTRIES: usize = 2;

/// Writes an object: its keys and their entries in lines of their own.
pub(super) fn write(value: &impl Serialize, to: impl Write) -> serde_json::Result<()> {
    let layout = EntryLines::default();
    value.serialize(&mut Serializer::with_formatter(to, layout))
}

#[derive(Default)]
struct EntryLines {
    depth: usize,
    /// Whether the innermost list has an entry.
    is_filled: bool,
}

impl EntryLines {
    /// Begins what stands at this depth: in a new line, or after a comma.
    fn begin<W: Write + ?Sized>(&self, to: &mut W, comma: &[u8], lines: usize) -> io::Result<()> {
        to.write_all(comma)?;
        if self.depth == lines {
            line(to, self.depth)?;
        }
        Ok(())
    }
}

fn line<W: Write + ?Sized>(to: &mut W, depth: usize) -> io::Result<()> {
    to.write_all(b"\n")?;
    (0..depth).try_for_each(|_| to.write_all(b"  "))
}

fn comma(first: bool) -> &'static [u8] {
    if first { b"" } else { b"," }
}

impl Formatter for EntryLines {
    fn begin_array<W: Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.is_filled = false;
        to.write_all(b"[")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.begin(to, comma(first), ENTRIES)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_filled = true;
        Ok(())
    }

    fn end_array<W: Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.is_filled && self.depth + 1 == ENTRIES {
            line(to, self.depth)?;
        }
        to.write_all(b"]")
    }

    fn begin_object<W: Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.depth += 1;
        to.write_all(b"{")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.begin(to, comma(first), KEYS)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        let sign: &[u8] = if self.depth == KEYS { b": " } else { b":" };
        to.write_all(sign)
    }

    fn end_object<W: Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.depth + 1 == KEYS {
            line(to, self.depth)?;
        }
        to.write_all(b"}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn each_key_and_each_entry_has_a_line() {
        let value = json!({
            "a": 1, "b": [], "c": [{ "d": [], "e": [2, 3] }, { "f": {} }], "g": null,
        });
        let mut written = Vec::new();
        super::write(&value, &mut written).unwrap();
        let expected = r#"{
  "a": 1,
  "b": [],
  "c": [
    {"d":[],"e":[2,3]},
    {"f":{}}
  ],
  "g": null
}"#;
        assert_eq!(String::from_utf8(written).unwrap(), expected);
    }
}
