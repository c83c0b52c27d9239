//! What reading costs beyond what any program must pay.
//!
//! Over 1,300 clean returns: calamine streaming every cell and nothing else, against our way from
//! bytes to typed rows, in turns, on the same threads. Run it by
//! `cargo test --release --test reading_cost -- --ignored --nocapture`.

#![expect(clippy::unwrap_used, reason = "a measurement fails by panicking")]

use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use calamine::{Reader as _, Xlsx};
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use thidua::discover::{self, Found};
use thidua::recognise::{Identity, Index, recognise};
use thidua::validate::{Checker, validate};
use thidua::{campaign, read};

const ROUNDS: usize = 9;
/// The most that our way may cost, as a multiple of bare streaming.
const MOST: f64 = 2.0;

/// The number of cells of a file.
fn stream(found: &Found) -> usize {
    let bytes = std::fs::read(&found.path).unwrap();
    let mut book = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let mut cells = 0;
    for name in book.sheet_names() {
        let mut reader = book.worksheet_cells_reader(&name).unwrap();
        while reader.next_cell().unwrap().is_some() {
            cells += 1;
        }
    }
    cells
}

fn timed(work: impl FnOnce() -> usize) -> (Duration, usize) {
    let start = Instant::now();
    let count = work();
    (start.elapsed(), count)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[test]
#[ignore = "a measurement of a minute; run it by name"]
fn reading_costs_at_most_twice_the_bare_streaming() {
    let folder = tempfile::tempdir().unwrap();
    let sample = folder.path().join("sample");
    let made = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .arg("sample")
        .arg(&sample)
        .args("--units 1300 --collection cuoi-nam --mess 0 --seed 7".split(' '))
        .status()
        .unwrap();
    assert!(made.success());
    let schemas = std::fs::read_dir(sample.join("schemas")).unwrap();
    let folders = schemas.map(|entry| entry.unwrap().path());
    let schema = folders
        .into_iter()
        .find(|path: &std::path::PathBuf| path.join("campaign.toml").exists());
    let campaign = campaign::load(Path::new(&schema.unwrap()), read::table).unwrap();
    let index = Index::new(&campaign);
    let checker = Checker::new(&campaign);
    let files = discover::list(&sample.join("returns"), &campaign.limits).unwrap();
    let ours = |found: &Found| {
        let opened = discover::open(found, &campaign.limits);
        let (format, bytes) = opened.content.unwrap();
        let workbook = read::workbook(&bytes, format, &campaign.limits).unwrap();
        let recognised = recognise(&found.name, &workbook, &Identity::default(), &index);
        let rows = validate(recognised, &checker).tables;
        rows.iter().map(|table| table.rows.len()).sum::<usize>()
    };
    let (mut bare, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (time, cells) = timed(|| files.par_iter().map(stream).sum());
        assert!(cells > 100_000);
        bare.push(time);
        let (time, rows) = timed(|| files.par_iter().map(ours).sum());
        assert!(rows > 10_000);
        whole.push(time);
    }
    let (bare, whole) = (median(bare), median(whole));
    let ratio = whole.as_secs_f64() / bare.as_secs_f64();
    println!(
        "{} files, {} threads, medians of {ROUNDS}: streaming {bare:.3?}, ours {whole:.3?}, ratio {ratio:.2}",
        files.len(),
        rayon::current_num_threads(),
    );
    assert!(ratio <= MOST, "{ratio:.2} times the bare streaming");
}
