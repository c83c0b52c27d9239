//! A program that is watched while it runs: how long it takes, and how much memory.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How a program ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Its exit status.
    pub(crate) code: Option<i32>,
    /// What it said on stdout.
    pub(crate) said: String,
    /// What it said on stderr.
    pub(crate) complained: String,
    /// How long it took.
    pub(crate) time: Duration,
    /// The most memory it held at once, in bytes; none where the system does not tell.
    pub(crate) peak: Option<u64>,
}

impl Ended {
    /// Fails where it took more time than this, or held more memory at once, in MiB.
    pub(crate) fn within(&self, time: Duration, memory: u64) {
        let peak = self.peak.map(|peak| peak >> 20);
        println!("{:.2?}, {peak:?} MiB", self.time);
        assert!(self.time <= time, "{:.1?}", self.time);
        assert!(peak.is_none_or(|peak| peak <= memory), "{peak:?} MiB");
    }
}

/// Runs a program, at most so long.
pub(crate) fn watch(command: &mut Command, patience: Duration) -> Ended {
    let begun = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = listen(child.stdout.take().unwrap());
    let complained = listen(child.stderr.take().unwrap());
    let mut peak = None;
    let status = ended(&mut child, begun, patience, &mut peak);
    Ended {
        code: status.code(),
        said: said.join().unwrap(),
        complained: complained.join().unwrap(),
        time: begun.elapsed(),
        peak,
    }
}

fn ended(
    child: &mut Child,
    begun: Instant,
    patience: Duration,
    peak: &mut Option<u64>,
) -> ExitStatus {
    loop {
        *peak = memory(child.id()).max(*peak);
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if begun.elapsed() > patience {
            child.kill().unwrap();
            child.wait().unwrap();
            assert!(begun.elapsed() <= patience, "it does not end");
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn listen(mut pipe: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    })
}

/// The most memory a process has held, as Linux tells it.
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes << 10)
}
