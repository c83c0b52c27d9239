//! The golden campaign, ready to be run.

#[path = "folders.rs"]
mod folders;

use std::fs;
use std::path::Path;

use folders::copy;

/// A folder with the golden campaign as the default, and its returns.
pub(crate) fn workplace() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let schemas = place.path().join("schemas");
    copy(&golden.join("schemas"), &schemas.join("golden"));
    fs::write(schemas.join("index.toml"), "default = \"golden\"\n").unwrap();
    let sample = place.path().join("sample-data");
    copy(&golden.join("returns"), &sample.join("returns"));
    fs::copy(golden.join("received.csv"), sample.join("received.csv")).unwrap();
    place
}
