//! The columns of a form's sheet that show which row gives how many points of a score.

use super::place::{FormPlace, UNIT_COLUMNS};
use crate::campaign::{Campaign, Form, ScoreSource};
use crate::id::FieldName;
use crate::lang::Lang;
use crate::report::workbook::formula;
use crate::score::{Basis, Portion};

/// The columns of one basis.
pub(in crate::report::workbook) struct PointsPlace {
    pub(in crate::report::workbook) basis: Basis,
    /// The first of them.
    pub(super) first: u16,
    /// The columns that name the scored unit and the criterion.
    unit: u16,
    criterion: u16,
}

/// What is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report::workbook) enum End {
    /// The points at the least.
    Low,
    /// The points at the most.
    High,
    /// The points attainable.
    Maximum,
}

impl End {
    pub(in crate::report::workbook) const ALL: [Self; 3] = [Self::Low, Self::High, Self::Maximum];

    pub(in crate::report::workbook) fn of(self, portion: Portion) -> f64 {
        match self {
            Self::Low => portion.low,
            Self::High => portion.high,
            Self::Maximum => portion.maximum,
        }
    }

    pub(in crate::report::workbook) fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Low => lang.pick("điểm thấp nhất", "points at the least"),
            Self::High => lang.pick("điểm cao nhất", "points at the most"),
            Self::Maximum => lang.pick("điểm tối đa", "points attainable"),
        }
    }
}

/// Whose points they are, as headings have it.
pub(in crate::report::workbook) fn whose(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Own => lang.pick("Tự chấm", "Own"),
        Basis::Review => lang.pick("Thẩm định", "Review"),
    }
}

/// Where the points of a basis come from.
pub(in crate::report::workbook) fn source(
    campaign: &Campaign,
    basis: Basis,
) -> Option<&ScoreSource> {
    let scoring = campaign.scoring.as_ref()?;
    match basis {
        Basis::Own => scoring.own.as_ref(),
        Basis::Review => scoring.review.as_ref(),
    }
}

impl PointsPlace {
    /// The columns from `first` on, where points of the basis come with the form.
    pub(super) fn plan(campaign: &Campaign, form: &Form, basis: Basis, first: u16) -> Option<Self> {
        let source = source(campaign, basis).filter(|source| source.form == form.id)?;
        let unit = match (basis, &source.unit) {
            (Basis::Review, Some(field)) => column_of(form, field)?,
            // Own points are the sender's.
            _ => super::place::CODE,
        };
        Some(Self {
            basis,
            first,
            unit,
            criterion: column_of(form, &source.criterion)?,
        })
    }

    pub(super) fn heading(&self, end: End, lang: Lang) -> String {
        format!("{}: {}", whose(self.basis, lang), end.name(lang))
    }

    fn column(&self, end: End) -> u16 {
        let ends = (self.first..).zip(End::ALL);
        ends.fold(
            self.first,
            |found, (column, one)| {
                if one == end { column } else { found }
            },
        )
    }
}

/// The column of a field; none where it is not shown.
fn column_of(form: &Form, field: &FieldName) -> Option<u16> {
    let shown = form.fields.iter().filter(|one| super::is_shown(one));
    let at = shown.into_iter().position(|one| one.name == *field)?;
    Some(UNIT_COLUMNS + u16::try_from(at).ok()?)
}

impl FormPlace<'_> {
    /// The columns of a basis; none where its points do not come with this form.
    pub(in crate::report::workbook) fn points(&self, basis: Basis) -> Option<&PointsPlace> {
        self.points.iter().find(|one| one.basis == basis)
    }

    /// What the rows about one unit give, as a formula; `code` is the cell with the unit's code.
    pub(in crate::report::workbook) fn points_of_unit(
        &self,
        points: &PointsPlace,
        end: End,
        code: &str,
    ) -> String {
        self.sum_where(points.column(end), &[(points.unit, code)])
    }

    /// What the rows about one unit and one criterion give.
    pub(in crate::report::workbook) fn points_of_criterion(
        &self,
        points: &PointsPlace,
        end: End,
        code: &str,
        criterion: &str,
    ) -> String {
        let criterion = formula::text(criterion);
        let conditions = [(points.unit, code), (points.criterion, &criterion)];
        self.sum_where(points.column(end), &conditions)
    }
}
