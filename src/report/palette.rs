//! The colours of statuses, severities and standings, the same in every report.
//!
//! Out: colours as `0xRRGGBB`. Each meaning has a light fill for a cell under black text, and a
//! full band for charts. The bands of neighbours in [`Status::ALL`] differ in lightness, so that a
//! chart printed in grey can still be read; a cell always carries the word beside the colour.

use crate::assess::Status;
use crate::finding::Severity;
use crate::validate::Standing;

/// The colours of one meaning, as `0xRRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shade {
    /// Behind black text.
    pub fill: u32,
    /// Of bars and lines in charts.
    pub band: u32,
    /// Of text on the band.
    pub on_band: u32,
}

/// Text and lines.
pub const INK: u32 = 0x00_00_00;
/// Text that matters less: what does not count, what does not apply.
pub const FAINT_INK: u32 = 0x6B_6B_6B;
/// Links.
pub const LINK_INK: u32 = 0x1F_4E_8C;
/// The lines of tables.
pub const RULE: u32 = 0xA6_A6_A6;
/// The grid of charts.
pub const GRID: u32 = 0xE3_E3_E3;
/// Behind the headings of tables.
pub const HEADING_FILL: u32 = 0xE9_EE_F3;
/// Behind rows that head a group, and behind totals.
pub const GROUP_FILL: u32 = 0xF4_F6_F8;
/// Paper.
pub const PAPER: u32 = 0xFF_FF_FF;
/// What is required, as a line across a chart.
pub const THRESHOLD_LINE: u32 = 0x7A_1F_1F;

/// The tabs of sheets: those leaders read, those the office works with, those with rows.
pub const LEADERS_TAB: u32 = 0x7A_1F_1F;
/// See [`LEADERS_TAB`].
pub const OFFICE_TAB: u32 = 0x2F_4B_66;
/// See [`LEADERS_TAB`].
pub const ROWS_TAB: u32 = 0x9D_BC_DB;

/// Bars that mean no status: unit types, collections. Dark and light take turns, for print in grey.
pub const SERIES: [u32; 6] = [
    0x2F_4B_66, 0x9D_BC_DB, 0xA0_6F_35, 0xDB_CF_B4, 0x4F_73_5E, 0xC0_A3_BB,
];

/// Days, the newest last and darkest.
pub const DAYS: [u32; 5] = [0xD5_E0_EB, 0xB4_C9_DD, 0x8D_AB_C8, 0x5E_81_A3, 0x2F_4B_66];

/// The colours of a status.
#[must_use]
pub fn status(status: Status) -> Shade {
    let (fill, band, on_band) = match status {
        Status::Met => (0xDD_EF_E2, 0x4C_9C_6C, PAPER),
        Status::NotMet => (0xF6_D5_D1, 0x9C_34_2C, PAPER),
        Status::Undecided => (0xFC_EB_C4, 0xED_BE_5B, INK),
        Status::InProgress => (0xDC_E8_F4, 0x6E_9C_C7, INK),
        Status::NoReturn => (0xE2_E2_E2, 0xD0_D0_D0, INK),
        Status::NotApplicable | Status::Watched => (PAPER, PAPER, FAINT_INK),
    };
    Shade {
        fill,
        band,
        on_band,
    }
}

/// Paper by night, on a screen that is dark.
pub const NIGHT: u32 = 0x15_18_1C;
/// Text on it.
pub const NIGHT_INK: u32 = 0xEC_EE_F0;

/// The fill of a status under light text: its band, mostly lost in the dark.
#[must_use]
pub fn at_night(one: Status) -> u32 {
    /// Of a hundred parts, so many are of the band.
    const BAND: u32 = 32;
    if matches!(one, Status::NotApplicable | Status::Watched) {
        return NIGHT;
    }
    let band = status(one).band;
    let part = |shift: u32| {
        let [band, dark] = [band, NIGHT].map(|colour| (colour >> shift) & 0xFF);
        (band * BAND + dark * (100 - BAND)) / 100
    };
    part(16) << 16 | part(8) << 8 | part(0)
}

/// The colours of a severity.
#[must_use]
pub fn severity(severity: Severity) -> Shade {
    status(match severity {
        Severity::Error => Status::NotMet,
        Severity::Query => Status::Undecided,
        Severity::Note => Status::InProgress,
    })
}

/// The colours of a standing: what is certain has none.
#[must_use]
pub fn standing(standing: Standing) -> Shade {
    status(match standing {
        Standing::Certain => Status::NotApplicable,
        Standing::Doubt => Status::Undecided,
        Standing::Excluded(_) => Status::NoReturn,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Perceived lightness in thousandths of white (ITU-R BT.601).
    fn lightness(rgb: u32) -> u32 {
        let part = |shift: u32| (rgb >> shift) & 0xFF;
        (299 * part(16) + 587 * part(8) + 114 * part(0)) / 255
    }

    #[test]
    fn neighbouring_bands_of_a_chart_differ_when_printed_in_grey() {
        let bands: Vec<u32> = Status::ALL[..5]
            .iter()
            .map(|&one| lightness(status(one).band))
            .collect();
        for pair in bands.windows(2) {
            assert!(pair[0].abs_diff(pair[1]) > 120, "{bands:?}");
        }
    }

    #[test]
    fn neighbouring_series_of_a_chart_differ_when_printed_in_grey() {
        let series = SERIES.map(lightness);
        for pair in series.windows(2) {
            assert!(pair[0].abs_diff(pair[1]) > 120, "{series:?}");
        }
    }

    #[test]
    fn each_day_is_darker_than_the_one_before_when_printed_in_grey() {
        let days = DAYS.map(lightness);
        for pair in days.windows(2) {
            assert!(pair[0] > pair[1] + 80, "{days:?}");
        }
    }

    #[test]
    fn light_text_can_be_read_on_every_fill_by_night() {
        for one in Status::ALL {
            let apart = lightness(NIGHT_INK) - lightness(at_night(one));
            assert!(apart > 500, "{one:?}: {apart}");
        }
    }

    #[test]
    fn black_text_can_be_read_on_every_fill() {
        for one in Status::ALL {
            assert!(lightness(status(one).fill) > 800, "{one:?}");
        }
    }
}
