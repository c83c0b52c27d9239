//! Shows on a terminal how a run goes on, and remembers how long each stage took and how much memory
//! the program had needed by its end.

use std::fmt::{self, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::lang::Lang;
use crate::pipeline::{Progress, Stage};

/// A bar on stderr, drawn on a terminal only.
pub(super) struct Display {
    lang: Lang,
    bar: ProgressBar,
    stages: Mutex<Vec<Begun>>,
}

/// A stage that has begun.
struct Begun {
    stage: Stage,
    at: Instant,
    /// The most memory held before it, where the system tells.
    peak: Option<Bytes>,
}

/// An amount of memory.
#[derive(Clone, Copy)]
struct Bytes(u64);

impl Bytes {
    /// The most this process has held so far; Linux alone tells it in a file.
    fn peak() -> Option<Self> {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))?;
        let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
        Some(Self(kilobytes << 10))
    }
}

impl fmt::Display for Bytes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} MiB", self.0 >> 20)
    }
}

impl Display {
    pub(super) fn new(lang: Lang) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        Self {
            lang,
            bar,
            stages: Mutex::new(Vec::new()),
        }
    }

    fn title(&self, stage: Stage) -> &'static str {
        match stage {
            Stage::Discover => self.lang.pick("Mở kế hoạch", "Opening the campaign"),
            Stage::Examine => self.lang.pick("Đọc báo cáo", "Reading returns"),
            Stage::Assess => self.lang.pick("Tổng hợp", "Assessing"),
            Stage::Report => self.lang.pick("Lập biểu", "Writing reports"),
        }
    }

    /// Clears the bar.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// A line a stage: its title, how long it took, and the most memory held until its end.
    pub(super) fn timings(&self) -> String {
        let Ok(stages) = self.stages.lock() else {
            return String::new();
        };
        let now = (Instant::now(), Bytes::peak());
        let ends = stages.iter().skip(1).map(|one| (one.at, one.peak));
        let mut text = String::new();
        for (one, (end, peak)) in stages.iter().zip(ends.chain([now])) {
            let (title, time) = (self.title(one.stage), seconds(end - one.at));
            let _ = write!(text, "{title:<14} {time:>10}");
            if let Some(peak) = peak {
                let most = self.lang.pick("bộ nhớ cao nhất", "peak memory");
                let _ = write!(text, "   {most} {peak}");
            }
            text.push('\n');
        }
        text
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

impl Progress for Display {
    fn begin(&self, stage: Stage, steps: usize) {
        if let Ok(mut stages) = self.stages.lock() {
            stages.push(Begun {
                stage,
                at: Instant::now(),
                peak: Bytes::peak(),
            });
        }
        let style = if steps > 0 {
            ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}")
        } else {
            ProgressStyle::with_template("{spinner} {msg}")
        };
        if let Ok(style) = style {
            self.bar.set_style(style);
        }
        self.bar.set_length(steps as u64);
        self.bar.set_position(0);
        self.bar.set_message(self.title(stage));
        self.bar.tick();
    }

    fn step(&self) {
        self.bar.inc(1);
    }
}
