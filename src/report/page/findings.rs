//! How much each unit has to mend and to clear up, and what most of it is; never the values.

use std::collections::BTreeMap;

use super::html::{Anchor, Attribute, Html};
use super::table::{self, Sort, Table};
use crate::campaign::Unit;
use crate::finding::{Code, Finding, Severity, State, collapse};
use crate::lang::{self, Lang};
use crate::report::Report;

/// So many kinds are listed.
const KINDS: usize = 15;

/// How many findings of a unit wait for somebody.
#[derive(Default)]
struct Counts {
    errors: u32,
    queries: u32,
    explained: u32,
    files: u32,
}

impl Counts {
    fn any(&self) -> bool {
        self.errors + self.queries + self.explained > 0
    }

    fn add(&mut self, finding: &Finding) {
        match (finding.state, finding.severity) {
            (State::Open, Severity::Error) => self.errors += 1,
            (State::Open, Severity::Query) => self.queries += 1,
            (State::Explained, Severity::Error | Severity::Query) => self.explained += 1,
            _ => {}
        }
    }
}

/// How many findings of each kind wait for somebody.
type Kinds = BTreeMap<(Severity, &'static str), (Code, u32)>;

/// What waits for each unit, by the register; what is nobody's comes last.
#[derive(Default)]
struct Waiting<'a> {
    units: BTreeMap<usize, (Option<&'a Unit>, Counts)>,
    kinds: Kinds,
}

impl<'a> Waiting<'a> {
    fn gather(report: &Report<'a>) -> Self {
        let mut waiting = Self::default();
        let campaign = report.campaign;
        let submissions = report.settled.submissions.iter();
        for submission in submissions.filter(|one| one.is_current()) {
            let code = submission.unit.as_ref();
            let unit = code.and_then(|code| campaign.unit(code));
            let place = code.and_then(|code| campaign.unit_position(code));
            waiting.add((place, unit), &collapse(&submission.findings));
        }
        for (_, finding) in &report.settled.findings {
            waiting.add((None, None), std::slice::from_ref(finding));
        }
        waiting.units.retain(|_, (_, counts)| counts.any());
        waiting
    }

    /// Adds the findings of a file.
    fn add(&mut self, (place, unit): (Option<usize>, Option<&'a Unit>), findings: &[Finding]) {
        let place = place.unwrap_or(usize::MAX);
        let own = self.units.entry(place);
        let (_, counts) = own.or_insert((unit, Counts::default()));
        let before = counts.errors + counts.queries;
        for finding in findings {
            counts.add(finding);
            if finding.is_open() && finding.severity != Severity::Note {
                let code = finding.fault.code();
                let kind = self.kinds.entry((finding.severity, code.as_str()));
                kind.or_insert((code, 0)).1 += 1;
            }
        }
        counts.files += u32::from(counts.errors + counts.queries > before);
    }
}

pub(super) fn write(html: &mut Html, report: &Report<'_>) {
    let lang = report.lang;
    let waiting = Waiting::gather(report);
    if waiting.units.is_empty() {
        let none = lang.pick("Không còn nội dung nào.", "Nothing is open.");
        html.leaf("p", &[], none);
        return;
    }
    kinds(html, waiting.kinds, lang);
    let of_units: Vec<_> = waiting.units.into_values().collect();
    units(html, report, &of_units);
}

fn kinds(html: &mut Html, kinds: Kinds, lang: Lang) {
    let mut kinds: Vec<(Severity, Code, u32)> = kinds
        .into_iter()
        .map(|((severity, _), (code, count))| (severity, code, count))
        .collect();
    kinds.sort_by_key(|one| std::cmp::Reverse(one.2));
    let rest: u32 = kinds.iter().skip(KINDS).map(|one| one.2).sum();
    kinds.truncate(KINDS);
    let columns = [
        (lang.pick("Nội dung", "What is wrong"), Sort::Text),
        (lang.pick("Mức độ", "Severity"), Sort::Text),
        (lang.pick("Số lượng", "How many"), Sort::Number),
    ];
    let table = Table {
        place: Anchor("loai-loi", None),
        caption: lang.pick("Nội dung gặp nhiều nhất", "Most frequent"),
        columns: &columns,
        rows: 0,
    };
    table.write(html, lang, |html| {
        for (severity, code, count) in &kinds {
            table::row(html, |html| {
                table::head(html, |html| html.text(code.page(lang).title));
                table::severity(html, *severity, lang);
                table::number(html, &lang::number((*count).into(), lang));
            });
        }
    });
    if rest > 0 {
        let text = lang.pick(
            format!("Các loại khác: {rest} nội dung."),
            format!("Of other kinds: {rest}."),
        );
        html.leaf("p", &[Attribute::Class("note")], &text);
    }
}

fn units(html: &mut Html, report: &Report<'_>, units: &[(Option<&Unit>, Counts)]) {
    let lang = report.lang;
    let columns = [
        (lang.pick("Đơn vị", "Unit"), Sort::Text),
        (lang.pick("Phải sửa", "Errors"), Sort::Number),
        (lang.pick("Cần làm rõ", "Queries"), Sort::Number),
        (lang.pick("Số tệp", "Files"), Sort::Number),
        (
            lang.pick("Giải thích chờ xem xét", "Explanations to review"),
            Sort::Number,
        ),
    ];
    let table = Table {
        place: Anchor("loi-don-vi", None),
        caption: lang.pick("Nội dung chờ từng đơn vị", "What waits for each unit"),
        columns: &columns,
        rows: units.len(),
    };
    let unknown = lang.pick(
        "Tệp chưa rõ đơn vị, sổ nhận, quyết định",
        "Files of no known unit, receipt log, decisions",
    );
    table.write(html, lang, |html| {
        for (unit, counts) in units {
            table::row(html, |html| {
                match unit {
                    Some(unit) => table::unit(html, unit, None),
                    None => table::head(html, |html| html.text(unknown)),
                }
                for count in [
                    counts.errors,
                    counts.queries,
                    counts.files,
                    counts.explained,
                ] {
                    table::number(html, &lang::number(count.into(), lang));
                }
            });
        }
    });
    let note = if report.is_of_runs() {
        lang.pick(
            "Từng nội dung với trang tính, ô và cách sửa: trang “Nội dung cần sửa” của tong-hop.xlsx; phiếu rà soát của đơn vị do nơi nhận tệp lập.",
            "Each with sheet, cell and remedy: the sheet “Findings” of tong-hop.xlsx; the unit's marked return is made where its files lie.",
        )
    } else {
        lang.pick(
            "Từng nội dung với trang tính, ô và cách sửa: trang “Nội dung cần sửa” của tong-hop.xlsx và phiếu rà soát của đơn vị trong thư mục don-vi.",
            "Each with sheet, cell and remedy: the sheet “Findings” of tong-hop.xlsx, and the unit's marked return in the folder don-vi.",
        )
    };
    html.leaf("p", &[Attribute::Class("note")], note);
}
