//! Damaged files by the thousand: a run never aborts, never hangs, never grows beyond its memory,
//! and says what became of each file.
//!
//! Valid files of each format are changed by chance (`THIDUA_FUZZ_SEED`, default 1) for some
//! seconds (`THIDUA_FUZZ_SECONDS`, default 3) and given to the program in batches. A file that
//! breaks a run is kept in the folder of temporary files and named; once mended it belongs in
//! `tests/foreign/found/`.
#![cfg(unix)]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and says its seed"
)]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fastrand::Rng;
use serde_json::Value as Json;

/// Files a batch.
const BATCH: usize = 80;
/// How long a batch may take; it takes less than a second.
const PATIENCE: Duration = Duration::from_secs(90);
/// What a run and each of its workers may allocate, in KiB.
const MEMORY_KIB: u64 = 256 << 10;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The valid files, with their endings.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut names: Vec<String> = fs::read_dir(root().join("tests/foreign/returns"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let mut corpus: Vec<(String, Vec<u8>)> = names
        .into_iter()
        .map(|name| {
            let bytes = fs::read(root().join("tests/foreign/returns").join(&name)).unwrap();
            (name.rsplit('.').next().unwrap().to_owned(), bytes)
        })
        .collect();
    let some = corpus.iter().step_by(5).enumerate();
    let parts =
        some.map(|(at, (ending, bytes))| (format!("PGD-01/{at}_cuoi-nam.{ending}"), bytes.clone()));
    let archive = zipped(&parts.collect::<Vec<_>>());
    corpus.push(("zip".to_owned(), archive));
    corpus
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        if archive.start_file(name.as_str(), options).is_ok() {
            archive.write_all(bytes).unwrap();
        }
    }
    archive.finish().unwrap().into_inner()
}

fn unzipped(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).ok()?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).ok()?;
        parts.push((part.name().ok()?.into_owned(), bytes));
    }
    (!parts.is_empty()).then_some(parts)
}

/// A file changed in some places; where it is a zip, mostly inside its parts, so that the changes
/// reach what lies in them.
fn changed(bytes: &[u8], rng: &mut Rng, depth: usize) -> Vec<u8> {
    if depth < 2
        && rng.u8(..) > 40
        && let Some(mut parts) = unzipped(bytes)
    {
        for _ in 0..rng.usize(1..4) {
            let at = rng.usize(..parts.len());
            let part = &mut parts[at].1;
            *part = changed(part, rng, depth + 1);
        }
        if rng.u8(..) < 10 {
            let at = rng.usize(..parts.len());
            parts.remove(at);
        }
        return zipped(&parts);
    }
    let mut bytes = bytes.to_vec();
    for _ in 0..1 << rng.u32(0..5) {
        change(&mut bytes, rng);
    }
    bytes
}

/// One change.
fn change(bytes: &mut Vec<u8>, rng: &mut Rng) {
    const EXTREME: [u32; 8] = [
        0,
        1,
        0x7F,
        0xFFFF,
        0x10_0000,
        0x7FFF_FFFF,
        0xFFFF_FFFE,
        u32::MAX,
    ];
    const DIGITS: [&str; 8] = [
        "0",
        "-1",
        "1048577",
        "4294967296",
        "99999999999999999999",
        "1e308",
        "NaN",
        "XFD1048576",
    ];
    if bytes.len() < 8 {
        bytes.extend(b"\xFF\xFF\xFF\xFF<a>9</a>");
        return;
    }
    let at = rng.usize(..bytes.len() - 4);
    let length = 1 << rng.u32(0..10);
    let end = bytes.len().min(at + rng.usize(1..=length));
    match rng.u8(..9) {
        0 | 1 => bytes[at] ^= 1 << rng.u8(..8),
        2 => bytes[at] = rng.u8(..),
        3 => {
            let value = EXTREME[rng.usize(..EXTREME.len())].to_le_bytes();
            let size = [1, 2, 4][rng.usize(..3)];
            bytes[at..at + size].copy_from_slice(&value[..size]);
        }
        4 => {
            bytes.drain(at..end);
        }
        5 => {
            let block = bytes[at..end].to_vec();
            let to = rng.usize(..bytes.len());
            bytes.splice(to..to, block);
        }
        6 => {
            let block = bytes[at..end].to_vec();
            let to = rng.usize(..=bytes.len() - block.len());
            bytes[to..to + block.len()].copy_from_slice(&block);
        }
        7 => {
            // A number in letters, from here on.
            let Some(from) = bytes[at..].iter().position(u8::is_ascii_digit) else {
                return;
            };
            let from = at + from;
            let count = bytes[from..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            let digits = DIGITS[rng.usize(..DIGITS.len())];
            bytes.splice(from..from + count, digits.bytes());
        }
        _ if rng.u8(..) < 60 => bytes.truncate(at),
        _ => bytes[at..end].fill(rng.u8(..)),
    }
}

/// How many files came to each state.
type States = BTreeMap<String, usize>;

/// Runs the program over files; what became of them, or what went wrong.
fn run(files: &[(String, Vec<u8>)]) -> Result<States, String> {
    let place = tempfile::tempdir().unwrap();
    let returns = place.path().join("returns");
    fs::create_dir(&returns).unwrap();
    for (name, bytes) in files {
        fs::write(returns.join(name), bytes).unwrap();
    }
    let out = place.path().join("out");
    let mut child = Command::new("sh")
        .arg("-c")
        .arg(format!("ulimit -d {MEMORY_KIB}; exec \"$0\" \"$@\""))
        .arg(env!("CARGO_BIN_EXE_thidua"))
        .args(["run", "--jobs", "2", "--campaign"])
        .arg(root().join("schemas/2023-2024"))
        .arg("--returns")
        .arg(&returns)
        .arg("--out")
        .arg(&out)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let ended = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            return Err("the run hangs".to_owned());
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    if !matches!(ended.code(), Some(0 | 1)) {
        return Err(format!("the run ended with {ended}"));
    }
    let read = |name: &str| fs::read_to_string(out.join("data").join(name)).unwrap();
    let summary: Json = serde_json::from_str(&read("summary.json")).unwrap();
    let submissions = summary["submissions"].as_array().unwrap();
    for (name, _) in files {
        let inside = format!("{name}!/");
        let has = submissions.iter().any(|one| {
            let file = one["file"].as_str().unwrap();
            file == name || file.starts_with(&inside)
        });
        if !has {
            return Err(format!("nothing is said of {name}"));
        }
    }
    let findings = read("findings.jsonl");
    let stopped = findings
        .lines()
        .find(|line| line.contains("\"reader-stopped\""));
    if let Some(line) = stopped {
        return Err(format!("a reader stopped: {line}"));
    }
    let mut states = States::new();
    for one in submissions {
        let state = one["state"].as_str().unwrap().to_owned();
        *states.entry(state).or_default() += 1;
    }
    Ok(states)
}

/// Runs files; where that fails, the files that fail alone, kept where they can be looked at.
fn check(files: &[(String, Vec<u8>)]) -> States {
    let together = match run(files) {
        Ok(states) => return states,
        Err(together) => together,
    };
    let kept = env::temp_dir().join("thidua-fuzz");
    fs::create_dir_all(&kept).unwrap();
    let mut faults = Vec::new();
    for file in files {
        if let Err(fault) = run(std::slice::from_ref(file)) {
            let path = kept.join(&file.0);
            fs::write(&path, &file.1).unwrap();
            faults.push(format!("{}: {fault}", path.display()));
        }
    }
    panic!("together: {together}; alone:\n{}", faults.join("\n"));
}

fn number(name: &str, default: u64) -> u64 {
    env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

#[test]
fn no_damage_breaks_a_run() {
    let seed = number("THIDUA_FUZZ_SEED", 1);
    let patience = Duration::from_secs(number("THIDUA_FUZZ_SECONDS", 3));
    let corpus = corpus();
    let begun = Instant::now();
    let mut states = States::new();
    let mut batch = 0;
    while begun.elapsed() < patience {
        let mut rng = Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(batch));
        let files: Vec<(String, Vec<u8>)> = (0..BATCH)
            .map(|at| {
                let (ending, bytes) = &corpus[rng.usize(..corpus.len())];
                let name = format!(
                    "THPT-{:02}_cuoi-nam-{seed}-{batch}-{at}.{ending}",
                    at % 40 + 1
                );
                (name, changed(bytes, &mut rng, 0))
            })
            .collect();
        for (state, count) in check(&files) {
            *states.entry(state).or_default() += count;
        }
        batch += 1;
    }
    println!("seed {seed}: {states:?}");
    // Neither so much damage that nothing is reached, nor so little that nothing is hit.
    assert!(states["accepted"] > 0 && states["unreadable"] > 0);
}

#[test]
fn what_fuzzing_found_stays_mended() {
    let folder: PathBuf = root().join("tests/foreign/found");
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    check(&files);
}
