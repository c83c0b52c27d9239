//! What the system may refuse while reports are written: the former ones stay whole, the message
//! says what to do, nothing is left lying about, and the next run works.
//!
//! What a system must allow for a test (mounts, locked files, other users) it may not; then the test
//! says that it is skipped, and fails where `CI` is set.
#![cfg(target_os = "linux")]
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and tells its figures"
)]

#[path = "support/bounded.rs"]
mod bounded;
#[path = "support/files.rs"]
mod files;
#[path = "support/folders.rs"]
mod folders;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use bounded::{Ended, watch};
use files::files;
use folders::copy;
use thidua::finding::Personal;
use thidua::pipeline::{self, Access, Progress, RunError, Scope, Settings, Source, Stage};

/// A run of these takes less than a second.
const PATIENCE: Duration = Duration::from_mins(1);
/// What keeps other runs out, and stays.
const LOCK: &str = ".thidua-lock";

/// The golden campaign's returns, and no reports yet; others may look into it.
fn workplace() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    copy(&golden.join("schemas"), &place.path().join("schemas"));
    copy(&golden.join("returns"), &place.path().join("returns"));
    place
}

const RUN: [&str; 8] = [
    "run",
    "--exit-zero",
    "--campaign",
    "schemas",
    "--returns",
    "returns",
    "--jobs",
    "2",
];

fn run(place: &Path, args: &[&str]) -> Ended {
    let mut run = Command::new(env!("CARGO_BIN_EXE_thidua"));
    let ended = watch(run.args(RUN).args(args).current_dir(place), PATIENCE);
    ended.within(PATIENCE, 256);
    ended
}

/// A run that must work.
fn works(place: &Path, args: &[&str]) {
    let ended = run(place, args);
    assert_eq!(ended.code, Some(0), "{}", ended.complained);
}

/// What of ours lies about in a folder of reports, but the lock.
fn scratch(reports: &Path) -> Vec<String> {
    let entries = fs::read_dir(reports).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.starts_with(".thidua-") && name != LOCK)
        .collect()
}

/// Fails unless a run could not write, said so with these words and without a name that only the
/// program knows, and left the former reports as they were.
fn refused(ended: &Ended, reports: &Path, former: &BTreeMap<PathBuf, Vec<u8>>, words: &[&str]) {
    let told = &ended.complained;
    println!("{told}");
    assert_eq!((ended.code, ended.said.as_str()), (Some(2), ""), "{told}");
    for word in words {
        assert!(told.contains(word), "{word:?} is not in: {told}");
    }
    assert!(!told.contains(".thidua-"), "{told}");
    // The message, and what the system says: nothing else.
    let begins = told.starts_with("Không chạy được: ") || told.starts_with("Cannot run: ");
    assert!(begins && told.lines().count() == 2, "{told}");
    assert!(files(reports) == *former, "the former reports have changed");
    assert_eq!(scratch(reports), Vec::<String>::new());
}

/// Fails at the beginning of a stage, as the program might.
struct Failing(Stage);

impl Progress for Failing {
    fn begin(&self, stage: Stage, _: usize) {
        assert!(stage != self.0, "made to fail");
    }

    fn step(&self) {}
}

#[test]
fn a_failure_of_the_program_ends_the_run_in_order() {
    let place = workplace();
    works(place.path(), &[]);
    let reports = place.path().join("reports");
    let former = files(&reports);
    let settings = Settings {
        campaign: Some(place.path().join("schemas")),
        source: Source::Folder {
            returns: place.path().join("returns"),
            received: None,
        },
        decisions: None,
        out: reports.clone(),
        collections: Vec::new(),
        as_of: None,
        previous: Vec::new(),
        today: chrono::NaiveDate::default(),
        lang: None,
        personal: Personal::Hidden,
        jobs: Some(2),
        scope: Scope::All,
        hive: thidua::pipeline::Hive::LeftOut,
        cache: None,
        access: Access::Usual,
        worker: None,
    };
    for stage in [
        Stage::Discover,
        Stage::Examine,
        Stage::Assess,
        Stage::Report,
    ] {
        let ended = pipeline::run(&settings, &Failing(stage));
        let error = ended.unwrap_err();
        assert!(matches!(error, RunError::Failed), "{error}");
        assert!(
            error
                .to_string()
                .contains("former reports are as they were")
        );
        assert!(files(&reports) == former);
        assert_eq!(scratch(&reports), Vec::<String>::new());
    }
    works(place.path(), &[]);
    assert!(files(&reports) == former);
}

fn skipped(why: &str) {
    assert!(env::var_os("CI").is_none(), "CI must not skip: {why}");
    println!("skipped: {why}");
}

fn done(program: &str, args: &[&str]) -> bool {
    let output = Command::new(program).args(args).output();
    output.is_ok_and(|output| output.status.success())
}

/// Something mounted, until it is dropped.
struct Mount(PathBuf);

impl Mount {
    fn new(options: &[&str], on: &Path) -> Option<Self> {
        let at = on.to_str().unwrap();
        done("mount", &[options, &[at]].concat()).then(|| Self(on.to_owned()))
    }

    /// A folder or file mounted on itself.
    fn of_itself(on: &Path) -> Option<Self> {
        Self::new(&["--bind", on.to_str().unwrap()], on)
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        done("umount", &[self.0.to_str().unwrap()]);
    }
}

#[test]
fn on_a_full_disk_the_former_reports_stay_and_the_next_run_works() {
    let place = workplace();
    let disk = place.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let Some(_mount) = Mount::new(&["-t", "tmpfs", "-o", "size=16m", "tmpfs"], &disk) else {
        return skipped("nothing can be mounted here");
    };
    let to_disk = ["--out", "disk/reports"];
    works(place.path(), &to_disk);
    let reports = disk.join("reports");
    let former = files(&reports);
    let size: usize = former.values().map(Vec::len).sum();
    let filler = disk.join("filler");
    let mut full = 0;
    // Room for nothing, for some of the reports, and for nearly all.
    for tenths in [0, 1, 4, 7, 9] {
        fs::write(&filler, vec![0; 12 << 20]).unwrap();
        let stuffed = disk.join("stuffed");
        let _ = fs::write(&stuffed, vec![0; 16 << 20]);
        let length = fs::metadata(&stuffed).unwrap().len();
        let room = u64::try_from(size * tenths / 10).unwrap();
        let kept = fs::File::options().write(true).open(&stuffed).unwrap();
        kept.set_len(length.saturating_sub(room)).unwrap();
        for (lang, words) in [
            ("vi", ["đĩa đã hết chỗ", "Xóa bớt tệp", "--out"]),
            ("en", ["the disk is full", "Delete what", "--out"]),
        ] {
            let ended = run(place.path(), &[&to_disk[..], &["--lang", lang]].concat());
            refused(&ended, &reports, &former, &words);
            assert!(ended.complained.contains("disk/reports"));
            full += 1;
        }
        // Where there were no reports nothing stands but what keeps other runs out.
        let first = ["--out", "disk/first"];
        let ended = run(place.path(), &first);
        assert_eq!(ended.code, Some(2), "{}", ended.complained);
        let left: Vec<_> = files(&disk.join("first")).into_keys().collect();
        assert_eq!(left, [disk.join("first").join(LOCK)]);
        fs::remove_file(&filler).unwrap();
        fs::remove_file(&stuffed).unwrap();
    }
    assert_eq!(full, 10);
    for folder in ["disk/reports", "disk/first"] {
        works(place.path(), &["--out", folder]);
        assert_eq!(scratch(&place.path().join(folder)), Vec::<String>::new());
    }
    assert!(files(&reports) == former);
    assert_eq!(files(&disk.join("first")).len(), former.len());
}

#[test]
fn the_report_that_cannot_be_written_is_named_whichever_it_is() {
    let place = workplace();
    works(place.path(), &[]);
    let reports = place.path().join("reports");
    let former = files(&reports);
    let mut named = Vec::new();
    let mut lengths: Vec<usize> = former.values().map(Vec::len).collect();
    lengths.sort_unstable();
    let shares = [1, 3, 5, 7, 8, 9, 10];
    for at in shares.map(|share| (lengths.len() - 1) * share / 10) {
        // No file may become longer than this, in blocks of 512 bytes.
        let blocks = (lengths[at] - 1) / 512;
        let mut limited = Command::new("sh");
        limited
            .args(["-c", r#"trap "" XFSZ; ulimit -f "$1"; shift; exec "$@""#])
            .args(["sh", &blocks.to_string(), env!("CARGO_BIN_EXE_thidua")])
            .args(RUN)
            .current_dir(place.path());
        let ended = watch(&mut limited, PATIENCE);
        refused(&ended, &reports, &former, &["đĩa đã hết chỗ"]);
        let (_, rest) = ended.complained.split_once("không ghi được ").unwrap();
        let (file, _) = rest.split_once(" vì ").unwrap();
        let length = former[&place.path().join(file)].len();
        assert!(length > blocks * 512, "{file}");
        named.push(file.to_owned());
    }
    named.sort();
    named.dedup();
    assert!(named.len() > 2, "{named:?}");
    works(place.path(), &[]);
    assert!(files(&reports) == former);
}

#[test]
fn a_folder_that_can_only_be_read_is_named_before_anything_is_read() {
    let place = workplace();
    works(place.path(), &[]);
    let reports = place.path().join("reports");
    let former = files(&reports);
    {
        let Some(mount) = Mount::of_itself(&reports) else {
            return skipped("nothing can be mounted here");
        };
        let at = mount.0.to_str().unwrap();
        assert!(done("mount", &["-o", "remount,ro,bind", at]));
        let ended = run(place.path(), &[]);
        let words = ["không ghi được reports vì", "chỉ cho đọc", "--out"];
        refused(&ended, &reports, &former, &words);
        let ended = run(place.path(), &["--lang", "en"]);
        let words = ["cannot write reports:", "can only be read", "--out"];
        refused(&ended, &reports, &former, &words);
    }
    works(place.path(), &[]);
    assert!(files(&reports) == former);
}

#[test]
fn returns_and_campaign_may_lie_where_nothing_can_be_written() {
    let place = workplace();
    let mut mounts = Vec::new();
    for folder in ["schemas", "returns"] {
        let folder = place.path().join(folder);
        let Some(mount) = Mount::of_itself(&folder) else {
            return skipped("nothing can be mounted here");
        };
        let at = folder.to_str().unwrap();
        assert!(done("mount", &["-o", "remount,ro,bind", at]));
        mounts.push(mount);
    }
    works(place.path(), &[]);
}

/// A run by somebody who may do nothing here, where somebody else can be taken on at all.
fn run_as_nobody(place: &Path) -> Option<Ended> {
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    if !done("setpriv", &[&nobody[..], &["true"]].concat()) {
        return None;
    }
    // Where the tests run nobody else may be let in.
    let program = place.join("thidua");
    fs::copy(env!("CARGO_BIN_EXE_thidua"), &program).unwrap();
    let mut other = Command::new("setpriv");
    other
        .args(nobody)
        .arg(&program)
        .args(RUN)
        .current_dir(place);
    Some(watch(&mut other, PATIENCE))
}

#[test]
fn who_may_not_write_is_told_whom_to_ask() {
    let place = workplace();
    works(place.path(), &[]);
    let reports = place.path().join("reports");
    let former = files(&reports);
    let Some(ended) = run_as_nobody(place.path()) else {
        return skipped("nobody else can be taken on here");
    };
    let words = ["không được phép ghi reports.", "người quản trị", "--out"];
    refused(&ended, &reports, &former, &words);
}

#[test]
fn a_folder_among_the_returns_that_may_not_be_opened_is_named() {
    let place = workplace();
    let closed = place.path().join("returns/khoa");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    let Some(ended) = run_as_nobody(place.path()) else {
        return skipped("nobody else can be taken on here");
    };
    assert_eq!(ended.code, Some(2));
    for word in ["không mở được thư mục returns", "returns/khoa: ", "quyền"] {
        assert!(ended.complained.contains(word), "{}", ended.complained);
    }
}

#[test]
fn a_file_in_the_place_of_the_folder_is_named_at_once() {
    let place = workplace();
    fs::write(place.path().join("reports"), "của tôi").unwrap();
    let ended = run(place.path(), &[]);
    assert_eq!(ended.code, Some(2));
    let words = ["reports là một tệp", "--out"];
    for word in words {
        assert!(ended.complained.contains(word), "{}", ended.complained);
    }
    let ended = run(place.path(), &["--lang", "en", "--out", "reports/x"]);
    assert_eq!(ended.code, Some(2));
    let kept = fs::read_to_string(place.path().join("reports")).unwrap();
    assert_eq!(kept, "của tôi");
}

#[test]
fn a_workbook_that_is_open_elsewhere_stops_the_run_and_nothing_is_half_new() {
    let place = workplace();
    works(place.path(), &[]);
    let reports = place.path().join("reports");
    let former = files(&reports);
    // What is mounted cannot be moved, as what Excel has open cannot on Windows.
    for name in ["tong-hop.xlsx", "cho-quyet-dinh.xlsx", "don-vi", "data"] {
        let Some(mount) = Mount::of_itself(&reports.join(name)) else {
            return skipped("nothing can be mounted here");
        };
        let ended = run(place.path(), &["--as-of", "2024-07-01"]);
        let told = format!("không ghi được reports/{name} vì tệp này");
        refused(&ended, &reports, &former, &[&told, "Đóng tệp rồi chạy lại"]);
        let ended = run(place.path(), &["--lang", "en", "--only", "data"]);
        let told = format!("cannot write reports/{name}: another program");
        refused(&ended, &reports, &former, &[&told, "Close that"]);
        drop(mount);
    }
    works(place.path(), &[]);
    assert!(files(&reports) == former);
}

#[test]
fn new_reports_that_no_former_ones_stood_under_go_again_with_a_run_that_fails() {
    let place = workplace();
    works(place.path(), &["--only", "data"]);
    let reports = place.path().join("reports");
    fs::create_dir(reports.join("nhac-nho")).unwrap();
    fs::write(reports.join("nhac-nho/cua-toi.txt"), "của tôi").unwrap();
    let former = files(&reports);
    {
        let Some(_mount) = Mount::of_itself(&reports.join("nhac-nho")) else {
            return skipped("nothing can be mounted here");
        };
        let ended = run(place.path(), &[]);
        refused(&ended, &reports, &former, &["reports/nhac-nho"]);
    }
    works(place.path(), &[]);
    let kept = fs::read_to_string(reports.join("nhac-nho/cua-toi.txt")).unwrap();
    assert_eq!(kept, "của tôi");
}

#[test]
fn a_former_report_that_cannot_be_deleted_does_not_stop_later_runs() {
    let place = workplace();
    works(place.path(), &[]);
    let reports = place.path().join("reports");
    let former = files(&reports);
    let marked = fs::read_dir(reports.join("don-vi")).unwrap().next();
    let marked = marked.unwrap().unwrap().path();
    if !done("chattr", &["+i", marked.to_str().unwrap()]) {
        return skipped("no file can be locked here");
    }
    for _ in 0..3 {
        works(place.path(), &[]);
    }
    let left = scratch(&reports);
    println!("{left:?}");
    assert_eq!(left.len(), 1);
    for entry in walk(&reports.join(&left[0])) {
        done("chattr", &["-i", entry.to_str().unwrap()]);
    }
    works(place.path(), &[]);
    assert_eq!(scratch(&reports), Vec::<String>::new());
    assert!(files(&reports) == former);
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    files(folder).into_keys().collect()
}

#[test]
fn what_people_put_into_folders_of_reports_stays() {
    let place = workplace();
    works(place.path(), &[]);
    let reports = place.path().join("reports");
    let own = [
        "ghi-chu.docx",
        "don-vi/đã gửi/ghi chú.txt",
        "bieu-do/cua-toi.png",
        "data/them.csv",
    ];
    for name in own {
        let path = reports.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }
    let whole = files(&reports);
    for args in [&[][..], &["--only", "data"], &["--only", "data"], &[]] {
        works(place.path(), args);
        for name in own {
            assert_eq!(fs::read_to_string(reports.join(name)).unwrap(), name);
        }
    }
    assert!(files(&reports) == whole);
    // What is ours goes when it is not written any more.
    works(place.path(), &["--only", "data"]);
    assert!(!reports.join("bieu-do/tong-quan.png").exists());
    assert!(!reports.join("tong-hop.xlsx").exists());
}

/// The modes of all that lies below a folder, each once, of files and of folders.
fn modes(folder: &Path) -> [Vec<u32>; 2] {
    let mut modes = [
        Vec::new(),
        vec![fs::metadata(folder).unwrap().mode() & 0o777],
    ];
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let [files, folders] = self::modes(&entry.path());
            modes[0].extend(files);
            modes[1].extend(folders);
        } else if entry.file_name() != LOCK {
            modes[0].push(entry.metadata().unwrap().mode() & 0o777);
        }
    }
    for modes in &mut modes {
        modes.sort_unstable();
        modes.dedup();
    }
    modes
}

#[test]
fn reports_are_as_open_as_the_system_says_unless_they_shall_be_private() {
    let run_under = |umask: &str, args: &[&str]| {
        let place = workplace();
        let mut run = Command::new("sh");
        run.args(["-c", r#"umask "$1"; shift; exec "$@""#])
            .args(["sh", umask, env!("CARGO_BIN_EXE_thidua")])
            .args(RUN)
            .args(args)
            .current_dir(place.path());
        for _ in 0..2 {
            let ended = watch(&mut run, PATIENCE);
            assert_eq!(ended.code, Some(0), "{}", ended.complained);
        }
        modes(&place.path().join("reports"))
    };
    assert_eq!(run_under("022", &[]), [vec![0o644], vec![0o755]]);
    assert_eq!(run_under("007", &[]), [vec![0o660], vec![0o770]]);
    let private = run_under("022", &["--private"]);
    assert_eq!(private, [vec![0o600], vec![0o700]]);
}
