//! Files as they arrive, through the program: archives, what is no workbook, and files made to
//! break it.
//!
//! The workbooks are those of the golden campaign with parts rewritten; `sheet2.xml` is the form
//! "Mô hình, điển hình" with data in B5:G6.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/folders.rs"]
mod folders;

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use folders::copy;

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The part with the table.
const TABLE: &str = "xl/worksheets/sheet2.xml";
const MIB: usize = 1 << 20;

fn golden() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden"))
}

/// A return that has nothing to mend.
fn sound() -> Vec<u8> {
    fs::read(golden().join("returns/PGD-01_cuoi-nam.xlsx")).unwrap()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The sound return with some parts put in the place of its own, or beside them.
fn with_parts(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let bytes = sound();
    let mut from = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().to_string();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if parts.iter().all(|(other, _)| *other != name) {
            files.push((name, bytes));
        }
    }
    let kept = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), &bytes[..]));
    let all: Vec<(&str, &[u8])> = kept.chain(parts.iter().copied()).collect();
    zipped(&all)
}

fn part(name: &str) -> String {
    let bytes = sound();
    let mut zip = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The sound return with its table rewritten.
fn with_table(change: impl Fn(String) -> String) -> Vec<u8> {
    with_parts(&[(TABLE, change(part(TABLE)).as_bytes())])
}

/// What a run says of its files.
struct Outcome {
    summary: Value,
    findings: Vec<Value>,
    status: i32,
    /// The most memory it held at once, in bytes; none where the system does not tell.
    peak: Option<u64>,
}

impl Outcome {
    fn submission(&self, file: &str) -> &Value {
        let all = self.summary["submissions"].as_array().unwrap();
        all.iter()
            .find(|one| one["file"] == file)
            .unwrap_or_else(|| panic_with(&format!("no {file} in {all:#?}")))
    }

    /// "code range" of each finding of a file but that its day of receipt is not known.
    fn of(&self, file: &str) -> Vec<String> {
        let of_file = self.findings.iter().filter(|one| one["file"] == file);
        let of_file = of_file.filter(|one| one["code"] != "no-receipt");
        of_file
            .map(|one| {
                let code = one["code"].as_str().unwrap();
                let range = one["range"].as_str().unwrap_or_default();
                format!("{code} {range}").trim_end().to_owned()
            })
            .collect()
    }

    fn message(&self, file: &str) -> &str {
        let mut of_file = self.findings.iter().filter(|one| one["file"] == file);
        let found = of_file.find(|one| one["code"] != "no-receipt");
        found.unwrap()["message"].as_str().unwrap()
    }
}

#[expect(clippy::panic, reason = "a test fails by panicking")]
fn panic_with(message: &str) -> ! {
    panic!("{message}")
}

/// Runs the golden campaign over these files.
fn run(files: &[(&str, &[u8])]) -> Outcome {
    run_with("", "file,received_at\n", files)
}

fn run_with(limits: &str, log: &str, files: &[(&str, &[u8])]) -> Outcome {
    let place = tempfile::tempdir().unwrap();
    let campaign = place.path().join("campaign");
    copy(&golden().join("schemas"), &campaign);
    let settings = campaign.join("campaign.toml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(settings, format!("{text}\n{limits}")).unwrap();
    let returns = place.path().join("returns");
    for (name, bytes) in files {
        let path = returns.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    fs::write(place.path().join("received.csv"), log).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .args(["run", "--campaign", "campaign", "--returns", "returns"])
        .args(["--only", "data", "--jobs", "2"])
        .current_dir(place.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut peak = None;
    let status = loop {
        peak = memory(child.id()).max(peak);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    };
    let mut said = String::new();
    child.stderr.unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "", "{status}");
    let data = place.path().join("reports/data");
    let findings = fs::read_to_string(data.join("findings.jsonl")).unwrap();
    Outcome {
        summary: serde_json::from_slice(&fs::read(data.join("summary.json")).unwrap()).unwrap(),
        findings: findings
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
        status: status.code().unwrap(),
        peak,
    }
}

/// The most memory a process has held, as Linux tells it.
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes << 10)
}

#[test]
fn each_file_of_an_archive_is_a_submission_of_its_own() {
    let sound = sound();
    let other = fs::read(golden().join("returns/THPT-01_cuoi-nam.xlsx")).unwrap();
    let inner = zipped(&[("x.xlsx", &sound)]);
    let archive = zipped(&[
        ("Đợt II/PGD-01.xlsx", &sound),
        ("~$PGD-01.xlsx", b"lock"),
        ("THPT-01 cuoi-nam.pdf", b"%PDF-1.4"),
        ("THPT-01.xlsx", &other),
        ("trong.zip", &inner),
        ("trong.rar", b"Rar!\x1a\x07\x00"),
    ]);
    let log = "file,received_at\ngui.zip,2024-05-30\ngui.zip!/THPT-01.xlsx,2024-06-03\n";
    let outcome = run_with("", log, &[("PGD-01/gui.zip", &archive)]);
    let files: Vec<&str> = outcome.summary["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["file"].as_str().unwrap())
        .collect();
    let name = |inside: &str| format!("PGD-01/gui.zip!/{inside}");
    let expected = [
        "THPT-01 cuoi-nam.pdf",
        "THPT-01.xlsx",
        "trong.rar",
        "trong.zip",
        "Đợt II/PGD-01.xlsx",
    ];
    assert_eq!(files, expected.map(name));
    let read = outcome.submission(&name("Đợt II/PGD-01.xlsx"));
    assert_eq!(read["state"], "accepted");
    assert_eq!(read["sha256"], thidua::hash::sha256(&sound));
    assert_eq!(read["rows"]["dien-hinh"]["seen"], 2);
    let foreign = outcome.submission(&name("THPT-01 cuoi-nam.pdf"));
    assert_eq!(foreign["state"], "unreadable");
    assert_eq!(foreign["unit"], "THPT-01");
    assert!(
        outcome
            .message(&name("THPT-01 cuoi-nam.pdf"))
            .contains("PDF")
    );
    for inner in ["trong.zip", "trong.rar"] {
        assert_eq!(outcome.submission(&name(inner))["state"], "unreadable");
        let message = outcome.message(&name(inner));
        assert!(
            message.contains("tệp nén nằm trong một tệp nén"),
            "{message}"
        );
    }
}

#[test]
fn a_line_of_the_log_for_an_archive_is_about_each_file_in_it_without_a_line() {
    let other = fs::read(golden().join("returns/THPT-01_cuoi-nam.xlsx")).unwrap();
    let archive = zipped(&[("PGD-01.xlsx", &sound()), ("THPT-01.xlsx", &other)]);
    let log = "file,received_at\ngui.zip,2024-05-30\ngui.zip!/THPT-01.xlsx,2024-06-03\n";
    let outcome = run_with("", log, &[("gui.zip", &archive)]);
    let received = |file: &str| outcome.submission(file)["received_at"].clone();
    assert_eq!(received("gui.zip!/PGD-01.xlsx"), "2024-05-30");
    assert_eq!(received("gui.zip!/THPT-01.xlsx"), "2024-06-03");
    assert!(outcome.of("received.csv").is_empty());
}

/// Where a name stands in a zip, in its local header and in the directory.
fn renamed(zip: Vec<u8>, from: &str, to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = zip;
    let mut at = 0;
    while let Some(next) = bytes[at..]
        .windows(from.len())
        .position(|one| one == from.as_bytes())
    {
        bytes[at + next..at + next + to.len()].copy_from_slice(to);
        at += next + to.len();
    }
    bytes
}

#[test]
fn no_file_of_an_archive_is_lost_whatever_its_name() {
    let (one, other) = (sound(), with_table(|text| text.replace("Hạnh", "Hiền")));
    let archive = zipped(&[("1.xlsx", &one), ("2.xlsx", &other), ("3.xlsx", &one)]);
    // Twice the same name, and one that no encoding has.
    let archive = renamed(archive, "2.xlsx", b"1.xlsx");
    let archive = renamed(archive, "3.xlsx", b"\xCC.xlsx");
    let outcome = run(&[("PGD-01.zip", &archive)]);
    let state = |file: &str| outcome.submission(&format!("PGD-01.zip!/{file}"))["state"].clone();
    assert_eq!(outcome.summary["submissions"].as_array().unwrap().len(), 3);
    let states = [state("1.xlsx"), state("1.xlsx (2)"), state("\u{300}.xlsx")];
    let accepted = states.iter().filter(|one| **one == "accepted").count();
    assert_eq!(accepted, 1, "{states:?}");
    assert!(
        states
            .iter()
            .all(|one| one == "accepted" || one == "superseded")
    );
}

#[test]
fn an_archive_with_nothing_in_it_is_named_as_such() {
    let empty = zipped(&[("~$x.xlsx", b"lock"), ("Thumbs.db", b"x")]);
    let outcome = run(&[("PGD-01.zip", &empty)]);
    let submission = outcome.submission("PGD-01.zip");
    assert_eq!(
        (&submission["state"], &submission["unit"]),
        (&"unreadable".into(), &"PGD-01".into())
    );
    assert_eq!(outcome.of("PGD-01.zip"), ["not-a-workbook"]);
}

/// Sets a field in the local and the central header of a zip's first file.
fn patched(mut zip: Vec<u8>, local: usize, central: usize, value: &[u8]) -> Vec<u8> {
    zip[local..local + value.len()].copy_from_slice(value);
    let header = zip
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    let at = header + central;
    zip[at..at + value.len()].copy_from_slice(value);
    zip
}

#[test]
fn files_of_an_archive_that_cannot_be_unpacked_say_why() {
    let sound = sound();
    let archive = || zipped(&[("PGD-01.xlsx", &sound)]);
    let encrypted = patched(archive(), 6, 8, &[1, 0]);
    // Method 12 is bzip2, which few archivers write.
    let unsupported = patched(archive(), 8, 10, &[12, 0]);
    let small = u32::try_from(sound.len() - 1).unwrap().to_le_bytes();
    let lying = patched(archive(), 22, 24, &small);
    let outcome = run(&[
        ("ma-hoa.zip", &encrypted),
        ("bzip2.zip", &unsupported),
        ("noi-doi.zip", &lying),
    ]);
    let of = |archive: &str| outcome.of(&format!("{archive}!/PGD-01.xlsx"));
    assert_eq!(of("ma-hoa.zip"), ["password-protected"]);
    assert_eq!(of("bzip2.zip"), ["damaged-file"]);
    assert_eq!(of("noi-doi.zip"), ["damaged-file"]);
    let message = outcome.message("noi-doi.zip!/PGD-01.xlsx");
    assert!(message.contains("larger than its declared"), "{message}");
}

#[test]
fn the_limits_of_archives_are_the_campaigns() {
    let files: Vec<(String, Vec<u8>)> = (0..5)
        .map(|n| (format!("{n}.txt"), vec![b'x'; 9000]))
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
    let archive = zipped(&files);
    let of = |limits: &str| {
        let log = "file,received_at\n";
        run_with(limits, log, &[("PGD-01.zip", &archive)]).of("PGD-01.zip")
    };
    assert_eq!(of("[limits]\narchive-entries = 4"), ["too-large"]);
    assert_eq!(of("[limits]\ninflated-bytes = 40000"), ["too-large"]);
    assert!(of("[limits]\narchive-entries = 5").is_empty());
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "limits are small")]
fn a_limit_nobody_knows_is_refused_and_the_readme_tells_those_there_are() {
    use thidua::campaign::Limits;
    let refused = toml::from_str::<Limits>("file-size = 1").unwrap_err();
    let message = refused.message();
    assert!(message.contains("unknown field `file-size`"), "{message}");
    let readme = include_str!("../README.md");
    let (_, known) = message.split_once("expected one of").unwrap();
    let known: Vec<&str> = known.split(',').map(str::trim).collect();
    assert_eq!(known.len(), 9);
    for key in known {
        assert!(readme.contains(key), "{key}");
    }
    let limits = Limits::default();
    for figure in [
        limits.cells,
        limits.sheets,
        limits.text_length,
        limits.rows,
        limits.columns,
        limits.findings,
    ] {
        let figure = thidua::lang::number(figure as f64, thidua::lang::Lang::En);
        assert!(readme.contains(&figure), "{figure}");
    }
}

#[test]
fn names_that_no_encoding_has_stay_apart_on_disk() {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt as _;
        let place = tempfile::tempdir().unwrap();
        for name in [&b"\xCC.xlsx"[..], b"\xCD.xlsx"] {
            fs::write(place.path().join(std::ffi::OsStr::from_bytes(name)), "x").unwrap();
        }
        let limits = thidua::campaign::Limits::default();
        let found = thidua::discover::list(place.path(), &limits).unwrap();
        let names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["\u{fffd}.xlsx", "\u{fffd}.xlsx (2)"]);
        assert_ne!(found[0].path, found[1].path);
    }
}

#[test]
fn what_is_no_workbook_is_named_and_whose_it_seems_to_be() {
    let outcome = run(&[
        ("PGD-01/bao cao.xls", b"<html><body><table>"),
        ("PGD-01_cuoi-nam.csv.xls", "Mã;Tên\n".as_bytes()),
        ("THPT-01.xls", br#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#),
        ("THPT-01.docx", &zipped(&[("word/document.xml", b"<w/>")])),
        ("PGD-01/scan.pdf", b"%PDF-1.4"),
        ("THPT-01 cuoi-nam.rar", b"Rar!\x1a\x07\x00"),
        ("THPT-01 cuoi-nam.7z", b"7z\xBC\xAF\x27\x1C\x00"),
        ("rong.xlsx", b""),
        ("PGD-01 cut.xlsx", &sound()[..3000]),
        (".~lock.PGD-01.xlsx#", b"x"),
    ]);
    assert_eq!(outcome.status, 1);
    for (file, unit, words) in [
        ("PGD-01/bao cao.xls", "PGD-01", "trang web (HTML)"),
        ("PGD-01_cuoi-nam.csv.xls", "PGD-01", "văn bản hoặc CSV"),
        ("THPT-01.xls", "THPT-01", "dạng XML (Excel 2003)"),
        ("THPT-01.docx", "THPT-01", "tệp Word"),
        ("PGD-01/scan.pdf", "PGD-01", "PDF"),
        ("THPT-01 cuoi-nam.rar", "THPT-01", "RAR"),
        ("THPT-01 cuoi-nam.7z", "THPT-01", "7z"),
        ("PGD-01 cut.xlsx", "PGD-01", "hỏng"),
    ] {
        let submission = outcome.submission(file);
        assert_eq!(submission["state"], "unreadable", "{file}");
        assert_eq!(submission["unit"], unit, "{file}");
        let message = outcome.message(file);
        assert!(message.contains(words), "{message}");
    }
    assert_eq!(outcome.of("rong.xlsx"), ["empty-file"]);
    assert_eq!(outcome.summary["submissions"].as_array().unwrap().len(), 9);
}

/// A sheet of a table with these rows of markup after its own.
fn sheet_with(rows: &str) -> String {
    part(TABLE).replace("</sheetData>", &format!("{rows}</sheetData>"))
}

/// The sound return whose table holds shared strings.
fn with_strings(strings: &str, rows: &str) -> Vec<u8> {
    with_parts(&[
        ("xl/sharedStrings.xml", strings.as_bytes()),
        (TABLE, sheet_with(rows).as_bytes()),
    ])
}

fn shared(count: &str, strings: &str) -> String {
    format!(
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"{count}>{strings}</sst>"#
    )
}

/// Workbooks made to break a reader, and the finding each must be.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let zeros = vec![b' '; 70 * MIB];
    let bomb = with_parts(&[(TABLE, &zeros)]);
    let lying = {
        // The part is the last, so its central header is the last one.
        let mut bytes = bomb.clone();
        let local = find(&bytes, b"PK\x03\x04", TABLE, 30);
        let central = find(&bytes, b"PK\x01\x02", TABLE, 46);
        bytes[local + 22..local + 26].copy_from_slice(&5000_u32.to_le_bytes());
        bytes[central + 24..central + 28].copy_from_slice(&5000_u32.to_le_bytes());
        bytes
    };
    let laughs = part(TABLE).replace(
        "<worksheet",
        r#"<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet"#,
    );
    let nested = sheet_with(&format!("<row><c>{}", "<a>".repeat(10 * MIB)));
    let attribute = sheet_with(&format!("<row x='{}'/>", "<>".repeat(15 * MIB)));
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let cells = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(600_000));
    let long = shared("", &format!("<si><t>{}</t></si>", "x".repeat(32_000)));
    let repeated = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(5_000));
    let font = "F".repeat(100_000);
    let styles = format!(
        "<styleSheet><fonts><font><name val='{font}'/></font></fonts><cellXfs>{}</cellXfs></styleSheet>",
        "<xf fontId='0'/>".repeat(60_000)
    );
    let twin = renamed(
        with_parts(&[("xl/worksheets/sheetX.xml", b"<worksheet/>")]),
        "sheetX.xml",
        b"sheet2.xml",
    );
    vec![
        ("bomb", bomb, "too-large"),
        ("lying", lying, "damaged-file"),
        (
            "laughs",
            with_parts(&[(TABLE, laughs.as_bytes())]),
            "damaged-file",
        ),
        (
            "nested",
            with_parts(&[(TABLE, nested.as_bytes())]),
            "unreadable-sheet",
        ),
        (
            "attribute",
            with_parts(&[(TABLE, attribute.as_bytes())]),
            "too-large",
        ),
        (
            "far",
            with_table(|text| text.replace("</sheetData>", &format!("{far}</sheetData>"))),
            "too-large",
        ),
        (
            "cells",
            with_table(|text| text.replace("</sheetData>", &format!("{cells}</sheetData>"))),
            "too-large",
        ),
        (
            "terabyte",
            with_strings(&shared(" uniqueCount='99999999999'", "<si/>"), ""),
            "damaged-file",
        ),
        (
            "prefixed",
            with_strings("<x:sst uniqueCount=\"99999999999\"><x:si/></x:sst>", ""),
            "damaged-file",
        ),
        (
            "strings",
            with_strings(&shared("", &"<si/>".repeat(4 * MIB)), ""),
            "too-large",
        ),
        ("repeated", with_strings(&long, &repeated), "too-large"),
        (
            "styles",
            with_parts(&[("xl/styles.xml", styles.as_bytes())]),
            "damaged-file",
        ),
        (
            "upwards",
            with_parts(&[("../../evil.xml", b"x")]),
            "damaged-file",
        ),
        ("twin", twin, "damaged-file"),
    ]
}

/// Where the header of a part begins whose name stands so many bytes into it.
fn find(zip: &[u8], signature: &[u8], name: &str, into: usize) -> usize {
    (0..zip.len())
        .find(|&at| {
            zip[at..].starts_with(signature) && zip[at + into..].starts_with(name.as_bytes())
        })
        .unwrap()
}

#[test]
fn a_file_made_to_break_the_program_is_refused_alone_and_within_256_mib() {
    let hostile = hostile();
    let mut files: Vec<(String, &[u8])> = Vec::new();
    for (name, bytes, _) in &hostile {
        files.push((format!("{name}.xlsx"), bytes));
    }
    let sound = sound();
    files.push(("PGD-01.xlsx".to_owned(), &sound));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, b)| (name.as_str(), *b)).collect();
    let outcome = run(&files);
    for (name, _, code) in &hostile {
        let found = outcome.of(&format!("{name}.xlsx"));
        assert!(found.iter().any(|one| one == code), "{name}: {found:?}");
    }
    assert_eq!(
        outcome.submission("PGD-01.xlsx")["rows"]["dien-hinh"]["seen"],
        2
    );
    if let Some(peak) = outcome.peak {
        assert!(peak < 256 * MIB as u64, "{} MiB", peak / MIB as u64);
    }
}

#[test]
fn the_largest_workbook_allowed_is_read_within_256_mib() {
    let text = "Trường ".repeat(22);
    let (mut strings, mut cells) = (String::new(), String::new());
    for n in 0..200_000 {
        let open = if n % 10 == 0 { "<row>" } else { "" };
        let close = if n % 10 == 9 { "</row>" } else { "" };
        write!(strings, "<si><t>{text}{n}</t></si>").unwrap();
        write!(cells, r#"{open}<c t="s"><v>{n}</v></c>{close}"#).unwrap();
    }
    // Of a guide no more is asked than that it is read.
    let large = with_parts(&[
        ("xl/sharedStrings.xml", shared("", &strings).as_bytes()),
        ("xl/worksheets/sheet3.xml", format!("<worksheet><sheetData>{cells}</sheetData></worksheet>").as_bytes()),
        ("xl/workbook.xml", part("xl/workbook.xml").replace("</sheets>", r#"<sheet name="Hướng dẫn" sheetId="3" r:id="rId9"/></sheets>"#).as_bytes()),
        ("xl/_rels/workbook.xml.rels", part("xl/_rels/workbook.xml.rels").replace("</Relationships>", r#"<Relationship Type="x/worksheet" Target="worksheets/sheet3.xml" Id="rId9"/></Relationships>"#).as_bytes()),
    ]);
    let outcome = run(&[("PGD-01 lần 1.xlsx", &large), ("PGD-01 lần 2.xlsx", &large)]);
    let found = outcome.of("PGD-01 lần 1.xlsx");
    assert!(found.iter().any(|one| one == "extra-sheet"), "{found:?}");
    if let Some(peak) = outcome.peak {
        assert!(peak < 256 * MIB as u64, "{} MiB", peak / MIB as u64);
    }
}

#[test]
fn a_dimension_to_the_last_cell_and_formats_far_away_cost_nothing() {
    let wide = with_table(|text| {
        let row = r#"<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row></sheetData>"#;
        let text = text.replace(r#"ref="A1:G6""#, r#"ref="A1:XFD1048576""#);
        text.replace("</sheetData>", row)
    });
    let outcome = run(&[("PGD-01.xlsx", &wide)]);
    assert_eq!(
        outcome.submission("PGD-01.xlsx")["rows"]["dien-hinh"]["seen"],
        2
    );
}

#[test]
fn hazards_of_a_workbook_are_notes_at_their_place() {
    let table = part(TABLE)
        .replace(r#"<row r="6">"#, r#"<row r="6" hidden="true">"#)
        .replace("<v>45250</v>", "<f>DATE(2023,11,20)</f><v>45250</v>");
    let workbook = part("xl/workbook.xml").replace(
        r#"sheetId="2" state="visible""#,
        r#"sheetId="2" state="veryHidden""#,
    );
    let bytes = with_parts(&[
        (TABLE, table.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/vbaProject.bin", b"never run"),
        ("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
    ]);
    let outcome = run(&[("PGD-01.xlsm", &bytes)]);
    let found = outcome.of("PGD-01.xlsm");
    for expected in [
        "macros",
        "external-links",
        "hidden-sheet",
        "hidden-rows A6:XFD6",
        "formula-value G5",
    ] {
        assert!(
            found.iter().any(|one| one == expected),
            "{expected}: {found:?}"
        );
    }
    let submission = outcome.submission("PGD-01.xlsm");
    assert_eq!(submission["rows"]["dien-hinh"]["certain"], 2);
    assert_eq!(submission["findings"]["note"], 5);
}

#[test]
fn a_formula_saved_without_its_result_is_no_empty_cell() {
    let bytes = with_table(|text| text.replace("<v>45250</v>", "<f>A1</f><v></v>"));
    let outcome = run(&[("PGD-01.xlsx", &bytes)]);
    assert_eq!(outcome.of("PGD-01.xlsx"), ["no-cached-value G5"]);
}
