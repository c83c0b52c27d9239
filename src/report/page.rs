//! The leaders' page: one file that opens from a disk on any screen and on paper.
//!
//! In: a [`Report`]. Out: HTML with its style, script and pictures inside. It fetches nothing and
//! stores nothing, which its own policy holds the browser to. All of it can be read without the
//! script. Of personal fields it shows nothing unless the report says so. Decides nothing: counts
//! and phrases what was assessed.

mod changes;
mod findings;
mod html;
mod look;
mod overview;
mod ranking;
mod returns;
mod shortfalls;
mod sources;
mod svg;
mod table;
mod targets;
mod units;

use std::error::Error;
use std::fs;
use std::path::Path;

use super::charts::{self, PageChart};
use super::{Report, WriteError, words, writing};
use crate::hash::sha256_base64;
use crate::lang::{self, Lang};
use html::{Anchor, Attribute, Html};
use svg::SvgError;

/// The name of the page.
const PAGE: &str = "bao-cao.html";
/// The most bytes of charts in it.
const MOST_PICTURES: usize = 600_000;

/// What only makes the page handier.
const SCRIPT: &str = include_str!("page/script.js");

/// A part of the page under a heading of its own.
struct Section {
    place: Anchor,
    title: &'static str,
    write: fn(&mut Html, &Report<'_>),
}

/// Writes the page into a folder.
///
/// # Errors
/// [`WriteError`] where the file cannot be written.
pub(super) fn write(report: &Report<'_>, folder: &Path) -> Result<(), WriteError> {
    let out = folder.join(PAGE);
    writing(&out, || -> Result<(), Box<dyn Error + Send + Sync>> {
        let pictures = charts::for_page(report)?;
        Ok(fs::write(&out, page(report, &pictures)?)?)
    })
}

/// The page with these charts.
fn page(report: &Report<'_>, pictures: &[PageChart]) -> Result<String, SvgError> {
    let mut drawn = Html::default();
    let shown = fitting(pictures);
    for (at, picture) in pictures[..shown].iter().enumerate() {
        figure(&mut drawn, (at, picture), report.lang)?;
    }
    let beyond = pictures.len() - shown;
    if beyond > 0 {
        let told = report.lang.pick(
            format!("Còn {beyond} biểu đồ nữa ở thư mục bieu-do."),
            format!("More charts in the folder bieu-do: {beyond}."),
        );
        drawn.leaf("p", &[], &told);
    }
    let mut html = Html::default();
    html.markup("<!doctype html>\n");
    html.element("html", &[Attribute::Language(report.lang)], |html| {
        head(html, report);
        html.element("body", &[], |html| body(html, report, &drawn));
    });
    html.line();
    Ok(html.into_text())
}

/// A chart below its title. Where it is wider than the screen it is moved sideways, which is said.
fn figure(html: &mut Html, (at, chart): (usize, &PageChart), lang: Lang) -> Result<(), SvgError> {
    let title = Anchor("hinh", Some(at));
    let window = [
        Attribute::Class("wide"),
        Attribute::Role("region"),
        Attribute::LabelledBy(title),
        Attribute::Focusable,
    ];
    let mut whole = Ok(());
    html.element("figure", &[], |html| {
        html.leaf("figcaption", &[Attribute::Id(title)], &chart.title);
        let swipe = lang.pick(
            "Kéo ngang để xem hết hình →",
            "Move sideways to see all of it →",
        );
        html.leaf("p", &[Attribute::Class("swipe")], swipe);
        html.element("div", &window, |html| whole = svg::write(html, &chart.svg));
    });
    html.line();
    whole
}

/// How many of the charts the page has room for: it is to open on a phone.
fn fitting(pictures: &[PageChart]) -> usize {
    let mut bytes = 0;
    let mut all = pictures.iter();
    let beyond = all.position(|picture| {
        bytes += picture.svg.len();
        bytes > MOST_PICTURES
    });
    beyond.unwrap_or(pictures.len())
}

/// What the browser must know: how to read the page, and that it may neither fetch nor run anything
/// but the style and the script that came with it.
fn head(html: &mut Html, report: &Report<'_>) {
    let style = look::style();
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        sha256_base64(style.text().as_bytes()),
        sha256_base64(SCRIPT.as_bytes()),
    );
    html.element("head", &[], |html| {
        html.markup("<meta charset=\"utf-8\"/>");
        html.meta("http-equiv", "Content-Security-Policy", &policy);
        html.meta("name", "viewport", "width=device-width, initial-scale=1");
        html.meta("name", "color-scheme", "light dark");
        html.meta("name", "referrer", "no-referrer");
        html.meta("name", "robots", "noindex");
        html.meta("name", "format-detection", "telephone=no");
        let generator = format!("thidua {}", env!("CARGO_PKG_VERSION"));
        html.meta("name", "generator", &generator);
        html.leaf("title", &[], &title(report));
        html.style(&style);
    });
    html.line();
}

fn title(report: &Report<'_>) -> String {
    let campaign = report.campaign.titles.get(report.lang);
    let day = lang::date(report.as_of);
    format!("{campaign} ({day}) · {}", report.campaign.owner)
}

fn body(html: &mut Html, report: &Report<'_>, pictures: &Html) {
    let lang = report.lang;
    let sections = sections(report);
    let main = Anchor("noi-dung", None);
    let skip = [Attribute::Class("skip"), Attribute::To(main)];
    let skip_text = lang.pick("Đến nội dung", "Skip to the content");
    html.leaf("a", &skip, skip_text);
    html.element("header", &[], |html| letterhead(html, report));
    let contents = lang.pick("Mục lục", "Contents");
    html.element("nav", &[Attribute::Label(contents)], |html| {
        html.element("ul", &[], |html| {
            let mut entry = |place, title| {
                html.element("li", &[], |html| {
                    html.leaf("a", &[Attribute::To(place)], title);
                });
            };
            for (at, one) in sections.iter().enumerate() {
                entry(one.place, one.title);
                if at == 0 && !pictures.is_empty() {
                    entry(CHARTS, charts_title(lang));
                }
            }
        });
    });
    html.line();
    html.element("main", &[Attribute::Id(main)], |html| {
        let mut pictures = Some(pictures);
        for one in &sections {
            section(html, one, report);
            // Pictures follow the overview, which is the first.
            if let Some(pictures) = pictures.take() {
                charts_of(html, pictures, lang);
            }
        }
    });
    html.element("footer", &[], |html| {
        let text = lang.pick(
            "Trang này không tải gì từ mạng. Số liệu đầy đủ, từng dòng và ô gốc: tong-hop.xlsx cùng thư mục.",
            "This page fetches nothing. All figures, row by row and with their cells: tong-hop.xlsx in the same folder.",
        );
        html.leaf("p", &[], text);
    });
    html.script(SCRIPT);
}

fn letterhead(html: &mut Html, report: &Report<'_>) {
    let (campaign, lang) = (report.campaign, report.lang);
    html.element("p", &[Attribute::Class("bodies")], |html| {
        html.element("span", &[], |html| {
            if !campaign.superior.is_empty() {
                html.leaf("span", &[], &campaign.superior);
                html.text(" · ");
            }
            html.leaf("b", &[], &campaign.owner);
        });
        let class = if report.provisional {
            "badge provisional"
        } else {
            "badge"
        };
        let finality = words::finality(report.provisional, lang);
        html.leaf("span", &[Attribute::Class(class)], finality);
    });
    let heading = campaign.titles.get(lang);
    html.leaf("h1", &[], heading);
    let (from, to) = (campaign.period.start(), campaign.period.end());
    let days = words::days(*from, *to, lang);
    let when = format!("{} · {days}", words::as_of(report));
    html.leaf("p", &[Attribute::Class("when")], &when);
}

fn section(html: &mut Html, one: &Section, report: &Report<'_>) {
    let heading = Anchor(one.place.0, Some(0));
    let named = [Attribute::Id(one.place), Attribute::LabelledBy(heading)];
    html.element("section", &named, |html| {
        html.leaf("h2", &[Attribute::Id(heading)], one.title);
        (one.write)(html, report);
    });
    html.line();
}

fn charts_of(html: &mut Html, pictures: &Html, lang: Lang) {
    if pictures.is_empty() {
        return;
    }
    let heading = Anchor(CHARTS.0, Some(0));
    let named = [Attribute::Id(CHARTS), Attribute::LabelledBy(heading)];
    html.element("section", &named, |html| {
        html.leaf("h2", &[Attribute::Id(heading)], charts_title(lang));
        html.append(pictures);
    });
}

/// The place of the charts.
const CHARTS: Anchor = Anchor("bieu-do", None);

fn charts_title(lang: Lang) -> &'static str {
    lang.pick("Biểu đồ", "Charts")
}

/// The parts that have something to say.
fn sections(report: &Report<'_>) -> Vec<Section> {
    let lang = report.lang;
    let section = |place, title, write| Section {
        place: Anchor(place, None),
        title,
        write,
    };
    let mut sections = vec![
        section(
            "tong-quan",
            lang.pick("Tổng quan", "Overview"),
            overview::write as fn(&mut Html, &Report<'_>),
        ),
        section(
            "bao-cao",
            lang.pick("Tình hình báo cáo", "Returns"),
            returns::write,
        ),
        section(
            "chi-tieu",
            lang.pick("Kết quả chỉ tiêu", "Targets"),
            targets::write,
        ),
        section("don-vi", lang.pick("Từng đơn vị", "Units"), units::write),
        section(
            "chua-dat",
            lang.pick("Đơn vị chưa đạt", "Shortfalls"),
            shortfalls::write,
        ),
    ];
    if ranking::has_any(report) {
        let title = lang.pick("Xếp hạng dự kiến", "Expected ranks");
        sections.push(section("xep-hang", title, ranking::write));
    }
    let title = lang.pick("Nội dung cần sửa", "Findings");
    sections.push(section("can-sua", title, findings::write));
    if report.assessed.over_time.changes.is_some() {
        let title = lang.pick("Thay đổi", "Changes");
        sections.push(section("thay-doi", title, changes::write));
    }
    let title = lang.pick("Nguồn số liệu", "Sources");
    sections.push(section("nguon", title, sources::write));
    sections
}

#[cfg(test)]
mod tests;
