//! The first sheet of a unit's workbook: how it stands against each target and what to do, its
//! returns, its expected place, the units below it, and what is only watched.

use crate::report::workbook::formula::Ends;
use rust_xlsxwriter::{Workbook, XlsxError};

use crate::assess::{Status, TargetResult};
use crate::campaign::{Collection, Target, Threshold, Unit};
use crate::id::UnitCode;
use crate::report::figures::BANDS;
use crate::report::narrow::Narrowed;
use crate::report::shortfall::{Shortfall, advice, reason};
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::formula;
use crate::report::workbook::link;
use crate::report::workbook::material::Material;
use crate::report::workbook::measure::LINE_POINTS;
use crate::report::workbook::pen::{self, Pages, Pen};
use crate::report::workbook::style::{Look, Tone};
use crate::report::workbook::{ranking, results, shortfalls};
use crate::settle::{Return, Submission};

/// Number, target, what is required, figure, status, what is missing, why, and what to do; the
/// tables below share them.
const WIDTHS: [f64; 8] = [5.5, 34.0, 20.0, 12.5, 19.0, 12.5, 34.0, 48.0];
const LAST: u16 = 7;
/// The columns of the owner's name, and the first of those of the day.
const OWNER: u16 = 2;
const DAY: u16 = 5;
/// The column of what is required.
const REQUIRED: u16 = 2;
/// What needs nothing to be done.
const QUIET: [Status; 2] = [Status::Met, Status::InProgress];

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
    own: &Narrowed<'_>,
) -> Result<(), XlsxError> {
    let mut pages = Pages::new(pen::area(), &WIDTHS);
    let mut pen = Pen::open(book, material, name, WIDTHS.to_vec())?;
    pen.sheet.set_screen_gridlines(false);
    let units = material.report.assessed.units.iter();
    let (mut of_unit, below): (Vec<_>, Vec<_>) = units.partition(|one| one.0 == own.unit.code);
    let results = of_unit.pop().map_or(&[][..], |one| one.1.as_slice());
    head(&mut pen, own)?;
    pen.line(0, LAST, &headline(material, own, results), Look::Headline)?;
    pen.skip(1);
    targets(&mut pen, own.unit, results)?;
    pages.may_end(&pen);
    returns(&mut pen, own.unit)?;
    pages.may_end(&pen);
    place(&mut pen, own)?;
    pages.may_end(&pen);
    units_below(&mut pen, &below)?;
    pages.turn(&pen);
    watched(&mut pen, own.unit, results)?;
    pages.close(pen)
}

fn head(pen: &mut Pen<'_>, own: &Narrowed<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let campaign = report.campaign;
    let lang = report.lang;
    let finality = words::finality(report.provisional, lang);
    pen.put(0, OWNER, &campaign.superior, Look::Superior)?;
    pen.put(DAY, LAST, finality, Look::Finality)?;
    pen.end_row(LINE_POINTS * 1.2)?;
    pen.put(0, OWNER, &campaign.owner, Look::Owner)?;
    pen.put(DAY, LAST, &words::as_of(report), Look::Day)?;
    pen.end_row(LINE_POINTS * 1.2)?;
    pen.skip(1);
    let name = own.unit.name.to_uppercase();
    let title = lang.pick(format!("KẾT QUẢ CỦA {name}"), format!("RESULTS OF {name}"));
    pen.line(0, LAST, &title, Look::Title)?;
    let subject = campaign.titles.get(lang).to_uppercase();
    pen.line(0, LAST, &subject, Look::Title)?;
    pen.skip(1);
    Ok(())
}

/// How the unit stands, in a sentence.
fn headline(material: &Material<'_>, own: &Narrowed<'_>, results: &[TargetResult]) -> String {
    let report = material.report;
    let lang = report.lang;
    let count = |status| results.iter().filter(|one| one.status == status).count();
    let bound: usize = BANDS.map(count).into_iter().sum();
    let met = count(Status::Met);
    let mut sentence = lang.pick(
        format!("Đạt {met}/{bound} chỉ tiêu"),
        format!("{met} of {bound} targets met"),
    );
    for status in &BANDS[1..] {
        let count = count(*status);
        if count > 0 {
            let word = words::status(*status, lang).to_lowercase();
            sentence = format!("{sentence}; {word}: {count}");
        }
    }
    sentence.push('.');
    let scores = report.scores.iter();
    let mut ranks = scores.filter(|one| one.unit == own.unit.code);
    if let Some((rank, bound)) = ranks.find_map(|one| Some((one.rank?, one.bound))) {
        let rank = words::expected_rank(rank, bound, lang);
        sentence.push_str(&lang.pick(
            format!(" Xếp thứ dự kiến trong khối: {}.", rank.to_lowercase()),
            format!(" Expected rank in its block: {}.", rank.to_lowercase()),
        ));
    }
    sentence
}

/// Each target that requires something of the unit.
fn targets(pen: &mut Pen<'_>, unit: &Unit, results: &[TargetResult]) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    section(
        pen,
        lang.pick("1. Kết quả theo chỉ tiêu", "1. Results by target"),
    )?;
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Chỉ tiêu", "Target"), 1),
        (lang.pick("Mức yêu cầu", "Required"), 1),
        (lang.pick("Kết quả thực hiện", "Figure"), 1),
        (lang.pick("Đánh giá", "Status"), 1),
        (lang.pick("Còn thiếu", "Missing"), 1),
        (lang.pick("Lý do", "Reason"), 1),
        (lang.pick("Việc cần làm", "What to do"), 1),
    ])?;
    let targets = report.campaign.targets.iter().enumerate().zip(results);
    let free = [Status::NotApplicable, Status::Watched];
    let bound = targets.filter(|(_, result)| !free.contains(&result.status));
    for (nth, ((at, target), result)) in bound.enumerate() {
        let one = Shortfall {
            unit,
            target,
            result,
        };
        target_row(pen, nth, (at, &one))?;
    }
    pen.skip(1);
    Ok(())
}

/// What is only watched, on a page of its own.
fn watched(pen: &mut Pen<'_>, unit: &Unit, results: &[TargetResult]) -> Result<(), XlsxError> {
    let material = pen.material;
    let lang = material.report.lang;
    let targets = material.report.campaign.targets.iter();
    let targets = targets.enumerate().zip(results);
    let mut watched = targets.filter(|(_, one)| one.status == Status::Watched);
    let Some(first) = watched.next() else {
        return Ok(());
    };
    section(pen, lang.pick("Chỉ tiêu theo dõi", "What is only watched"))?;
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Chỉ tiêu theo dõi", "Target"), 2),
        (lang.pick("Kết quả thực hiện", "Figure"), 1),
    ])?;
    let code = formula::text(unit.code.as_str());
    let all = std::iter::once(first).chain(watched);
    for (nth, ((at, target), result)) in all.enumerate() {
        let one = Shortfall {
            unit,
            target,
            result,
        };
        pen.cells(&[
            Cell::ordinal(nth),
            Cell::text(target.titles.get(lang)).across(2),
            shortfalls::figure(material, (at, &one), &code),
        ])?;
    }
    Ok(())
}

fn target_row(
    pen: &mut Pen<'_>,
    nth: usize,
    (at, one): (usize, &Shortfall<'_>),
) -> Result<(), XlsxError> {
    let material = pen.material;
    let report = material.report;
    let lang = report.lang;
    let code = formula::text(one.unit.code.as_str());
    let ends = material.results.ends_of(at, &code);
    let required_at = formula::cell(REQUIRED, pen.row());
    let is_quiet = QUIET.contains(&one.result.status);
    let (missing, why, what) = if is_quiet {
        (Cell::blank(), "", String::new())
    } else {
        (
            shortfalls::missing(one, (&ends, &required_at), lang),
            reason(one, lang),
            advice(report, one, &shortfalls::listed_on(lang)),
        )
    };
    pen.cells(&[
        Cell::ordinal(nth),
        Cell::text(one.target.titles.get(lang)),
        required(pen, one, material.results.required_of(at, &code)),
        shortfalls::figure(material, (at, one), &code),
        results::standing(material, (at, &code), one.result),
        missing,
        Cell::text(why),
        Cell::text(what),
    ])
}

/// What is required: the number where it is one, else how it is set.
fn required<'a>(pen: &Pen<'_>, one: &Shortfall<'_>, ends: Option<Ends>) -> Cell<'a> {
    let report = pen.material.report;
    let lang = report.lang;
    if one.result.required.is_some() {
        return shortfalls::required(one, ends, lang);
    }
    let target: &Target = one.target;
    let threshold = target.threshold(report.campaign, one.unit);
    Cell::centred(match threshold {
        None | Some(Threshold::Watched) => "–".to_owned(),
        Some(threshold) => words::threshold(target, threshold, lang),
    })
}

/// The unit's own returns.
fn returns(pen: &mut Pen<'_>, unit: &Unit) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    section(
        pen,
        lang.pick("2. Báo cáo theo kỳ", "2. Returns by collection"),
    )?;
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Kỳ báo cáo", "Collection"), 1),
        (lang.pick("Tình trạng", "State"), 1),
        (lang.pick("Hạn nộp", "Last good day"), 1),
        (lang.pick("Thời hạn", "Timeliness"), 1),
        (lang.pick("Ngày nhận", "Received"), 1),
        (lang.pick("Nội dung còn mở", "What is open"), 1),
        (lang.pick("Tệp được tính", "The file that counts"), 1),
    ])?;
    let collections = report.campaign.collections.iter();
    let own = collections.filter_map(|collection| {
        let key = (unit.code.clone(), collection.id.clone());
        Some((collection, report.settled.returns.get(&key)?))
    });
    for (nth, (collection, one)) in own.enumerate() {
        return_row(pen, nth, (collection, one))?;
    }
    pen.skip(1);
    Ok(())
}

fn return_row(
    pen: &mut Pen<'_>,
    nth: usize,
    (collection, one): (&Collection, &Return),
) -> Result<(), XlsxError> {
    let material = pen.material;
    let report = material.report;
    let lang = report.lang;
    let submission = |at: Option<usize>| report.settled.submissions.get(at?);
    let tone = match (one.counting, one.any_file, one.overdue) {
        (Some(_), ..) => Tone::Plain,
        (None, true, _) => Tone::Status(Status::NotMet),
        (None, false, true) => Tone::Status(Status::NoReturn),
        (None, false, false) => Tone::Status(Status::InProgress),
    };
    let counts = one.counting.map(|at| material.finding_counts(at));
    let open = counts.map_or_else(String::new, |counts| {
        let of = [
            (counts.error, lang.pick("phải sửa", "to mend")),
            (counts.query, lang.pick("cần làm rõ", "to explain")),
        ];
        let of = of.into_iter().filter(|(count, _)| *count > 0);
        let of: Vec<String> = of.map(|(count, what)| format!("{count} {what}")).collect();
        of.join(", ")
    });
    let day = submission(one.first).and_then(Submission::received_on);
    let file = submission(one.counting).map_or_else(Cell::blank, |one| {
        Cell::link(
            one.file.as_str(),
            link::file(report.returns_link, &one.file),
        )
    });
    pen.cells(&[
        Cell::ordinal(nth),
        Cell::text(collection.titles.get(lang)),
        Cell::text(words::receipt(one, lang)).tone(tone),
        Cell::date_or_blank(collection.last_good_day),
        Cell::centred(words::timeliness(one, collection, lang)),
        Cell::date_or_blank(day),
        Cell::text(open),
        file,
    ])
}

/// The unit's points and place in its block.
fn place(pen: &mut Pen<'_>, own: &Narrowed<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let block = report.campaign.blocks.iter();
    let mut block = block.filter(|one| own.unit.block.as_ref() == Some(&one.id));
    let score = report.score_of(&own.unit.code);
    let (Some(block), Some(score)) = (block.next(), score) else {
        return Ok(());
    };
    let (Some(counted), Some(basis)) = (score.counted(), score.score) else {
        return Ok(());
    };
    section(
        pen,
        lang.pick(
            "3. Điểm và xếp thứ dự kiến trong khối thi đua",
            "3. Points and expected rank in its block",
        ),
    )?;
    pen.heading_row(&[
        (lang.pick("Khối thi đua", "Block"), 2),
        (lang.pick("Căn cứ xếp thứ", "Ranked on"), 1),
        (lang.pick("Tổng điểm", "Points"), 1),
        (lang.pick("Tổng điểm tối đa", "Points attainable"), 1),
        (lang.pick("Tỷ lệ", "Share"), 1),
        (lang.pick("Xếp thứ (dự kiến)", "Expected rank"), 1),
    ])?;
    let rank = score.rank.map_or_else(Cell::blank, |rank| {
        let rank = words::expected_rank(rank, score.bound, lang);
        let of = own.ranked.unwrap_or_default();
        Cell::text(lang.pick(
            format!("{rank}, trong {of} đơn vị có điểm"),
            format!("{rank}, of {of} units with a score"),
        ))
    });
    pen.cells(&[
        Cell::text(block.titles.get(lang)).across(2),
        Cell::text(words::basis(basis.basis, lang)),
        ranking::points(counted.low, counted.high, lang),
        Cell::points(counted.maximum),
        ranking::share(counted, lang),
        rank,
    ])?;
    pen.skip(1);
    Ok(())
}

/// How the units below stand: targets met, returns received.
fn units_below(
    pen: &mut Pen<'_>,
    below: &[&(UnitCode, Vec<TargetResult>)],
) -> Result<(), XlsxError> {
    if below.is_empty() {
        return Ok(());
    }
    let report = pen.material.report;
    let lang = report.lang;
    section(
        pen,
        lang.pick("4. Các đơn vị thuộc quyền quản lý", "4. The units below it"),
    )?;
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Đơn vị", "Unit"), 1),
        (lang.pick("Mã đơn vị", "Code"), 1),
        (lang.pick("Chỉ tiêu đạt", "Targets met"), 1),
        (lang.pick("Chỉ tiêu chưa đạt", "Targets not met"), 1),
        (lang.pick("Báo cáo đã nhận", "Returns received"), 1),
    ])?;
    for (nth, (code, results)) in below.iter().enumerate() {
        let count = |status| results.iter().filter(|one| one.status == status).count();
        let bound: usize = BANDS.map(count).into_iter().sum();
        let own = report.settled.returns.iter();
        let own = own.filter(|((unit, _), _)| unit == code);
        let (expected, received) = own.fold((0, 0), |(expected, received), (_, one)| {
            (expected + 1, received + u32::from(one.counting.is_some()))
        });
        pen.cells(&[
            Cell::ordinal(nth),
            Cell::text(pen.material.unit_name(code)),
            Cell::text(code.as_str()),
            Cell::centred(format!("{}/{bound}", count(Status::Met))),
            Cell::count_or_blank(u64::try_from(count(Status::NotMet)).unwrap_or(u64::MAX)),
            Cell::centred(format!("{received}/{expected}")),
        ])?;
    }
    pen.skip(1);
    Ok(())
}

fn section(pen: &mut Pen<'_>, text: &str) -> Result<(), XlsxError> {
    pen.line(0, LAST, text, Look::Section)
}
