//! A scale of counts: from 0 to a round number, with round numbers between.

use crate::lang::{Lang, number};

/// The round numbers of a scale, and where figures lie on it.
pub(super) struct Scale {
    end: f64,
    /// Its numbers, with their texts.
    pub(super) ticks: Vec<(f64, String)>,
}

impl Scale {
    /// A scale that holds every figure up to `most`, with at most seven numbers, all whole.
    pub(super) fn up_to(most: f64, lang: Lang) -> Self {
        let step = step(most);
        let steps = (most / step).ceil().max(1.0);
        let ticks = (0..=7_u8)
            .map(f64::from)
            .take_while(|&nth| nth <= steps)
            .map(|nth| (nth * step, number(nth * step, lang)));
        Self {
            end: steps * step,
            ticks: ticks.collect(),
        }
    }

    /// The place of a figure on a scale drawn from `left` to `right`, in whole pixels.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it lies between two places of a picture"
    )]
    pub(super) fn place(&self, figure: f64, left: i32, right: i32) -> i32 {
        let part = (figure / self.end).clamp(0.0, 1.0);
        left + (f64::from(right - left) * part).round() as i32
    }
}

/// 1, 2 or 5 times a power of ten, so that at most six of them make `most`.
fn step(most: f64) -> f64 {
    let mut power = 1.0;
    loop {
        for times in [1.0, 2.0, 5.0] {
            let step: f64 = times * power;
            if most <= step * 6.0 || !step.is_finite() {
                return step;
            }
        }
        power *= 10.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(most: f64, expected: &[&str]) {
        let scale = Scale::up_to(most, Lang::Vi);
        let texts: Vec<_> = scale.ticks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_scale_has_few_round_numbers_and_holds_the_greatest_figure() {
        check(0.0, &["0", "1"]);
        check(2.0, &["0", "1", "2"]);
        check(12.0, &["0", "2", "4", "6", "8", "10", "12"]);
        check(13.0, &["0", "5", "10", "15"]);
        check(4000.0, &["0", "1.000", "2.000", "3.000", "4.000"]);
    }

    #[test]
    fn figures_lie_in_proportion_and_never_outside() {
        let scale = Scale::up_to(12.0, Lang::Vi);
        assert_eq!(scale.place(0.0, 100, 700), 100);
        assert_eq!(scale.place(6.0, 100, 700), 400);
        assert_eq!(scale.place(12.0, 100, 700), 700);
        assert_eq!(scale.place(-3.0, 100, 700), 100);
    }
}
