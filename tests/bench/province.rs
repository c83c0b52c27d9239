//! A made-up province to measure on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use thidua::campaign::{self, Campaign};
use thidua::discover::{self, Found};
use thidua::read;
use thidua::settle::{self, ReceiptLog};

/// The campaign among a province's schemas.
const CAMPAIGN: &str = "schemas/2023-2024";

/// The option that lets a run take nothing from earlier ones, where the program keeps anything.
static UNCACHED: LazyLock<Option<&str>> = LazyLock::new(|| {
    let help = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .args(["run", "--help"])
        .output()
        .unwrap();
    let option = "--no-cache";
    String::from_utf8_lossy(&help.stdout)
        .contains(option)
        .then_some(option)
});

/// A province's folder and what a run reads first.
pub(crate) struct Province {
    folder: PathBuf,
    pub(crate) campaign: Campaign,
    /// The files of the returns, sorted by name.
    pub(crate) files: Vec<Found>,
    pub(crate) receipts: Vec<ReceiptLog>,
}

/// The folder below which all that is measured lies.
pub(crate) fn scratch() -> PathBuf {
    let scratch = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    fs::create_dir_all(&scratch).unwrap();
    scratch
}

impl Province {
    /// The province of so many units; it is made where it does not lie there yet.
    pub(crate) fn of(units: u32) -> Self {
        let folder = scratch().join(format!("province-{units}"));
        if !folder.exists() {
            // What stands under the final name is always whole.
            let making = tempfile::tempdir_in(scratch()).unwrap();
            let made = Command::new(env!("CARGO_BIN_EXE_thidua"))
                .arg("sample")
                .arg(making.path())
                .args(["--units", &units.to_string()])
                .args("--collection cuoi-nam --mess 0.1 --seed 7".split(' '))
                .stdout(Stdio::null())
                .status()
                .unwrap();
            assert!(made.success(), "the province could not be made: {made}");
            fs::rename(making.keep(), &folder).unwrap();
        }
        let campaign = campaign::load(&folder.join(CAMPAIGN), read::table).unwrap();
        Self {
            files: discover::list(&folder.join("returns"), &campaign.limits).unwrap(),
            receipts: vec![ReceiptLog {
                below: String::new(),
                name: "received.csv".to_owned(),
                lines: settle::read_receipts(&folder.join("received.csv")).unwrap(),
            }],
            campaign,
            folder,
        }
    }

    /// The size of all returns; archives count once for each file in them.
    pub(crate) fn bytes(&self) -> u64 {
        let sizes = self.files.iter().map(|found| fs::metadata(&found.path));
        sizes.map(|size| size.unwrap().len()).sum()
    }

    /// Runs the program over the returns, with nothing kept from earlier runs.
    pub(crate) fn run(&self, out: &Path, more: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
        command
            .args(["run", "--exit-zero", "--campaign"])
            .arg(self.folder.join(CAMPAIGN))
            .arg("--returns")
            .arg(self.folder.join("returns"))
            .arg("--out")
            .arg(out)
            .args(*UNCACHED)
            .args(more);
        let ran = command.stdout(Stdio::null()).status().unwrap();
        assert!(ran.success(), "{command:?}: {ran}");
    }
}
