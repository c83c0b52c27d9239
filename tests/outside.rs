//! Other programs judge what is written: frictionless, openpyxl, python-docx, DuckDB, LibreOffice,
//! Chromium.
//!
//! Where one is not installed its test says that it was skipped; under CI it fails instead.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]

#[path = "support/folders.rs"]
mod folders;

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use folders::copy;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Starts a program; none where it is not installed, which fails under CI.
fn tool(program: &OsStr, probe: &[&str], what: &str) -> Option<Command> {
    let found = Command::new(program)
        .args(probe)
        .output()
        .is_ok_and(|done| done.status.success());
    if !found {
        assert!(env::var_os("CI").is_none(), "{what} is not installed");
        println!("skipped: {what} is not installed");
        return None;
    }
    Some(Command::new(program))
}

fn python() -> Option<Command> {
    let program = env::var_os("THIDUA_PYTHON").unwrap_or_else(|| "python3".into());
    let imports = "import docx, duckdb, frictionless, jsonschema, openpyxl";
    tool(
        &program,
        &["-c", imports],
        "Python with python-docx, duckdb, frictionless, jsonschema and openpyxl",
    )
}

fn check(command: &mut Command) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(status.success(), "{}{}", text(&stdout), text(&stderr));
    text(&stdout)
}

/// Runs on the sample into a new folder.
fn run() -> tempfile::TempDir {
    let out = tempfile::tempdir().unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .args(["run", "--out"])
        .arg(out.path())
        .current_dir(root())
        .output()
        .unwrap()
        .status;
    assert_eq!(status.code(), Some(1), "the sample has errors");
    out
}

/// The campaigns of other kinds than the built-in one.
fn campaigns() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/campaigns")).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|one| one.unwrap().path()).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    folders
}

#[test]
fn frictionless_accepts_every_form() {
    let own = [
        "schemas/2023-2024",
        "tests/golden/schemas",
        "tests/province/schemas",
    ];
    let own = own.into_iter().map(|campaign| root().join(campaign));
    for campaign in own.chain(campaigns()) {
        let Some(mut python) = python() else { return };
        let said = check(
            python
                .arg(root().join("tests/outside/forms.py"))
                .arg(&campaign),
        );
        assert!(said.contains("valid Table Schemas"), "{said}");
    }
}

#[test]
fn summary_workbook_and_parquet_agree() {
    let Some(mut python) = python() else { return };
    let out = run();
    let said = check(
        python
            .arg(root().join("tests/outside/agree.py"))
            .arg(out.path()),
    );
    assert!(said.contains("figures agree"), "{said}");
}

#[test]
fn frictionless_finds_what_we_find_by_the_same_schemas() {
    let Some(mut python) = python() else { return };
    let said = check(
        python
            .arg(root().join("tests/outside/compare.py"))
            .arg(env!("CARGO_BIN_EXE_thidua"))
            .arg(root().join("tests/outside/table-schema")),
    );
    assert!(said.contains("findings compared"), "{said}");
}

#[test]
fn duckdb_reads_the_partitioned_rows_of_a_run_and_of_several_copied_together() {
    let Some(mut python) = python() else { return };
    let place = tempfile::tempdir().unwrap();
    let together = place.path().join("together");
    let mut reports = Vec::new();
    for seed in ["1", "2"] {
        let sample = place.path().join(seed);
        let thidua = || Command::new(env!("CARGO_BIN_EXE_thidua"));
        let made = ["--units", "20", "--mess", "0.2", "--seed", seed];
        check(thidua().arg("sample").arg(&sample).args(made));
        let out = sample.join("reports");
        check(
            thidua()
                .args([
                    "run",
                    "--exit-zero",
                    "--only",
                    "data",
                    "--hive",
                    "--campaign",
                ])
                .arg(sample.join("schemas/2023-2024"))
                .arg("--returns")
                .arg(sample.join("returns"))
                .arg("--out")
                .arg(&out),
        );
        copy(&out.join("hive"), &together);
        reports.push(out);
    }
    let said = check(
        python
            .arg(root().join("tests/outside/hive.py"))
            .arg(root().join("README.md"))
            .arg(together)
            .args(reports),
    );
    assert!(said.contains("rows agree"), "{said}");
}

#[test]
fn a_return_goes_round_until_it_is_clean_and_explanations_hold() {
    let Some(mut python) = python() else { return };
    let said = check(
        python
            .arg(root().join("tests/outside/loop.py"))
            .arg(env!("CARGO_BIN_EXE_thidua"))
            .arg(root().join("schemas/2023-2024")),
    );
    assert!(said.contains("12 faults listed and mended"), "{said}");
}

/// Has another program hold a summary against the schema.
fn check_schema(python: &mut Command, summary: &Path) {
    let said = check(
        python
            .arg(root().join("tests/outside/schema.py"))
            .arg(root().join("schemas/outputs/summary.json"))
            .arg(summary),
    );
    assert!(said.contains("follows its schema"), "{said}");
}

#[test]
fn the_summary_follows_its_schema() {
    let Some(mut python) = python() else { return };
    let out = run();
    check_schema(&mut python, &out.path().join("data/summary.json"));
}

#[test]
fn the_summary_of_a_run_that_compares_follows_its_schema_too() {
    let Some(mut python) = python() else { return };
    let golden = root().join("tests/golden");
    let out = tempfile::tempdir().unwrap();
    for as_of in ["2024-06-04", "2024-06-15"] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_thidua"));
        run.args(["run", "--exit-zero", "--only", "data", "--as-of", as_of]);
        run.arg("--campaign").arg(golden.join("schemas"));
        run.arg("--returns").arg(golden.join("returns"));
        check(run.arg("--out").arg(out.path()));
    }
    let summary = out.path().join("data/summary.json");
    let said: serde_json::Value = serde_json::from_slice(&fs::read(&summary).unwrap()).unwrap();
    let changed = said["changes_after_closing"].as_array().unwrap();
    let closed_then = |one: &serde_json::Value| one["closed_as_of"] == "2024-06-04";
    assert!(changed.iter().any(closed_then), "{changed:?}");
    check_schema(&mut python, &summary);
}

#[test]
fn the_summary_of_runs_that_were_added_up_follows_its_schema_too() {
    let Some(mut python) = python() else { return };
    let apart = run();
    let out = tempfile::tempdir().unwrap();
    let mut run = Command::new(env!("CARGO_BIN_EXE_thidua"));
    run.args(["run", "--exit-zero", "--only", "data", "--from"]);
    run.arg(apart.path()).current_dir(root());
    check(run.arg("--out").arg(out.path()));
    let summary = out.path().join("data/summary.json");
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.contains("\"manifest_sha256\""), "{text}");
    check_schema(&mut python, &summary);
}

#[test]
fn the_summary_of_a_campaign_of_any_kind_follows_its_schema() {
    for campaign in campaigns() {
        let Some(mut python) = python() else { return };
        let place = tempfile::tempdir().unwrap();
        let sample = place.path().join("sample");
        let thidua = || Command::new(env!("CARGO_BIN_EXE_thidua"));
        check(
            thidua()
                .arg("sample")
                .arg(&sample)
                .arg("--campaign")
                .arg(&campaign),
        );
        check(
            thidua()
                .args(["run", "--exit-zero", "--only", "data", "--campaign"])
                .arg(&campaign)
                .arg("--returns")
                .arg(sample.join("returns"))
                .arg("--out")
                .arg(place.path().join("reports")),
        );
        check_schema(&mut python, &place.path().join("reports/data/summary.json"));
    }
}

#[test]
fn the_letters_keep_to_the_form_of_official_letters_and_libreoffice_prints_them() {
    let writer = OsStr::new("lowriter");
    if python().is_none() || tool(writer, &["--version"], "LibreOffice Writer").is_none() {
        return;
    }
    for lang in ["vi", "en"] {
        let place = tempfile::tempdir().unwrap();
        let (out, pages) = (place.path().join("out"), place.path().join("pages"));
        let mut run = Command::new(env!("CARGO_BIN_EXE_thidua"));
        run.args(["run", "--exit-zero", "--lang", lang, "--out"])
            .arg(&out);
        check(run.current_dir(root()));
        let script = root().join("tests/outside/letters.py");
        let said = check(python().unwrap().arg(script).arg(&out).arg(lang));
        assert!(said.contains("letters in form"), "{said}");
        let letters = ["bao-cao", "cong-van-don-doc"];
        let profile = place.path().join("profile");
        let profile = format!("-env:UserInstallation=file://{}", profile.display());
        let printed = Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
            .arg(&pages)
            .args(letters.map(|name| out.join(format!("{name}.docx"))))
            .output()
            .unwrap();
        let complaints = String::from_utf8_lossy(&printed.stderr).to_lowercase();
        assert!(printed.status.success(), "{complaints}");
        assert!(!complaints.contains("error"), "{complaints}");
        for name in letters {
            assert!(pages.join(format!("{name}.pdf")).exists(), "{name}");
        }
    }
}

#[test]
fn every_workbook_lies_well_on_paper() {
    let program = env::var_os("THIDUA_PYTHON").unwrap_or_else(|| "python3".into());
    let what = "Python with openpyxl, pillow and pypdf";
    let imports = "import openpyxl, PIL, pypdf";
    if tool(&program, &["-c", imports], what).is_none()
        || tool(OsStr::new("soffice"), &["--version"], "LibreOffice").is_none()
    {
        return;
    }
    let thidua = || Command::new(env!("CARGO_BIN_EXE_thidua"));
    let place = tempfile::tempdir().unwrap();
    let small = place.path().join("small");
    check(thidua().args(["sample", "--units", "10"]).arg(&small));
    let of_small = [
        small.join("schemas/2023-2024"),
        small.join("returns"),
        small.join("out"),
    ];
    let of_sample = [
        root().join("schemas/2023-2024"),
        root().join("sample-data/returns"),
        place.path().join("out"),
    ];
    for (lang, [campaign, returns, out]) in [("en", of_small), ("vi", of_sample)] {
        let mut run = thidua();
        run.args(["run", "--exit-zero", "--lang", lang, "--campaign"]);
        run.arg(campaign).arg("--returns").arg(returns);
        check(run.arg("--out").arg(&out));
        let script = root().join("tests/outside/layout.py");
        let said = check(Command::new(&program).arg(script).arg(out));
        assert!(said.contains(" 0 faults"), "{said}");
    }
}

#[test]
fn marked_returns_hold_the_cells_of_the_returns() {
    let Some(mut python) = python() else { return };
    let out = run();
    let said = check(
        python
            .arg(root().join("tests/outside/marked.py"))
            .arg(root().join("sample-data/returns"))
            .arg(out.path()),
    );
    assert!(said.contains("marked returns agree"), "{said}");
}

#[test]
fn the_leaders_page_holds_in_a_browser_on_phone_desk_and_paper() {
    let python = env::var_os("THIDUA_PYTHON").unwrap_or_else(|| "python3".into());
    let what = "Python with playwright";
    let Some(mut python) = tool(&python, &["-c", "import playwright.sync_api"], what) else {
        return;
    };
    let chromium = env::var_os("THIDUA_CHROMIUM").unwrap_or_else(|| "chromium".into());
    if tool(&chromium, &["--version"], "Chromium").is_none() {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let pages = ["vi", "en"].map(|lang| {
        let out = place.path().join(lang);
        let mut run = Command::new(env!("CARGO_BIN_EXE_thidua"));
        run.args(["run", "--exit-zero", "--lang", lang, "--out"]);
        check(run.arg(&out).current_dir(root()));
        out.join("bao-cao.html")
    });
    let said = check(
        python
            .arg(root().join("tests/outside/page.py"))
            .arg(executable(&chromium))
            .args(pages),
    );
    assert!(said.contains("2 pages hold"), "{said}");
}

/// The whole path of a program that is found by its name.
fn executable(program: &OsStr) -> PathBuf {
    let paths = env::var_os("PATH").unwrap_or_default();
    let mut places = env::split_paths(&paths).map(|folder| folder.join(program));
    places
        .find(|place| place.is_file())
        .unwrap_or_else(|| program.into())
}

/// Has LibreOffice calculate a run's workbook anew; what the script says, none where it is skipped.
fn recalculated(arguments: &[&str], campaign: &Path, returns: &str) -> Option<String> {
    let mut python = python()?;
    tool(OsStr::new("soffice"), &["--version"], "LibreOffice")?;
    let out = tempfile::tempdir().unwrap();
    let returns = root().join(returns);
    let status = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .arg("run")
        .args(arguments)
        .arg("--campaign")
        .arg(campaign)
        .arg("--returns")
        .arg(&returns)
        .arg("--out")
        .arg(out.path())
        .current_dir(root())
        .output()
        .unwrap()
        .status;
    assert_eq!(status.code(), Some(1), "the returns have errors");
    let lang = arguments.last().copied().unwrap_or("vi");
    Some(check(
        python
            .arg(root().join("tests/outside/recalculate.py"))
            .arg(out.path())
            .arg(returns)
            .arg(lang),
    ))
}

#[test]
fn libreoffice_calculates_every_figure_as_it_was_saved_and_each_leads_to_its_cells() {
    let sample = root().join("schemas/2023-2024");
    let golden = root().join("tests/golden/schemas");
    let more = tempfile::tempdir().unwrap();
    copy_folder(&sample, more.path());
    let targets = fs::read_to_string(root().join("tests/outside/more-targets.toml")).unwrap();
    let file = more.path().join("campaign.toml");
    let campaign = fs::read_to_string(&file).unwrap();
    fs::write(&file, campaign + &targets).unwrap();
    // The province, with criteria of every kind.
    let province = root().join("tests/province/schemas");
    let scored = tempfile::tempdir().unwrap();
    copy_folder(&province, scored.path());
    let criteria = root().join("tests/outside/more-criteria.csv");
    fs::copy(criteria, scored.path().join("criteria.csv")).unwrap();
    for (arguments, campaign, returns) in [
        (&[][..], sample.as_path(), "sample-data/returns"),
        (&["--lang", "en"], sample.as_path(), "sample-data/returns"),
        (&[], golden.as_path(), "tests/golden/returns"),
        (&[], more.path(), "sample-data/returns"),
        (&[], province.as_path(), "tests/province/returns"),
        (&[], scored.path(), "tests/province/returns"),
    ] {
        let Some(said) = recalculated(arguments, campaign, returns) else {
            return;
        };
        println!("{said}");
        assert!(
            said.contains("calculated anew give what was saved"),
            "{said}"
        );
        assert!(said.contains("figures followed"), "{said}");
        assert!(said.contains("points followed"), "{said}");
        assert!(said.contains("workbooks of units:"), "{said}");
    }
}

/// Copies the files of a folder and of those in it.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

#[test]
fn libreoffice_opens_every_readable_return_of_the_sample_and_the_report() {
    let program = OsStr::new("soffice");
    let Some(mut soffice) = tool(program, &["--version"], "LibreOffice") else {
        return;
    };
    let out = run();
    let summary = fs::read(out.path().join("data/summary.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_slice(&summary).unwrap();
    let readable = summary["submissions"].as_array().unwrap().iter();
    let readable = readable.filter(|one| one["state"] != "unreadable");
    // Names may repeat in different folders: each file is copied under a number of its own.
    let place = tempfile::tempdir().unwrap();
    let mut files: Vec<PathBuf> = vec![out.path().join("tong-hop.xlsx")];
    for (at, one) in readable.enumerate() {
        let file = root()
            .join("sample-data/returns")
            .join(one["file"].as_str().unwrap());
        let ending = file.extension().unwrap().to_str().unwrap().to_owned();
        let copy = place.path().join(format!("{at}.{ending}"));
        fs::copy(&file, &copy).unwrap();
        files.push(copy);
    }
    let pages = tempfile::tempdir().unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        place.path().display()
    );
    check(
        soffice
            .args([&profile, "--headless", "--convert-to", "csv", "--outdir"])
            .arg(pages.path())
            .args(&files),
    );
    let opened = fs::read_dir(pages.path()).unwrap().count();
    assert_eq!(opened, files.len());
    assert!(opened > 100);
}

/// Converts workbooks by LibreOffice, which calculates their formulas.
fn convert(profile: &Path, ending: &str, from: &Path, to: &Path) {
    let profile = format!("-env:UserInstallation=file://{}", profile.display());
    let files = fs::read_dir(from).unwrap().map(|one| one.unwrap().path());
    check(
        Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", ending, "--outdir"])
            .arg(to)
            .args(files),
    );
}

#[test]
fn a_blank_return_filled_in_by_other_programs_reads_back_without_a_finding() {
    let script = root().join("tests/outside/template.py");
    if python().is_none() || tool(OsStr::new("soffice"), &["--version"], "LibreOffice").is_none() {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| {
        let folder = place.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        folder
    };
    let script = |arguments: &[&OsStr]| check(python().unwrap().arg(&script).args(arguments));
    let thidua = |arguments: &[&OsStr]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_thidua"));
        check(program.args(arguments).current_dir(root()));
    };
    let blank = place.path().join("blank");
    let options = "template --collection cuoi-nam --unit PGD-01 --unit THPT-01 --out";
    let mut arguments: Vec<&OsStr> = options.split(' ').map(OsStr::new).collect();
    arguments.push(blank.as_os_str());
    thidua(&arguments);
    script(&["fill".as_ref(), blank.as_ref(), at("filled").as_ref()]);
    let log = place.path().join("received.csv");
    let lines =
        "unit,collection,received_at\nPGD-01,cuoi-nam,2024-05-28\nTHPT-01,cuoi-nam,2024-05-28\n";
    fs::write(&log, lines).unwrap();
    let judge = |name: &str, code: &[&OsStr]| {
        let out = place.path().join(format!("out-{name}"));
        let (returns, out) = (at(name), out.as_os_str());
        let mut arguments: Vec<&OsStr> = vec!["run".as_ref(), "--returns".as_ref()];
        arguments.extend([returns.as_ref(), "--received".as_ref(), log.as_os_str()]);
        arguments.extend(["--out".as_ref(), out, "--only".as_ref(), "data".as_ref()]);
        arguments.push("--exit-zero".as_ref());
        thidua(&arguments);
        let said = script(&[&["judge".as_ref(), out, "2".as_ref()][..], code].concat());
        assert!(
            said.contains(if code.is_empty() {
                "as filled in"
            } else {
                "one"
            }),
            "{said}"
        );
    };
    judge("filled", &[]);
    for ending in ["xlsx", "ods", "xls"] {
        convert(&at("profile"), ending, &at("filled"), &at(ending));
        judge(ending, &[]);
    }
    for unit in ["PGD-01", "THPT-01"] {
        let file = at("xlsx").join(format!("{unit}_mau-bao-cao_cuoi-nam.xlsx"));
        let said = script(&["calculated".as_ref(), file.as_ref()]);
        assert!(said.contains("counted"), "{said}");
    }
    let file = at("xlsx").join("PGD-01_mau-bao-cao_cuoi-nam.xlsx");
    script(&["change".as_ref(), file.as_ref()]);
    judge("xlsx", &["control-total".as_ref()]);
}
