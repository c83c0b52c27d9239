//! A province's returns dealt out to offices, each with its part of the log and of the decisions;
//! and all of them in one folder, under the names that the offices' runs give them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use thidua::hash::sha256;
use unicode_normalization::UnicodeNormalization as _;

use crate::thidua;

/// The folder in which all returns lie.
pub(crate) const ALL: &str = "tat-ca";

/// A province whose returns lie with several offices.
pub(crate) struct Dealt {
    place: tempfile::TempDir,
    campaign: PathBuf,
    pub(crate) offices: Vec<String>,
}

/// A file of a province.
pub(crate) struct File {
    /// Its place among all, sorted by path.
    pub(crate) nth: usize,
    /// Its path below the folder of returns.
    pub(crate) name: String,
    /// The unit it is of, if that is known; of an archive, of the first file in it.
    pub(crate) unit: Option<String>,
}

impl Dealt {
    /// Deals the returns of a province out: `whose` says to which office a file goes.
    pub(crate) fn new(
        province: &Path,
        campaign: &Path,
        offices: &[&str],
        whose: impl Fn(&File) -> usize,
    ) -> Self {
        let dealt = Self {
            place: tempfile::tempdir().unwrap(),
            campaign: campaign.to_owned(),
            offices: offices.iter().map(|one| (*one).to_owned()).collect(),
        };
        let mut homes: Vec<(String, String, usize)> = Vec::new();
        for file in files_of(province, campaign) {
            let office = whose(&file);
            let from = province.join("returns").join(&file.name);
            let own = dealt.path(offices[office]).join("returns");
            let shared = dealt.path(ALL).join("returns").join(offices[office]);
            for to in [own.join(&file.name), shared.join(&file.name)] {
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(&from, to).unwrap();
            }
            homes.push((nfc(&file.name), sha256(&fs::read(from).unwrap()), office));
        }
        let of_path = |path: &str| {
            let is_it = |name: &str| path == name || path.starts_with(&format!("{name}!/"));
            let home = homes.iter().find(|(name, ..)| is_it(name));
            home.map(|(.., office)| *office)
        };
        let of_hash = |hash: &str| homes.iter().find(|one| one.1 == hash).map(|one| one.2);
        dealt.deal(&province.join("received.csv"), |line| {
            let office = of_path(&nfc(&line[0]))?;
            Some((office, 0))
        });
        dealt.deal(&province.join("decisions.csv"), |line| {
            Some((of_hash(&line[1]).unwrap_or(0), usize::MAX))
        });
        dealt
    }

    /// Deals out the lines of a table; `whose` names the office, and the column with a path.
    fn deal(&self, table: &Path, whose: impl Fn(&csv::StringRecord) -> Option<(usize, usize)>) {
        let Ok(mut reader) = csv::Reader::from_path(table) else {
            return;
        };
        let name = table.file_name().unwrap();
        let head = reader.headers().unwrap().clone();
        let mut lines: BTreeMap<usize, Vec<csv::StringRecord>> = BTreeMap::new();
        let mut all = Vec::new();
        let read: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for line in &read {
            if let Some((office, _)) = whose(line) {
                lines.entry(office).or_default().push(line.clone());
            }
        }
        for (office, lines) in &lines {
            write(&self.path(&self.offices[*office]).join(name), &head, lines);
            for line in lines {
                let column = whose(line).unwrap().1;
                let cells = line.iter().enumerate().map(|(at, cell)| {
                    if at == column {
                        format!("{}/{cell}", self.offices[*office])
                    } else {
                        cell.to_owned()
                    }
                });
                all.push(cells.collect());
            }
        }
        write(&self.path(ALL).join(name), &head, &all);
    }

    /// A folder or file of the place.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// Runs where an office's returns lie.
    pub(crate) fn run_at(&self, office: &str, more: &[&str]) {
        let campaign = self.campaign.display().to_string();
        let (returns, out) = (format!("{office}/returns"), reports(office));
        let usual = ["run", "--exit-zero", "--no-cache", "--campaign", &campaign];
        let own = ["--returns", &returns, "--out", &out];
        let args = [&usual[..], &own, more].concat();
        let (_, err, status) = thidua(self.place.path(), &args);
        assert_eq!((err.as_str(), status), ("", 0));
    }

    /// Runs for the data at each office.
    pub(crate) fn run_apart(&self) {
        for office in &self.offices {
            self.run_at(office, &["--only", "data"]);
        }
    }

    /// Adds runs up; what is said on both channels, and the exit status.
    pub(crate) fn add_up(&self, runs: &[&str], out: &str, more: &[&str]) -> (String, String, i32) {
        let campaign = self.campaign.display().to_string();
        let usual = ["run", "--exit-zero", "--campaign", &campaign, "--out", out];
        let args = [&usual[..], &["--from"], runs, more].concat();
        thidua(self.place.path(), &args)
    }

    /// Adds up the runs of all offices, without a word on stderr but of units that lie with several.
    pub(crate) fn add_all_up(&self, out: &str, more: &[&str]) -> String {
        let runs: Vec<String> = self.offices.iter().map(|one| reports(one)).collect();
        let runs: Vec<&str> = runs.iter().map(String::as_str).collect();
        let (said, err, status) = self.add_up(&runs, out, more);
        assert!(status == 0 && only_shared(&err), "{err}");
        said
    }
}

/// Whether nothing is said but that units have files in several runs.
pub(crate) fn only_shared(err: &str) -> bool {
    let mut lines = err.lines();
    lines.all(|line| line.contains("đơn vị có tệp của cùng một kỳ ở nhiều lần chạy"))
}

/// The folder of an office's reports.
fn reports(office: &str) -> String {
    format!("{office}/reports")
}

fn write(path: &Path, head: &csv::StringRecord, lines: &[csv::StringRecord]) {
    let mut to = csv::Writer::from_path(path).unwrap();
    to.write_record(head).unwrap();
    for line in lines {
        to.write_record(line).unwrap();
    }
    to.flush().unwrap();
}

fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The files of a province as they lie on the disk.
fn files_of(province: &Path, campaign: &Path) -> Vec<File> {
    let out = tempfile::tempdir().unwrap();
    let texts =
        [campaign, &province.join("returns"), out.path()].map(|path| path.display().to_string());
    let [campaign, returns, reports] = &texts;
    let usual = [
        "run",
        "--exit-zero",
        "--no-cache",
        "--only",
        "data",
        "--campaign",
        campaign,
    ];
    let args = [&usual[..], &["--returns", returns, "--out", reports]].concat();
    thidua(province, &args);
    let summary = fs::read(out.path().join("data/summary.json")).unwrap();
    let summary: Value = serde_json::from_slice(&summary).unwrap();
    let mut units: BTreeMap<String, Option<String>> = BTreeMap::new();
    for one in summary["submissions"].as_array().unwrap() {
        let name = one["file"].as_str().unwrap();
        let on_disk = thidua::discover::in_archive(name).map_or(name, |(archive, _)| archive);
        let unit = one["unit"].as_str().map(str::to_owned);
        units.entry(on_disk.to_owned()).or_insert(unit);
    }
    let units = units.into_iter().enumerate();
    units
        .map(|(nth, (name, unit))| File { nth, name, unit })
        .collect()
}
