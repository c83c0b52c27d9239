//! What leaders want to know in two minutes: one sentence, five figures, two lists, what has changed,
//! what is to be decided.

use super::html::{Anchor, Attribute, Html};
use super::{returns, shortfalls, table};
use crate::report::Report;
use crate::report::brief::{Brief, Line, List, Mood, Tile};

pub(super) fn write(html: &mut Html, report: &Report<'_>) {
    let lang = report.lang;
    let brief = Brief::of(report);
    let headline = table::unbroken(&brief.headline);
    html.leaf("p", &[Attribute::Class("lead")], &headline);
    html.element("ul", &[Attribute::Class("tiles")], |html| {
        for one in &brief.tiles {
            tile(html, one);
        }
    });
    html.element("div", &[Attribute::Class("pair")], |html| {
        let contacts = returns::contacts(report);
        list(html, report, (&brief.absent, returns::MISSING), |line| {
            contacts.get(&line.unit.code).cloned()
        });
        list(html, report, (&brief.short, shortfalls::PLACE), |_| None);
        html.element("div", &[], |html| {
            let title = lang.pick("Cần quyết định", "To be decided");
            html.leaf("h3", &[], title);
            html.element("ol", &[Attribute::Class("lines")], |html| {
                for one in &brief.decide {
                    html.leaf("li", &[], &table::unbroken(one));
                }
            });
            let title = lang.pick("So với lần trước", "Since the run before");
            html.leaf("h3", &[], title);
            html.leaf("p", &[], &brief.since);
        });
    });
}

fn tile(html: &mut Html, one: &Tile<'_>) {
    let class = match one.mood {
        Mood::Good => "tile good",
        Mood::Bad => "tile bad",
        Mood::Open => "tile open",
        Mood::Plain => "tile",
    };
    html.element("li", &[Attribute::Class(class)], |html| {
        html.leaf("b", &[], &one.figure);
        html.text(" ");
        html.leaf("span", &[], &one.caption);
        html.text(" ");
        if !one.detail.is_empty() {
            html.leaf("small", &[], &one.detail);
        }
    });
}

/// The first units of a list, what is said of the others, and the way to all of them.
fn list(
    html: &mut Html,
    report: &Report<'_>,
    (list, all): (&List<'_>, Anchor),
    whom_to_call: impl Fn(&Line<'_>) -> Option<String>,
) {
    html.element("div", &[], |html| {
        html.leaf("h3", &[], &list.title);
        let (lines, rest) = list.shown(report);
        if lines.is_empty() {
            html.leaf("p", &[], list.none);
            return;
        }
        html.element("ol", &[Attribute::Class("lines")], |html| {
            for line in lines {
                html.element("li", &[], |html| {
                    html.leaf("b", &[], &line.unit.name);
                    html.text(" · ");
                    html.leaf("span", &[], &table::unbroken(&line.what));
                    if let Some(persons) = whom_to_call(line) {
                        html.text(" ");
                        html.leaf("small", &[], &persons);
                    }
                });
            }
        });
        if let Some(rest) = rest {
            html.element("p", &[], |html| {
                html.leaf("a", &[Attribute::To(all)], &rest);
            });
        }
    });
}
