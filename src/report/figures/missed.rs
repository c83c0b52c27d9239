//! Which target most units surely miss: what a title over the statuses says.

use super::StatusBar;
use crate::assess::Status;
use crate::campaign::Target;
use crate::lang::{self, Lang};

/// What the statuses of all units against all targets come to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Outcome<'a> {
    /// Nothing is asked of anybody.
    Nothing,
    /// Every unit has met every target that binds it.
    AllMet,
    /// Nobody surely misses a target, but of so many results some are open: in doubt, without a
    /// return, or in time still.
    Open {
        /// The results that are open.
        open: u32,
        /// All results.
        all: u32,
    },
    /// Units surely miss targets, and the greatest part of its units misses this one.
    Missed {
        /// The target; of several alike, the first of the campaign.
        target: &'a Target,
        /// The units that surely miss it.
        missed: u32,
        /// The units it binds.
        bound: u32,
        /// How many other targets as many miss, of as many.
        alike: usize,
    },
}

/// What the bars come to. A missing return or a doubt is no miss: only [`Status::NotMet`] is.
pub(crate) fn outcome<'a>(bars: &[StatusBar<'a>]) -> Outcome<'a> {
    let missed = |bar: &StatusBar<'_>| bar.count(Status::NotMet);
    // Of two shares the greater is the one whose product crosswise is more; of equal ones, that of
    // more units.
    let mut worst: Option<&StatusBar<'a>> = None;
    for bar in bars.iter().filter(|bar| missed(bar) > 0) {
        let is_worse = worst.is_none_or(|known| {
            let cross = |one: &StatusBar<'_>, other: &StatusBar<'_>| {
                u64::from(missed(one)) * u64::from(other.total())
            };
            (cross(bar, known), missed(bar)) > (cross(known, bar), missed(known))
        });
        if is_worse {
            worst = Some(bar);
        }
    }
    let all: u32 = bars.iter().map(StatusBar::total).sum();
    let met: u32 = bars.iter().map(|bar| bar.count(Status::Met)).sum();
    match worst {
        Some(worst) => {
            let size = |bar: &StatusBar<'_>| (missed(bar), bar.total());
            let same = bars.iter().filter(|bar| size(bar) == size(worst));
            Outcome::Missed {
                target: worst.target,
                missed: missed(worst),
                bound: worst.total(),
                alike: same.count().saturating_sub(1),
            }
        }
        None if all == 0 => Outcome::Nothing,
        None if met == all => Outcome::AllMet,
        None => Outcome::Open {
            open: all - met,
            all,
        },
    }
}

impl Outcome<'_> {
    /// The same in one sentence; none where nothing is asked.
    pub(crate) fn title(self, lang: Lang) -> Option<String> {
        let text = |count: u32| lang::number(count.into(), lang);
        match self {
            Self::Nothing => None,
            Self::AllMet => Some(lang.pick(
                "Mọi đơn vị đã đạt mọi chỉ tiêu được giao".to_owned(),
                "Every unit has met every target that binds it".to_owned(),
            )),
            Self::Open { open, all } => {
                let (open, all) = (text(open), text(all));
                Some(lang.pick(
                    format!("Chưa đơn vị nào bị xác định là chưa đạt; còn {open}/{all} kết quả chưa rõ đạt hay chưa"),
                    format!("No unit surely misses a target; {open} of {all} results are still open"),
                ))
            }
            Self::Missed {
                target,
                missed,
                bound,
                alike,
            } => {
                let heading = target.heading.get(lang);
                let (missed, bound) = (text(missed), text(bound));
                let others = match alike {
                    0 => String::new(),
                    _ => lang.pick(
                        format!(" và {alike} chỉ tiêu khác"),
                        format!(" and {alike} more"),
                    ),
                };
                Some(lang.pick(
                    format!(
                        "Tỷ lệ đơn vị chưa đạt cao nhất: “{heading}”{others} ({missed}/{bound} đơn vị)"
                    ),
                    format!(
                        "Missed by the largest share of units: “{heading}”{others} ({missed} of {bound} units)"
                    ),
                ))
            }
        }
    }
}
