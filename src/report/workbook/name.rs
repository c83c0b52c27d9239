//! The names of sheets: what Excel takes, each once.

use std::collections::BTreeSet;

use super::appendix;
use crate::campaign::Form;
use crate::lang::Lang;

/// The most UTF-16 units of a sheet's name.
pub(super) const MAX_UNITS: usize = 31;
/// More appendices than any campaign has.
const APPENDICES: usize = 99;
/// What a sheet's name must not hold.
pub(super) const FORBIDDEN: [char; 7] = ['*', '?', ':', '[', ']', '\\', '/'];

/// The sheets that are no form's; that of changes only where there is an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MainSheet {
    Overview,
    Returns,
    Results,
    Shortfalls,
    Ranking,
    Changes,
    Findings,
    Repairs,
    Sources,
}

impl MainSheet {
    const ALL: [Self; 9] = [
        Self::Overview,
        Self::Returns,
        Self::Results,
        Self::Shortfalls,
        Self::Ranking,
        Self::Changes,
        Self::Findings,
        Self::Repairs,
        Self::Sources,
    ];

    /// Its name.
    pub(super) fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Overview => lang.pick("Tổng quan", "Overview"),
            Self::Returns => lang.pick("Tình hình báo cáo", "Returns received"),
            Self::Results => lang.pick("Kết quả chỉ tiêu", "Results by target"),
            Self::Shortfalls => lang.pick("Đơn vị chưa đạt", "Targets not met"),
            Self::Ranking => lang.pick("Xếp hạng dự kiến", "Expected ranks"),
            Self::Changes => lang.pick("Thay đổi", "Changes"),
            Self::Findings => lang.pick("Nội dung cần sửa", "To be mended"),
            Self::Repairs => lang.pick("Nhật ký chuẩn hóa", "Repairs"),
            Self::Sources => lang.pick("Nguồn số liệu", "Sources"),
        }
    }
}

/// Whom a sheet is for; its tab says so by colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// Leaders, who read it.
    Leaders,
    /// The office, which works with it.
    Office,
    /// Whoever follows a figure to its rows.
    Rows,
}

impl MainSheet {
    /// Whom it is for.
    pub(super) fn audience(self) -> Audience {
        match self {
            Self::Overview | Self::Results | Self::Shortfalls | Self::Ranking | Self::Changes => {
                Audience::Leaders
            }
            Self::Returns | Self::Findings | Self::Repairs | Self::Sources => Audience::Office,
        }
    }
}

/// Gives each sheet a name that no other has; Excel does not tell capitals from small letters.
pub(super) struct SheetNames {
    taken: BTreeSet<String>,
}

impl SheetNames {
    /// Keeps the names of the main sheets and of the appendices.
    pub(super) fn new(lang: Lang) -> Self {
        let main = MainSheet::ALL.map(|sheet| sheet.title(lang).to_lowercase());
        let appendices = (1..=APPENDICES).map(|nth| appendix::name(nth, lang).to_lowercase());
        // Excel keeps this name for itself.
        let kept = ["history".to_owned()].into_iter().chain(appendices);
        Self {
            taken: main.into_iter().chain(kept).collect(),
        }
    }

    /// The name of a form's sheet: as on the blank form, as far as Excel takes it; of further ones,
    /// counted from 1, with their number: `Khen thưởng (2)`.
    pub(super) fn form(&mut self, form: &Form, further: usize) -> String {
        let clean: String = form
            .sheet
            .chars()
            .map(|letter| {
                if FORBIDDEN.contains(&letter) {
                    ' '
                } else {
                    letter
                }
            })
            .collect();
        let clean = clean.trim_matches(['\'', ' ']);
        let clean = if clean.is_empty() {
            form.id.as_str()
        } else {
            clean
        };
        let mut name = match further {
            0 => shorten(clean, MAX_UNITS),
            further => numbered(clean, further + 1),
        };
        for number in further + 2.. {
            if self.taken.insert(name.to_lowercase()) {
                break;
            }
            name = numbered(clean, number);
        }
        name
    }
}

/// A name with a number after it.
fn numbered(name: &str, number: usize) -> String {
    let ending = format!(" ({number})");
    shorten(name, MAX_UNITS - ending.len()) + &ending
}

/// The beginning of a name that has so many UTF-16 units at most.
pub(super) fn shorten(name: &str, units: usize) -> String {
    let mut used = 0;
    let kept = name.chars().take_while(|letter| {
        used += letter.len_utf16();
        used <= units
    });
    let kept: String = kept.collect();
    kept.trim_end_matches(['\'', ' ']).to_owned()
}
