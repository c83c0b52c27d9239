//! Marked returns as units send them back: the same rows and findings, and explanations heard.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use zip::write::SimpleFileOptions;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The returns that another program wrote, with their receipt log, in a folder of their own.
fn workplace() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let from = root().join("tests/returns");
    fs::create_dir(place.path().join("returns")).unwrap();
    for entry in fs::read_dir(from.join("returns")).unwrap() {
        let entry = entry.unwrap();
        let to = place.path().join("returns").join(entry.file_name());
        fs::copy(entry.path(), to).unwrap();
    }
    fs::copy(from.join("received.csv"), place.path().join("received.csv")).unwrap();
    place
}

/// Runs on the returns of a place, into a folder of this name beside them.
fn run(place: &Path, out: &str) {
    let done = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .arg("run")
        .arg("--returns")
        .arg(place.join("returns"))
        .arg("--out")
        .arg(place.join(out))
        .current_dir(root())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!((done.status.code(), said.as_str()), (Some(1), ""));
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The accepted files of a run that were marked: name, and name when marked.
fn marked(place: &Path, out: &str) -> Vec<(String, String)> {
    let summary = fs::read(place.join(out).join("data/summary.json")).unwrap();
    let summary: Value = serde_json::from_slice(&summary).unwrap();
    let submissions = summary["submissions"].as_array().unwrap().iter();
    let names = submissions
        .filter(|one| one["state"] == "accepted")
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap().to_owned();
            let (unit, collection) = (text("unit"), text("collection"));
            (
                text("file"),
                format!("{unit}_{collection}_phieu-ra-soat.xlsx"),
            )
        });
    names
        .filter(|(_, marked)| place.join(out).join("don-vi").join(marked).is_file())
        .collect()
}

#[test]
fn a_marked_return_is_read_like_the_return_it_was_made_of() {
    let place = workplace();
    let place = place.path();
    run(place, "first");
    let marked = marked(place, "first");
    assert_eq!(marked.len(), 24);
    for (file, marked) in &marked {
        let from = place.join("first/don-vi").join(marked);
        fs::copy(from, place.join("returns").join(file)).unwrap();
    }
    run(place, "second");
    for name in ["findings.jsonl", "repairs.jsonl"] {
        let of = |out: &str| fs::read_to_string(place.join(out).join("data").join(name)).unwrap();
        assert!(of("first") == of("second"), "{name}");
    }
    for entry in fs::read_dir(place.join("first/data")).unwrap() {
        let name = entry.unwrap().file_name();
        if name.to_string_lossy().ends_with(".parquet") {
            let of = |out: &str| fs::read(place.join(out).join("data").join(&name)).unwrap();
            assert!(of("first") == of("second"), "{name:?}");
        }
    }
}

/// The marked return with an explanation typed into the line of its only query.
fn explained(bytes: &[u8], text: &str) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let sheet = String::from_utf8(content).unwrap();
            // The last line with a key in the first hidden column.
            let key = sheet.rfind("<c r=\"H").unwrap();
            let cell = sheet[..key].rfind("<c r=\"G").unwrap();
            let end = cell + sheet[cell..].find(" s=").unwrap();
            let typed = format!(
                "{} t=\"inlineStr\"><is><t>{text}</t></is></c>",
                &sheet[cell..end]
            );
            content = [&sheet[..cell], &typed, &sheet[key..]]
                .concat()
                .into_bytes();
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn an_explained_query_waits_for_the_office_and_is_accepted_by_it() {
    let place = workplace();
    let place = place.path();
    run(place, "first");
    let name = "NT-16_cuoi-nam_phieu-ra-soat.xlsx";
    let bytes = fs::read(place.join("first/don-vi").join(name)).unwrap();
    let bytes = explained(&bytes, "Số ở dòng tổng lấy theo biên bản kiểm tra");
    fs::write(place.join("returns").join(name), bytes).unwrap();
    let log = fs::read_to_string(place.join("received.csv")).unwrap();
    let log = format!("{}\n{name},2024-06-10\n", log.trim_end());
    fs::write(place.join("received.csv"), log).unwrap();
    let state = |out: &str| {
        let findings = lines(&place.join(out).join("data/findings.jsonl"));
        let is_it = |one: &&Value| one["file"] == name && one["code"] == "total-mismatch";
        let found = findings.iter().find(is_it).unwrap();
        found["state"].as_str().unwrap().to_owned()
    };
    run(place, "second");
    assert_eq!(state("second"), "explained");
    let decision = "action,unit,collection,form,row_key,code,value\n\
        accept,NT-16,cuoi-nam,phong-trao,,total-mismatch,181\n";
    fs::write(place.join("decisions.csv"), decision).unwrap();
    run(place, "third");
    assert_eq!(state("third"), "accepted");
}
