//! What each unit's points are made of: rows of a form, criteria without a row, and targets. Cells
//! beside the points, folded away; the points are formulas over them.

use super::COLUMNS;
use crate::assess::Status;
use crate::campaign::{Computed, Criterion, CriterionKind, Unit};
use crate::lang::Lang;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::form::{End, score_source, whose};
use crate::report::workbook::formula::{self, Ends};
use crate::report::workbook::material::Material;
use crate::report::workbook::measure::Font;
use crate::report::workbook::pen::Column;
use crate::score::{Basis, Composition, Portion, UnitScore};

/// The column of the unit's code.
pub(super) const CODE: u16 = 1;
/// Half of the smallest point there is.
const NEAR: f64 = 0.0005;

/// What a column holds.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// The points of a criterion that come from its target; its place in the campaign.
    Computed(usize, End),
    /// The points of a form's rows.
    Rows(Basis, End),
    /// Those of criteria that the form is asked for and has no row of.
    WithoutRow(Basis, End),
    /// All together.
    Total(Basis, End),
}

/// The columns, in their order.
pub(super) struct Parts<'m, 'a> {
    material: &'m Material<'a>,
    columns: Vec<Part>,
}

impl<'m, 'a> Parts<'m, 'a> {
    pub(super) fn plan(material: &'m Material<'a>) -> Self {
        let campaign = material.report.campaign;
        // Of each end all criteria stand side by side, so that a total adds them up as one range.
        let computed = End::ALL.into_iter().flat_map(|end| {
            let criteria = campaign.criteria.iter().enumerate();
            let adds = move |one: &Criterion| {
                let is_attainable = one.kind == CriterionKind::Base;
                one.computed.is_some() && (end != End::Maximum || is_attainable)
            };
            let computed = criteria.filter(move |(_, one)| adds(one));
            computed.map(move |(at, _)| Part::Computed(at, end))
        });
        let of_bases = Basis::ALL.into_iter().flat_map(|basis| {
            let has_rows = score_source(campaign, basis).is_some();
            let of_rows = [Part::Rows, Part::WithoutRow].into_iter();
            let of_rows = of_rows.filter(move |_| has_rows);
            let of_basis = of_rows.chain([Part::Total as fn(Basis, End) -> Part]);
            of_basis.flat_map(move |part| End::ALL.map(|end| part(basis, end)))
        });
        Self {
            material,
            columns: computed.chain(of_bases).collect(),
        }
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = Column> {
        self.columns.iter().map(|&part| {
            let heading = self.heading(part);
            let width = Font::folded_width(&heading);
            Column::new(heading, width)
        })
    }

    fn heading(&self, part: Part) -> String {
        let lang = self.lang();
        let (whose, what, end) = match part {
            Part::Computed(at, end) => {
                let criteria = &self.material.report.campaign.criteria;
                let code = criteria.get(at).map_or("", |one| &one.code);
                return format!("{code}: {}", end.name(lang));
            }
            Part::Rows(basis, end) => {
                let rows = lang.pick("cộng các dòng của biểu", "rows of the form");
                (whose(basis, lang), rows, end)
            }
            Part::WithoutRow(basis, end) => {
                let none = lang.pick("tiêu chí chưa có dòng", "criteria without a row");
                (whose(basis, lang), none, end)
            }
            Part::Total(basis, end) => (
                whose(basis, lang),
                lang.pick("tổng cộng", "altogether"),
                end,
            ),
        };
        format!("{whose}, {what}: {}", end.name(lang))
    }

    pub(super) fn lang(&self) -> Lang {
        self.material.report.lang
    }

    /// The cell of a part in a row.
    fn cell(&self, part: Part, row: u32) -> Option<String> {
        let at = self.columns.iter().position(|one| *one == part)?;
        let column = COLUMNS + u16::try_from(at).ok()?;
        Some(formula::cell(column, row))
    }

    /// The cells of a total of a basis in a row.
    pub(super) fn total(&self, basis: Basis, row: u32) -> Option<Ends> {
        Some(Ends {
            low: self.cell(Part::Total(basis, End::Low), row)?,
            high: self.cell(Part::Total(basis, End::High), row)?,
        })
    }

    /// The cell of the points attainable.
    pub(super) fn maximum(&self, basis: Basis, row: u32) -> Option<String> {
        self.cell(Part::Total(basis, End::Maximum), row)
    }

    /// A unit's cells.
    pub(super) fn cells<'c>(&self, unit: &Unit, score: &UnitScore, row: u32) -> Vec<Cell<'c>> {
        let of = Member { unit, score, row };
        self.columns
            .iter()
            .map(|&part| self.part(part, &of).unwrap_or_else(Cell::blank))
            .collect()
    }

    /// The cells of a line about one criterion: what the rows about it give, `points` by its basis.
    pub(super) fn of_criterion<'c>(
        &self,
        criterion: &Criterion,
        points: impl Fn(Basis) -> (f64, f64),
        row: u32,
    ) -> Vec<Cell<'c>> {
        let cells = self.columns.iter().map(|&part| match part {
            Part::Rows(basis, end @ (End::Low | End::High)) => {
                let (low, high) = points(basis);
                let cell = Cell::points(if end == End::Low { low } else { high });
                match self.rows(basis, end, &code(row), Some(criterion)) {
                    Some(formula) => cell.by(formula),
                    None => cell,
                }
            }
            _ => Cell::blank(),
        });
        cells.collect()
    }

    /// The cells of what the rows of a basis give.
    pub(super) fn rows_at(&self, basis: Basis, row: u32) -> Option<Ends> {
        Some(Ends {
            low: self.cell(Part::Rows(basis, End::Low), row)?,
            high: self.cell(Part::Rows(basis, End::High), row)?,
        })
    }

    /// None where the unit has no such points.
    fn part<'c>(&self, part: Part, of: &Member<'_>) -> Option<Cell<'c>> {
        let code = code(of.row);
        match part {
            Part::Computed(at, end) => {
                let mut both = Basis::ALL.iter();
                // From a target the points are the same on both sides.
                let portion = both.find_map(|&basis| of.score.points(basis).1.computed.get(&at))?;
                let criterion = self.material.report.campaign.criteria.get(at)?;
                let cell = Cell::points(end.of(*portion));
                Some(match self.computed(criterion, of.unit, end, &code) {
                    Some(formula) => cell.by(formula),
                    None => cell,
                })
            }
            Part::Rows(basis, end) => {
                let (tally, made_of) = of.score.points(basis);
                tally?;
                let cell = Cell::points(sum(made_of.rows.values(), end));
                Some(match self.rows(basis, end, &code, None) {
                    Some(formula) => cell.by(formula),
                    None => cell,
                })
            }
            Part::WithoutRow(basis, end) => {
                let (tally, made_of) = of.score.points(basis);
                tally?;
                Some(Cell::points(end.of(made_of.without_row)))
            }
            Part::Total(basis, end) => {
                let (tally, made_of) = of.score.points(basis);
                let tally = tally?;
                let total = end.of(Portion {
                    low: tally.low,
                    high: tally.high,
                    maximum: tally.maximum,
                });
                let cell = Cell::points(total);
                let restates = (all(made_of, end) - total).abs() < NEAR;
                let formula = self.sum(basis, end, of.row).filter(|_| restates);
                Some(match formula {
                    Some(formula) => cell.by(formula),
                    None => cell,
                })
            }
        }
    }

    /// The sum of the rows about a unit, and about one criterion where one is named.
    fn rows(
        &self,
        basis: Basis,
        end: End,
        code: &str,
        criterion: Option<&Criterion>,
    ) -> Option<String> {
        let source = score_source(self.material.report.campaign, basis)?;
        let mut forms = self.material.forms.iter();
        let place = forms.find(|place| place.form.id == source.form)?;
        let points = place.points(basis)?;
        match criterion {
            None => Some(place.points_of_unit(points, end, code)),
            Some(criterion) if is_plain(&criterion.code) => {
                Some(place.points_of_criterion(points, end, code, &criterion.code))
            }
            Some(_) => None,
        }
    }

    /// The points that one end of a criterion's target gives, or of a penalty those it takes.
    fn computed(&self, criterion: &Criterion, unit: &Unit, end: End, code: &str) -> Option<String> {
        let report = self.material.report;
        let computed = criterion.computed.as_ref()?;
        let mut targets = report.campaign.targets.iter();
        let target = targets.position(|one| one.id == computed.target)?;
        let results = report.results_of(&unit.code)?;
        let is_watched = results.get(target)?.status == Status::Watched;
        let takes = criterion.kind == CriterionKind::Penalty;
        let points = match (end, is_watched) {
            (End::Maximum, _) => criterion.most().to_string(),
            (End::Low | End::High, true) => {
                let ends = self.material.results.ends_of(target, code);
                let is_yes_no = report.campaign.targets[target].measure.is_yes_no();
                // At the least a penalty takes the most.
                if (end == End::High) == takes {
                    format!("{}*{}", ends.low, computed.points)
                } else {
                    let most = if is_yes_no {
                        computed.points
                    } else {
                        criterion.most()
                    };
                    let high = ends.high;
                    format!("IF({high}=\"\",{most},{high}*{})", computed.points)
                }
            }
            (End::Low | End::High, false) => {
                let status = self.material.results.status_of(target, code)?;
                self.by_status(criterion, computed, end, &status)
            }
        };
        let (most, weight) = (criterion.most(), criterion.weight);
        let counted = format!("ROUND(MIN({most},MAX(0,{points}))*{weight},3)");
        Some(if takes {
            format!("-{counted}")
        } else {
            counted
        })
    }

    /// What a status gives: a target that is met gives points, one that is missed takes those of a
    /// penalty, and where it is still open both may be.
    fn by_status(
        &self,
        criterion: &Criterion,
        computed: &Computed,
        end: End,
        status: &str,
    ) -> String {
        let points = computed.points;
        let is = |one| {
            let word = formula::text(words::status(one, self.lang()));
            format!("{status}={word}")
        };
        let takes = criterion.kind == CriterionKind::Penalty;
        let (gives, gives_not) = if takes {
            (Status::NotMet, Status::Met)
        } else {
            (Status::Met, Status::NotMet)
        };
        // Of a penalty the low end is the most that it takes.
        if (end == End::Low) == takes {
            let none = [gives_not, Status::NotApplicable].map(is).join(",");
            format!("IF(OR({none}),0,{points})")
        } else {
            format!("IF({},{points},0)", is(gives))
        }
    }

    /// All parts of one end added up, in thousandths of a point.
    fn sum(&self, basis: Basis, end: End, row: u32) -> Option<String> {
        let is_computed = |part: &&Part| matches!(part, Part::Computed(_, one) if *one == end);
        let mut computed = self.columns.iter().filter(is_computed);
        let first = computed.next();
        let last = computed.next_back().or(first);
        let mut parts = Vec::new();
        if let (Some(&first), Some(&last)) = (first, last) {
            let (first, last) = (self.cell(first, row)?, self.cell(last, row)?);
            parts.push(format!("{first}:{last}"));
        }
        let of_rows = [Part::Rows(basis, end), Part::WithoutRow(basis, end)];
        parts.extend(of_rows.iter().filter_map(|&part| self.cell(part, row)));
        (!parts.is_empty()).then(|| format!("ROUND({},3)", formula::sum(&parts)))
    }
}

/// A unit with its score, and the row that both stand in.
struct Member<'u> {
    unit: &'u Unit,
    score: &'u UnitScore,
    row: u32,
}

/// The cell of the unit's code in a row.
pub(super) fn code(row: u32) -> String {
    format!("${}", formula::cell(CODE, row))
}

/// Whether a condition takes a text for just itself: it is no number, and no sign in it means more.
fn is_plain(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.chars().all(|one| one.is_alphanumeric() || one == '.')
}

fn sum<'p>(portions: impl Iterator<Item = &'p Portion>, end: End) -> f64 {
    let sum: f64 = portions.map(|one| end.of(*one)).sum();
    // Points are thousandths.
    (sum * 1000.0).round() / 1000.0
}

/// All that a unit's points are made of.
fn all(made_of: &Composition, end: End) -> f64 {
    let rows = made_of.rows.values();
    let parts = rows.chain(made_of.computed.values());
    sum(parts.chain([&made_of.without_row]), end)
}
