//! Figures and what is required of them, in words.

use crate::assess::{Direction, Interval, Required};
use crate::campaign::{Scale, Target, Threshold};
use crate::lang::{self, Lang};

/// A figure as people see it: `8`, `8–10`, or `≥ 8` where what may be added is not known. That it is
/// nothing at the least says nothing.
#[must_use]
pub fn interval(figure: Interval, lang: Lang) -> String {
    let low = lang::number(figure.low, lang);
    match figure.high.map(|high| lang::number(high, lang)) {
        None if figure.low == 0.0 => not_known(lang).to_owned(),
        None => format!("≥ {low}"),
        Some(high) if high == low => low,
        Some(high) => format!("{low}–{high}"),
    }
}

/// A figure on its own scale: a share in percent.
#[must_use]
pub fn figure(scale: Scale, figure: Interval, lang: Lang) -> String {
    match scale {
        Scale::Amount | Scale::YesNo => interval(figure, lang),
        Scale::Share => {
            let percent = |share: f64| {
                let tenths = (share * 1000.0).round() / 10.0;
                tenths.to_string().replace('.', lang.pick(",", "."))
            };
            let low = percent(figure.low);
            match figure.high.map(percent) {
                None if figure.low == 0.0 => not_known(lang).to_owned(),
                None => format!("≥ {low}%"),
                Some(high) if high == low => format!("{low}%"),
                Some(high) => format!("{low}–{high}%"),
            }
        }
    }
}

/// What stands where a figure is not known.
#[must_use]
pub fn not_known(lang: Lang) -> &'static str {
    lang.pick("Chưa rõ", "Not known")
}

/// What is required of a unit, as far as it is known: `ít nhất 10 điển hình`.
#[must_use]
pub fn required(target: &Target, required: Required, lang: Lang) -> String {
    if target.measure.is_yes_no() {
        return lang.pick("có", "yes").to_owned();
    }
    let level = match required.level.high {
        None if required.level.low == 0.0 => {
            lang.pick("mức chưa rõ", "a level not known").to_owned()
        }
        _ => figure(target.measure.scale(), required.level, lang),
    };
    // English names what is counted in the plural, which one thing is not.
    let is_one = required.level.exact() == Some(1.0) && lang == Lang::En;
    let quantity = if is_one {
        ""
    } else {
        target.quantity.get(lang)
    };
    let level = format!("{level} {quantity}");
    let level = level.trim_end();
    match required.direction {
        Direction::AtLeast => lang.pick(format!("ít nhất {level}"), format!("at least {level}")),
        Direction::AtMost => lang.pick(format!("không quá {level}"), format!("at most {level}")),
        Direction::Above => lang.pick(format!("trên {level}"), format!("more than {level}")),
    }
}

/// How much is required, with what is counted: `ít nhất 10 điển hình`; of a yes/no measure `có`.
#[must_use]
pub fn threshold(target: &Target, threshold: Threshold, lang: Lang) -> String {
    let of = |direction, number| {
        let level = Interval {
            low: number,
            high: Some(number),
        };
        required(target, Required { direction, level }, lang)
    };
    match threshold {
        Threshold::Watched => lang.pick("chỉ theo dõi", "only watched").to_owned(),
        Threshold::AtLeast(number) => of(Direction::AtLeast, number),
        Threshold::AtMost(number) => of(Direction::AtMost, number),
        Threshold::Rising => lang
            .pick("cao hơn năm trước", "more than the year before")
            .to_owned(),
        Threshold::Promised => lang
            .pick(
                "bằng hoặc vượt mức đã đăng ký",
                "what the unit promised, or more",
            )
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_shows_both_ends_only_where_they_differ() {
        let check = |low, high, expected: &str| {
            assert_eq!(interval(Interval { low, high }, Lang::Vi), expected);
        };
        check(8.0, Some(8.0), "8");
        check(8.0, Some(10.0), "8–10");
        check(8.0, None, "≥ 8");
        check(0.0, None, "Chưa rõ");
        check(1234.5, Some(1234.5), "1.234,5");
    }

    #[test]
    fn a_share_is_shown_in_percent() {
        let check = |low, high, expected: &str| {
            let shown = figure(Scale::Share, Interval { low, high }, Lang::Vi);
            assert_eq!(shown, expected);
        };
        check(0.853, Some(0.853), "85,3%");
        check(0.5, Some(2.0 / 3.0), "50–66,7%");
        check(0.4, None, "≥ 40%");
        check(0.0, None, "Chưa rõ");
        check(0.0, Some(66.0), "0–6600%");
    }
}
