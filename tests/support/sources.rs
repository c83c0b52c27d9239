//! The tests there are, by the sources: to hold lists of tests against.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::rc::Rc;

/// A function: whether it is a test that every run includes, and the text of its file.
pub(crate) type Function = (bool, Rc<str>);

/// Every function of the sources and tests, by name.
pub(crate) fn tests() -> io::Result<BTreeMap<String, Vec<Function>>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tests: BTreeMap<String, Vec<Function>> = BTreeMap::new();
    for folder in ["src", "tests"] {
        for text in source_files(&root.join(folder))? {
            let text: Rc<str> = text.into();
            for (name, runs) in functions(&text) {
                tests
                    .entry(name)
                    .or_default()
                    .push((runs, Rc::clone(&text)));
            }
        }
    }
    Ok(tests)
}

/// The text of the file of a test that runs, or why there is none.
pub(crate) fn running<'t>(
    tests: &'t BTreeMap<String, Vec<Function>>,
    name: &str,
) -> Result<&'t str, &'static str> {
    match tests.get(name).map(Vec::as_slice) {
        Some([(true, text)]) => Ok(text),
        Some([_]) => Err("is no test, or is not run"),
        Some(_) => Err("is the name of several functions"),
        None => Err("does not exist"),
    }
}

/// The texts of the source files below a folder.
fn source_files(folder: &Path) -> io::Result<Vec<String>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            texts.extend(source_files(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            texts.push(fs::read_to_string(path)?);
        }
    }
    Ok(texts)
}

/// The functions of a source, and whether each is a test that every run of the tests includes.
pub(crate) fn functions(source: &str) -> Vec<(String, bool)> {
    let mut functions = Vec::new();
    let mut attributes = String::new();
    let mut is_open = false;
    for line in source.lines().map(str::trim) {
        if is_open || line.starts_with("#[") {
            attributes.push_str(line);
            is_open = attributes.matches('[').count() > attributes.matches(']').count();
        } else if let Some(rest) = line.strip_prefix("fn ") {
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let is_test = attributes.contains("#[test]");
            let is_held_back = attributes.contains("ignore") || attributes.contains("#[cfg");
            functions.push((name, is_test && !is_held_back));
            attributes.clear();
        } else if !line.starts_with("//") && !line.is_empty() {
            attributes.clear();
        }
    }
    functions
}
