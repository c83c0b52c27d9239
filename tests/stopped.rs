//! A run that is killed, whenever it is: the reports are then those of the run before or its own,
//! whole, as soon as anybody runs again.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/folders.rs"]
mod folders;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use folders::copy;
use serde_json::Value;
use thidua::hash::sha256;

/// The golden campaign's returns and no reports yet.
fn workplace() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    copy(&golden.join("schemas"), &place.path().join("schemas"));
    copy(&golden.join("returns"), &place.path().join("returns"));
    place
}

fn run(place: &Path) -> Command {
    let mut run = Command::new(env!("CARGO_BIN_EXE_thidua"));
    run.args(["run", "--exit-zero", "--campaign", "schemas"])
        .args(["--returns", "returns", "--out", "reports"])
        .current_dir(place)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    run
}

/// The hash in a folder's manifest of each file that it names, which must be the file's.
fn whole(reports: &Path) -> usize {
    let manifest = fs::read(reports.join("data/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let outputs = manifest["outputs"].as_array().unwrap();
    for output in outputs {
        let file = reports.join(output["file"].as_str().unwrap());
        let bytes = fs::read(&file).unwrap();
        assert_eq!(output["sha256"], sha256(&bytes), "{}", file.display());
    }
    outputs.len()
}

/// What a killed run may leave beside reports.
fn scratch(reports: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(reports).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_scratch = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with(".thidua-") && name != ".thidua-lock"
    };
    paths.filter(is_scratch).collect()
}

#[test]
fn a_run_killed_at_any_moment_leaves_reports_that_are_whole() {
    let place = workplace();
    let reports = place.path().join("reports");
    let begun = Instant::now();
    assert!(run(place.path()).status().unwrap().success());
    let takes = begun.elapsed();
    let own = ["README.md", "don-vi/ghi-chu.txt", "data/them/so.csv"];
    for name in own {
        let path = reports.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "của Văn phòng").unwrap();
    }
    let files = whole(&reports);

    let times = if env::var_os("CI").is_some() { 50 } else { 10 };
    let mut random = fastrand::Rng::with_seed(7);
    let mut stopped = 0;
    for _ in 0..times {
        let mut killed = run(place.path()).spawn().unwrap();
        sleep(takes.mul_f64(random.f64()));
        killed.kill().unwrap();
        stopped += usize::from(!killed.wait().unwrap().success());
        // Mostly it had not begun to move anything, and the former reports stand as they were.
        let untouched = !reports.join(".thidua-former").is_dir();
        if untouched && reports.join("data/manifest.json").is_file() {
            assert_eq!(whole(&reports), files);
        }
        assert!(run(place.path()).status().unwrap().success());
        assert_eq!(whole(&reports), files);
        assert_eq!(scratch(&reports), Vec::<PathBuf>::new());
        for name in own {
            let kept = fs::read_to_string(reports.join(name)).unwrap();
            assert_eq!(kept, "của Văn phòng", "{name}");
        }
    }
    assert!(stopped > times / 2, "{stopped} of {times} were killed");
}
