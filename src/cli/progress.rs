//! Shows on a terminal how a run goes on, and remembers how long each stage took.

use std::fmt::Write as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::lang::Lang;
use crate::pipeline::{Progress, Stage};

/// A bar on stderr, drawn on a terminal only.
pub(super) struct Display {
    lang: Lang,
    bar: ProgressBar,
    stages: Mutex<Vec<(Stage, Instant)>>,
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

    /// A line a stage: its title and how long it took.
    pub(super) fn timings(&self) -> String {
        let Ok(stages) = self.stages.lock() else {
            return String::new();
        };
        let now = Instant::now();
        let ends = stages.iter().skip(1).map(|(_, start)| *start).chain([now]);
        let mut text = String::new();
        for ((stage, start), end) in stages.iter().zip(ends) {
            let _ = writeln!(text, "{:<14} {}", self.title(*stage), seconds(end - *start));
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
            stages.push((stage, Instant::now()));
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
