//! Files made to break their reader: each alone becomes unreadable, and the run goes on.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value as Json;
use thidua::campaign::Limits;
use thidua::discover::Format;
use thidua::finding::{Fault, LimitKind, Stopped};
use thidua::read::worker::{COMMAND, Pool};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn foreign(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/foreign/returns").join(name)).unwrap()
}

fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_thidua").into()
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// An ods whose first table holds this.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"A\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// An ods in which cells with content stand so often.
fn repeated(rows: &str, columns: &str) -> Vec<u8> {
    ods(&format!(
        "<table:table-row table:number-rows-repeated=\"{rows}\">\
         <table:table-cell office:value-type=\"float\" office:value=\"1\" \
         table:number-columns-repeated=\"{columns}\"/></table:table-row>"
    ))
}

/// A bare BIFF8 stream of one sheet with these records.
fn xls(globals: &[(u16, Vec<u8>)], cells: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let write = |records: &[(u16, Vec<u8>)]| {
        let mut out = Vec::new();
        for (kind, data) in records {
            out.extend(kind.to_le_bytes());
            out.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
            out.extend(data);
        }
        out
    };
    let begin = |kind: u8| (0x0809, vec![0, 6, kind, 0, 0, 0, 0, 0]);
    let head = |position: u32| {
        let mut bound = position.to_le_bytes().to_vec();
        bound.extend([0, 0, 1, 0, b'A']);
        let mut records = vec![begin(5)];
        records.extend(globals.iter().cloned());
        records.push((0x0085, bound));
        records.push((0x000A, Vec::new()));
        write(&records)
    };
    let mut sheet = vec![begin(0x10)];
    sheet.extend(cells.iter().cloned());
    sheet.push((0x000A, Vec::new()));
    let size = u32::try_from(head(0).len()).unwrap();
    [head(size), write(&sheet)].concat()
}

/// An xlsb with these parts in place of its own.
fn xlsb(replaced: &[(&str, &[u8])]) -> Vec<u8> {
    let bytes = foreign("THPT-02_biff12.xlsb");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    for (name, bytes) in replaced {
        let part = parts.iter_mut().find(|(one, _)| one == name).unwrap();
        part.1 = bytes.to_vec();
    }
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), &bytes[..]))
        .collect();
    zipped(&parts)
}

fn too_large(limit: LimitKind, found: u64) -> Fault {
    let limits = Limits::default();
    let allowed = match limit {
        LimitKind::Rows => limits.rows,
        LimitKind::Columns => limits.columns,
        _ => limits.cells,
    };
    Fault::TooLarge {
        limit,
        found,
        allowed,
    }
}

#[test]
fn what_a_file_declares_is_counted_before_it_is_made() {
    let pool = Pool::new(program());
    let ask = |bytes: &[u8], format| pool.ask(bytes, format, &Limits::default());
    let cases = [
        (repeated("1", "16384"), LimitKind::Columns, 16_384),
        (repeated("1048576", "1"), LimitKind::Rows, 1_048_576),
        (
            repeated("99999999999999", "99999999999"),
            LimitKind::Columns,
            u64::from(u32::MAX),
        ),
        (repeated("100000", "1000"), LimitKind::Cells, 500_001),
    ];
    for (bytes, limit, found) in cases {
        assert!(bytes.len() < 1000);
        assert_eq!(ask(&bytes, Format::Ods), Err(too_large(limit, found)));
    }
    // Repeated without content, to the end of the sheet and far beyond.
    let empty = "<table:table-row table:number-rows-repeated=\"4000000000\">\
                 <table:table-cell table:number-columns-repeated=\"4000000000\"/></table:table-row>";
    let workbook = ask(&ods(empty), Format::Ods).unwrap();
    assert!(workbook.sheets[0].cells.is_empty());
    // A million spaces in one cell.
    let spaces = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>x\
                  <text:s text:c=\"4000000000\"/></text:p></table:table-cell></table:table-row>";
    let fault = ask(&ods(spaces), Format::Ods).unwrap_err();
    assert!(matches!(
        fault,
        Fault::TooLarge {
            limit: LimitKind::TextLength,
            ..
        }
    ));
}

#[test]
fn one_shared_text_in_many_cells_counts_in_each() {
    let mut strings = vec![0; 8];
    strings.extend(8_000_u16.to_le_bytes());
    strings.push(0);
    strings.extend([b'x'; 8_000]);
    let cell = |at: u16| {
        let place = [(at / 200).to_le_bytes(), (at % 200).to_le_bytes()].concat();
        (0x00FD, [place, vec![0; 6]].concat())
    };
    let cells: Vec<_> = (0..20_000).map(cell).collect();
    let fault = Pool::new(program())
        .ask(
            &xls(&[(0x00FC, strings)], &cells),
            Format::Xls,
            &Limits::default(),
        )
        .unwrap_err();
    assert!(
        matches!(
            fault,
            Fault::TooLarge {
                limit: LimitKind::InflatedBytes,
                ..
            }
        ),
        "{fault:?}"
    );
}

#[test]
fn absurd_dimensions_and_counts_are_not_believed() {
    let pool = Pool::new(program());
    let dimensions = vec![0xFF; 14];
    let number = [vec![0; 6], 2.5_f64.to_le_bytes().to_vec()].concat();
    let bytes = xls(&[], &[(0x0200, dimensions), (0x0203, number)]);
    let workbook = pool.ask(&bytes, Format::Xls, &Limits::default()).unwrap();
    assert_eq!(workbook.sheets[0].cells.len(), 1);
    // The count of shared strings as four billion, and a dimension to match.
    let strings = [&[0x9F, 0x01, 8][..], &[0xFF; 8], &[0xA0, 0x01, 0]].concat();
    let bytes = xlsb(&[("xl/sharedStrings.bin", &strings)]);
    let workbook = pool.ask(&bytes, Format::Xlsb, &Limits::default()).unwrap();
    let faults = workbook.sheets.iter().map(|sheet| sheet.fault.as_deref());
    assert!(
        faults
            .into_iter()
            .all(|fault| fault == Some("no shared string 0") || fault.is_some())
    );
    // A record that says it is 256 MiB long.
    let sheet = [0x81, 0x01, 0xFF, 0xFF, 0xFF, 0x7F];
    let bytes = xlsb(&[("xl/worksheets/sheet1.bin", &sheet)]);
    let workbook = pool.ask(&bytes, Format::Xlsb, &Limits::default()).unwrap();
    assert_eq!(
        workbook.sheets[0].fault.as_deref(),
        Some("a record is cut short")
    );
    // A cell far beyond the last one.
    let far = [[0xFF_u8; 4].to_vec(), vec![0; 10]].concat();
    let bytes = xls(&[], &[(0x0203, far)]);
    let fault = pool
        .ask(&bytes, Format::Xls, &Limits::default())
        .unwrap_err();
    assert_eq!(fault, too_large(LimitKind::Columns, 65_536));
}

/// A file that lets the limits pass, and with what is made of it does not fit in a worker's memory.
fn beyond_memory() -> Vec<u8> {
    let comment = "-".repeat(36 << 20).replace("--", "- ");
    let text = "x".repeat(63 << 20);
    ods(&format!(
        "<!--{comment}--><table:table-row><table:table-cell office:value-type=\"string\">\
         <text:p>\r{text}</text:p></table:table-cell></table:table-row>"
    ))
}

#[test]
fn a_worker_that_wants_too_much_memory_ends_alone_and_is_replaced() {
    let pool = Pool::new(program());
    let limits = Limits {
        text_length: u64::MAX,
        inflated_bytes: u64::MAX,
        ..Limits::default()
    };
    let good = foreign("THPT-07_odfpy.ods");
    let stopped = Fault::ReaderStopped {
        why: Stopped::Memory,
    };
    for _ in 0..2 {
        assert_eq!(
            pool.ask(&beyond_memory(), Format::Ods, &limits),
            Err(stopped.clone())
        );
        assert_eq!(
            pool.ask(&good, Format::Ods, &limits).unwrap().sheets.len(),
            6
        );
    }
}

#[test]
fn a_program_that_is_no_worker_is_a_crash() {
    let stopped = Fault::ReaderStopped {
        why: Stopped::Crash,
    };
    for name in ["/nowhere/thidua", "/bin/false"] {
        let pool = Pool::new(name.into());
        let asked = pool.ask(b"", Format::Xls, &Limits::default());
        assert_eq!(asked, Err(stopped.clone()), "{name}");
    }
}

#[test]
fn a_worker_ends_with_the_process_that_asks_and_is_not_offered_to_people() {
    let ended = Command::new(program())
        .arg(COMMAND)
        .stdin(Stdio::null())
        .status()
        .unwrap();
    assert!(ended.success());
    let help = Command::new(program()).arg("--help").output().unwrap();
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    assert!(help.contains("sample") && !help.contains(COMMAND), "{help}");
}

#[test]
fn hostile_files_become_unreadable_and_the_run_goes_on() {
    let place = tempfile::tempdir().unwrap();
    let returns = place.path().join("returns");
    fs::create_dir(&returns).unwrap();
    let mut broken = foreign("THPT-04_biff8-whole-sheet.xls");
    for at in (2000..broken.len()).step_by(7) {
        broken[at] ^= 0xA5;
    }
    let far = [[0xFF_u8; 4].to_vec(), vec![0; 10]].concat();
    let files: [(&str, Vec<u8>); 6] = [
        ("THPT-02_cuoi-nam.ods", repeated("1048576", "1000")),
        ("THPT-03_cuoi-nam.ods", beyond_memory()),
        ("THPT-04_cuoi-nam.xls", broken),
        ("THPT-05_cuoi-nam.xls", xls(&[], &[(0x0203, far)])),
        (
            "THPT-06_cuoi-nam.xlsb",
            xlsb(&[("xl/workbook.bin", &[0x9C, 0x01, 0xFF, 0x7F])]),
        ),
        ("THPT-07_cuoi-nam.ods", foreign("THPT-07_odfpy.ods")),
    ];
    for (name, bytes) in &files {
        fs::write(returns.join(name), bytes).unwrap();
    }
    let run = |jobs: &str| {
        let out = place.path().join(jobs);
        let done = Command::new(program())
            .args(["run", "--only", "data", "--jobs", jobs, "--campaign"])
            .arg(root().join("schemas/2023-2024"))
            .arg("--returns")
            .arg(&returns)
            .arg("--out")
            .arg(&out)
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(1));
        assert_eq!(String::from_utf8_lossy(&done.stderr), "");
        let read = |name: &str| fs::read(out.join("data").join(name)).unwrap();
        ["summary.json", "findings.jsonl", "repairs.jsonl"].map(read)
    };
    let one = run("1");
    assert_eq!(one, run("8"));
    let summary: Json = serde_json::from_slice(&one[0]).unwrap();
    let submissions = summary["submissions"].as_array().unwrap();
    let states: Vec<_> = submissions
        .iter()
        .map(|one| one["state"].as_str().unwrap())
        .collect();
    assert_eq!(states[..5], ["unreadable"; 5]);
    assert_eq!(states[5], "accepted");
}
