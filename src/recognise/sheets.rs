//! Which sheet, or which part of one, is which form: by its name or alias, else by its labels.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::campaign::{Form, Layout};
use crate::finding::{Fault, Finding, Place, Severity};
use crate::location::Range;
use crate::read::{Sheet, Visibility, Workbook};
use crate::text::match_key;

use super::guide::{is_guide, is_guide_inside, is_own};
use super::header::{self, Header};
use super::index::Index;
use super::labels::Labels;
use super::record;
use super::review::is_review;
use super::view::View;

/// The share of a form's labels, in tenths, that a sheet must show to be taken for it by them.
const SHARE_TENTHS: usize = 6;

/// A form and the part of a sheet it takes.
pub(super) struct Part<'a> {
    /// The part.
    pub(super) view: View<'a>,
    /// The form's place.
    pub(super) form: usize,
    /// What may be labels on the sheet.
    pub(super) labels: Rc<Labels>,
    /// The form's header, where it is that of the whole sheet.
    pub(super) header: Option<Rc<Header>>,
}

/// A form seen on a sheet.
#[derive(Clone)]
struct Seen {
    form: usize,
    /// Where its labels stand.
    area: Range,
    /// How many of its labels there are.
    named: usize,
    /// Whether they are enough to tell the form without the sheet's name.
    is_clear: bool,
    /// The header, of a table.
    header: Option<Rc<Header>>,
}

/// Pairs forms with the sheets, or parts of sheets, that they are on, in the forms' order; reports
/// what is left over.
pub(super) fn match_forms<'a>(
    workbook: &'a Workbook,
    index: &Index<'a>,
    findings: &mut Vec<Finding>,
) -> Vec<Part<'a>> {
    let is_visible = |sheet: &Sheet| sheet.visibility == Visibility::Visible;
    let mut pages: Vec<Page<'a>> = workbook
        .sheets
        .iter()
        .filter(|sheet| !is_review(sheet))
        .map(|sheet| Page {
            sheet,
            key: match_key(sheet.name_read()),
            labels: Rc::new(Labels::of(sheet, index)),
            seen: RefCell::default(),
        })
        .collect();
    // Of two sheets of a form, the first that people see is it.
    pages.sort_by_key(|page| !is_visible(page.sheet));
    let mut sorter = Sorter {
        index,
        pages: &pages,
        taken: vec![None; index.campaign.forms.len()],
        found: Vec::new(),
        findings,
    };
    let mut rest = Vec::new();
    for (nth, page) in pages.iter().enumerate() {
        let forms = 0..index.campaign.forms.len();
        let form = forms
            .into_iter()
            .find(|&form| index.is_sheet(form, &page.key));
        match form.filter(|form| !sorter.is_misnamed(page, *form)) {
            Some(form) => match sorter.taken[form] {
                None => sorter.take(nth, form),
                Some(read) => sorter.repeated(page, &pages[read], form),
            },
            None => rest.push(nth),
        }
    }
    for nth in rest {
        let sheet = pages[nth].sheet;
        let is_own = workbook.mark.is_some() && is_own(&pages[nth].key);
        if !is_own && (!sheet.cells.is_empty() || sheet.fault.is_some()) {
            sorter.by_content(nth);
        }
    }
    sorter.parts()
}

/// A sheet with what may be labels on it.
struct Page<'a> {
    sheet: &'a Sheet,
    /// Its name as a match key.
    key: String,
    labels: Rc<Labels>,
    /// The forms that were looked for on all of it.
    seen: RefCell<BTreeMap<usize, Option<Seen>>>,
}

impl<'a> Page<'a> {
    fn view(&self) -> View<'a> {
        View::whole(self.sheet)
    }
}

struct Sorter<'s, 'a> {
    index: &'s Index<'a>,
    pages: &'s [Page<'a>],
    /// The sheet each form was found on.
    taken: Vec<Option<usize>>,
    /// The sheets of forms, each with the form it is, in the order they were found.
    found: Vec<(usize, usize)>,
    findings: &'s mut Vec<Finding>,
}

impl<'a> Sorter<'_, 'a> {
    fn take(&mut self, page: usize, form: usize) {
        self.taken[form] = Some(page);
        self.found.push((page, form));
    }

    /// Whether a sheet with a form's name shows another form's labels, and hardly its own.
    fn is_misnamed(&self, page: &Page<'a>, form: usize) -> bool {
        let own = self.see_whole(page, form);
        if own.as_ref().is_some_and(|own| own.is_clear) {
            return false;
        }
        let own = own.map_or(0, |own| own.named);
        let others = (0..self.taken.len()).filter(|other| *other != form);
        others
            .filter_map(|other| self.see_whole(page, other))
            .any(|other| other.is_clear && other.named > own + 1)
    }

    /// A sheet without a form's name, or with the wrong one's: by its labels, else as a copy.
    fn by_content(&mut self, nth: usize) {
        let page = &self.pages[nth];
        let likely = (!is_guide(&page.key) && !is_guide_inside(page.view()))
            .then(|| self.by_labels(page))
            .flatten()
            .or_else(|| copy_of(&page.key, self.index));
        match likely.map(|form| (form, self.taken[form])) {
            Some((form, None)) => {
                self.take(nth, form);
                let fault = Fault::RenamedSheet {
                    sheet: self.index.form(form).sheet.clone(),
                };
                let finding = Finding::new(self.place(page, form), fault);
                self.findings.push(finding);
            }
            Some((form, Some(read))) => self.repeated(page, &self.pages[read], form),
            None => {
                let fault = match &page.sheet.fault {
                    Some(detail) => Fault::UnreadableSheet {
                        detail: detail.clone(),
                    },
                    None => Fault::ExtraSheet,
                };
                let place = Place::sheet(&page.sheet.name);
                self.findings.push(Finding::new(place, fault));
            }
        }
    }

    /// The form most of whose labels the sheet shows; of equals one not yet found.
    fn by_labels(&self, page: &Page<'a>) -> Option<usize> {
        let forms = 0..self.taken.len();
        let open = forms.clone().filter(|form| self.taken[*form].is_none());
        let found = forms.filter(|form| self.taken[*form].is_some());
        let share = |seen: &Seen| {
            let fields = self.index.form(seen.form).fields.len();
            seen.named * 1000 / fields.max(1)
        };
        open.chain(found)
            .filter_map(|form| self.see_whole(page, form))
            .filter(|seen| seen.is_clear)
            .reduce(|best, next| {
                if share(&next) > share(&best) {
                    next
                } else {
                    best
                }
            })
            .map(|seen| seen.form)
    }

    /// Reports a second sheet of a form: a note where nothing is lost by leaving it out.
    fn repeated(&mut self, page: &Page<'a>, read: &Page<'a>, form: usize) {
        let fault = Fault::RepeatedSheet {
            read: read.sheet.name.to_string(),
        };
        let mut finding = Finding::new(self.place(page, form), fault);
        let is_copy = page.sheet.cells == read.sheet.cells;
        let is_hidden = page.sheet.visibility != Visibility::Visible;
        if is_copy || is_hidden || !self.has_rows(page, form) {
            finding.severity = Severity::Note;
        }
        self.findings.push(finding);
    }

    /// Whether anything but running numbers stands below a form's header.
    fn has_rows(&self, page: &Page<'a>, form: usize) -> bool {
        let seen = self.see_whole(page, form);
        let last_row = seen.map_or(0, |seen| seen.area.last.row);
        let mut body = page.view().rows().filter(|(row, _)| *row > last_row);
        body.any(|(_, cells)| cells.len() > 1)
    }

    fn place(&self, page: &Page<'a>, form: usize) -> Place {
        Place {
            form: Some(self.index.form(form).id.clone()),
            ..Place::sheet(&page.sheet.name)
        }
    }

    /// Every form with its sheet; where a sheet shows further forms, each with its part of it.
    fn parts(mut self) -> Vec<Part<'a>> {
        let pages = self.pages;
        let mut parts = Vec::new();
        for (nth, form) in std::mem::take(&mut self.found) {
            let page = &pages[nth];
            let mut seen: Vec<Seen> = self.see_whole(page, form).into_iter().collect();
            let others = (0..self.taken.len()).filter(|other| *other != form);
            for other in others {
                let Some(found) = self.apart(page, other, &seen) else {
                    continue;
                };
                match self.taken[other] {
                    None => self.taken[other] = Some(nth),
                    Some(read) if read != nth => self.repeated(page, &pages[read], other),
                    Some(_) => continue,
                }
                seen.push(found);
            }
            let part = |form: usize, area: Range| Part {
                view: View {
                    area,
                    ..page.view()
                },
                form,
                labels: Rc::clone(&page.labels),
                header: None,
            };
            if seen.len() < 2 {
                parts.push(Part {
                    header: seen.pop().and_then(|own| own.header),
                    ..part(form, page.view().area)
                });
                continue;
            }
            let taken = seen.iter().filter(|one| self.taken[one.form] == Some(nth));
            parts.extend(taken.map(|one| part(one.form, area_of(one, &seen, page.view().area))));
        }
        parts.sort_by_key(|part| part.form);
        parts
    }

    /// A form whose labels stand on a sheet apart from those of the forms already seen there:
    /// below the first one's, beside, or above.
    fn apart(&self, page: &Page<'a>, form: usize, seen: &[Seen]) -> Option<Seen> {
        let own = seen.first()?;
        if page.labels.outside(own.area) < least_clear(self.index.form(form)) {
            return None;
        }
        let whole = page.view().area;
        let [mut below, mut beside, mut above] = [whole; 3];
        below.first.row = own.area.last.row + 1;
        beside.first.column = own.area.last.column + 1;
        above.last.row = own.area.first.row.saturating_sub(1);
        [below, beside, above].into_iter().find_map(|area| {
            let view = |area| View {
                area,
                ..page.view()
            };
            let found = self.see(page, view(area), form)?;
            let is_apart = seen.iter().all(|one| !overlaps(&one.area, &found.area));
            let is_own = || self.is_repeated(page, own, &found, area);
            (found.is_clear && is_apart && !is_own()).then_some(found)
        })
    }

    /// Whether what looks like another form's header is the sheet's own once more: it has the same
    /// texts, or its rows name as many of the own form's fields.
    fn is_repeated(&self, page: &Page<'a>, own: &Seen, other: &Seen, area: Range) -> bool {
        let texts = |seen: &Seen| seen.header.as_ref().map(|header| header.texts.clone());
        if texts(own).is_some_and(|own| Some(own) == texts(other)) {
            return true;
        }
        let mut rows = area;
        rows.first.row = other.area.first.row;
        rows.last.row = other.area.last.row;
        let view = View {
            area: rows,
            ..page.view()
        };
        let again = self.see(page, view, own.form);
        again.is_some_and(|again| again.named >= other.named && overlaps(&again.area, &other.area))
    }

    /// The labels of a form on a whole sheet.
    fn see_whole(&self, page: &Page<'a>, form: usize) -> Option<Seen> {
        let known = page.seen.borrow().get(&form).cloned();
        known.unwrap_or_else(|| {
            let seen = self.see(page, page.view(), form);
            page.seen.borrow_mut().insert(form, seen.clone());
            seen
        })
    }

    /// The labels of a form on a part of a sheet.
    fn see(&self, page: &Page<'a>, view: View<'a>, form: usize) -> Option<Seen> {
        let index = self.index;
        let (area, named, header) = match index.form(form).layout {
            Layout::Table => {
                let header = header::find(view, form, &page.labels, index)?;
                (header.area()?, header.named(), Some(Rc::new(header)))
            }
            Layout::Record => {
                let (area, named) = record::labels_found(view, form, &page.labels, index)?;
                (area, named, None)
            }
        };
        Some(Seen {
            form,
            area,
            named,
            is_clear: named >= least_clear(index.form(form)),
            header,
        })
    }
}

/// The fewest labels by which a form is told without the sheet's name.
fn least_clear(form: &Form) -> usize {
    (form.fields.len() * SHARE_TENTHS).div_ceil(10).max(2)
}

fn overlaps(one: &Range, other: &Range) -> bool {
    one.first.row <= other.last.row
        && other.first.row <= one.last.row
        && one.first.column <= other.last.column
        && other.first.column <= one.last.column
}

/// The part of the sheet that is a form's where there are several: from its labels down to the next
/// form's, and as far aside as the next one beside it.
fn area_of(one: &Seen, all: &[Seen], whole: Range) -> Range {
    let mut area = whole;
    for other in all.iter().filter(|other| other.form != one.form) {
        let beside = one.area.last.column < other.area.first.column
            || other.area.last.column < one.area.first.column;
        if other.area.first.row > one.area.last.row && !beside {
            area.last.row = area.last.row.min(other.area.first.row - 1);
        } else if other.area.last.row < one.area.first.row && !beside {
            area.first.row = area.first.row.max(one.area.first.row);
        } else if one.area.last.column < other.area.first.column {
            area.last.column = area.last.column.min(other.area.first.column - 1);
        } else {
            area.first.column = area.first.column.max(other.area.last.column + 1);
        }
    }
    area
}

/// The form whose name the sheet's begins with, as Excel names copies: `Khen thưởng (2)`.
fn copy_of(key: &str, index: &Index<'_>) -> Option<usize> {
    let (name, number) = key.rsplit_once(' ')?;
    number.parse::<u32>().ok()?;
    (0..index.campaign.forms.len()).find(|&form| index.is_sheet(form, name))
}
