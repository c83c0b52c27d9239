//! Part I: how many returns came, of each collection and of each group of its senders.
//!
//! How many senders of a group are at one arrival is counted over part IV; all else adds those up.

use rust_xlsxwriter::XlsxError;

use super::tally::Counter;
use crate::assess::{Arrival, Arrivals, By, Group, GroupRate, Rate, Status};
use crate::campaign::Collection;
use crate::lang::{self, Lang};
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::pen::Pen;
use crate::report::workbook::style::{Look, Tone};

/// The columns of a row's name, which the lists below use for part, number, code and unit.
const NAME_COLUMNS: u16 = 4;
/// The last column.
const LAST: u16 = 13;
/// The columns with counts, by letter: expected, received, its parts from and to, and the others.
const EXPECTED: char = 'F';
const RECEIVED: char = 'G';
const PARTS: (char, char) = ('I', 'K');
const UNRECEIVED: (char, char) = ('L', 'N');

/// The counts of one row, each with its column.
const TIMED: [(char, Arrival); 3] = [
    ('I', Arrival::OnTime),
    ('J', Arrival::Late),
    ('K', Arrival::DayUnknown),
];
const OTHERS: [(char, Arrival); 3] = [
    ('L', Arrival::Unusable),
    ('M', Arrival::Overdue),
    ('N', Arrival::Awaited),
];

pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let title = lang.pick("I. TỶ LỆ BÁO CÁO", "I. RATES OF RETURNS");
    pen.line(0, LAST, title, Look::Section)?;
    pen.heading_row(&headings(lang))?;
    for rate in &report.assessed.rates {
        let Some(collection) = report.campaign.collection(&rate.collection) else {
            continue;
        };
        let groups = report.assessed.rates_by.iter();
        let groups: Vec<&GroupRate> = groups
            .filter(|one| one.collection == rate.collection)
            .collect();
        of_collection(pen, rate, collection, &groups)?;
    }
    let note = lang.pick(
        "Phải báo cáo = Đã nhận + Đã gửi, chưa dùng được + Chưa gửi. Đã nhận = Đúng hạn + Nhận quá hạn + Chưa rõ ngày nhận; kỳ không đặt hạn chỉ có số đã nhận.",
        "Expected = received + sent but not usable + not sent. Received = on time + late + day not known; a collection without due date has only the number received.",
    );
    pen.line(0, LAST, note, Look::Note)?;
    pen.skip(1);
    Ok(())
}

fn headings(lang: Lang) -> [(&'static str, u16); 11] {
    let of = |arrival| (words::arrival(arrival, lang), 1);
    [
        (
            lang.pick("Kỳ báo cáo, nhóm đơn vị", "Collection, group of units"),
            NAME_COLUMNS,
        ),
        (lang.pick("Phân theo", "Grouped by"), 1),
        (lang.pick("Phải báo cáo", "Expected"), 1),
        (lang.pick("Đã nhận", "Received"), 1),
        (lang.pick("Tỷ lệ đã nhận", "Share received"), 1),
        of(Arrival::OnTime),
        of(Arrival::Late),
        of(Arrival::DayUnknown),
        of(Arrival::Unusable),
        of(Arrival::Overdue),
        of(Arrival::Awaited),
    ]
}

/// A collection, which adds up the types below it, and its senders by type, block and parent.
fn of_collection(
    pen: &mut Pen<'_>,
    rate: &Rate,
    collection: &Collection,
    groups: &[&GroupRate],
) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    let by = |by: By| groups.iter().filter(move |one| one.group.by() == by);
    let due = match collection.last_good_day {
        Some(day) => lang.pick(
            format!("Hạn nộp {}", lang::date(day)),
            format!("Last good day {}", lang::date(day)),
        ),
        None => lang.pick("Không đặt hạn", "No due date").to_owned(),
    };
    // Rows are counted from 1 in formulas: the first type stands two below the pen's row.
    let first = pen.row() + 2;
    let types = u32::try_from(by(By::Type).count()).unwrap_or(u32::MAX);
    let below = (types > 0).then(|| (first, first + types - 1));
    let whole = Line {
        name: collection.titles.get(lang).to_owned(),
        by: due,
        arrivals: &rate.arrivals,
        counter: Counter::of_collection(&collection.id, lang),
        below,
    };
    whole.write(pen, collection)?;
    for kind in By::ALL {
        // Where nobody is in a block or below a unit there is nothing to tell apart.
        if by(kind).all(|one| one.group.id().is_none()) {
            continue;
        }
        for one in by(kind) {
            let line = Line {
                name: group_name(pen, &one.group),
                by: grouped_by(kind, lang).to_owned(),
                arrivals: &one.arrivals,
                counter: Counter::of_collection(&collection.id, lang).of_group(&one.group),
                below: None,
            };
            line.write(pen, collection)?;
        }
    }
    Ok(())
}

fn grouped_by(by: By, lang: Lang) -> &'static str {
    match by {
        By::Type => lang.pick("Loại đơn vị", "Kind of unit"),
        By::Block => lang.pick("Khối thi đua", "Block"),
        By::Parent => lang.pick("Đơn vị quản lý", "Parent unit"),
    }
}

fn group_name(pen: &Pen<'_>, group: &Group) -> String {
    let report = pen.material.report;
    let (campaign, lang) = (report.campaign, report.lang);
    let name = match group {
        Group::Type(id) => campaign.type_title(id, lang),
        Group::Block(None) => lang.pick("Không thuộc khối nào", "In no block"),
        Group::Block(Some(id)) => {
            let mut blocks = campaign.blocks.iter();
            let block = blocks.find(|one| one.id == *id);
            block.map_or(id.as_str(), |block| block.titles.get(lang))
        }
        Group::Parent(None) => lang.pick("Không có đơn vị quản lý", "Below no unit"),
        Group::Parent(Some(code)) => {
            let unit = campaign.unit(code);
            unit.map_or(code.as_str(), |unit| &unit.name)
        }
    };
    name.to_owned()
}

/// One row.
struct Line<'a> {
    name: String,
    by: String,
    arrivals: &'a Arrivals,
    counter: Counter<'a>,
    /// The rows it adds up, from 1, both included; none where it counts the senders themselves.
    below: Option<(u32, u32)>,
}

impl Line<'_> {
    fn write(&self, pen: &mut Pen<'_>, collection: &Collection) -> Result<(), XlsxError> {
        let row = pen.row() + 1;
        let arrivals = self.arrivals;
        let (expected, received) = (arrivals.expected(), arrivals.received());
        let timed = collection.last_good_day.is_some();
        let sum = |(from, to): (char, char)| format!("SUM({from}{row}:{to}{row})");
        let total = format!("{RECEIVED}{row}+{}", sum(UNRECEIVED));
        let received_cell = if timed {
            Cell::count(received).by(sum(PARTS))
        } else {
            self.count((RECEIVED, received), || self.counter.received())
        };
        let share = match expected {
            0 => Cell::blank(),
            _ => Cell::share(received, expected).by(format!("{RECEIVED}{row}/{EXPECTED}{row}")),
        };
        let mut cells = vec![
            Cell::text(self.name.as_str()).across(NAME_COLUMNS),
            Cell::text(self.by.as_str()),
            Cell::count(expected).by(total),
            received_cell,
            share,
        ];
        cells.extend(TIMED.map(|(column, arrival)| {
            if timed {
                self.arrived(column, arrival)
            } else {
                Cell::blank()
            }
        }));
        cells.extend(OTHERS.map(|(column, arrival)| match arrival {
            Arrival::Overdue if !timed => Cell::blank(),
            _ => {
                let tone = tone(arrival, arrivals.at(arrival));
                self.arrived(column, arrival).tone(tone)
            }
        }));
        if self.below.is_some() {
            cells = cells
                .into_iter()
                .map(|cell| cell.tone(Tone::Total))
                .collect();
        }
        pen.cells(&cells)
    }

    fn arrived(&self, column: char, arrival: Arrival) -> Cell<'static> {
        let count = self.arrivals.at(arrival);
        self.count((column, count), || self.counter.at(arrival))
    }

    /// A count: the sum of the rows below, or over the senders.
    fn count(
        &self,
        (column, count): (char, u32),
        counted: impl FnOnce() -> String,
    ) -> Cell<'static> {
        Cell::count(count).by(match self.below {
            Some((from, to)) => format!("SUM({column}{from}:{column}{to})"),
            None => counted(),
        })
    }
}

/// What somebody must see to stands out.
fn tone(arrival: Arrival, count: u32) -> Tone {
    match (arrival, count) {
        (_, 0) => Tone::Plain,
        (Arrival::Unusable, _) => Tone::Status(Status::NotMet),
        (Arrival::Overdue, _) => Tone::Status(Status::NoReturn),
        _ => Tone::Plain,
    }
}
