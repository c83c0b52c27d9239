//! Rows below each other, each with its heading on the left.

use super::page::Page;
use super::picture::{Anchor, MARGIN, Paragraph, Picture, Rect, WIDTH};

/// What is left between a text and what is drawn.
pub(super) const GAP: i32 = 18;

/// Where the rows of a page are.
pub(super) struct Rows {
    headings: Vec<Paragraph>,
    /// The place of the first one, without its heading.
    first: Rect,
}

/// What is kept free of a row, in pixels.
pub(super) struct Free {
    /// To the right of what is drawn.
    pub(super) right: i32,
    /// Below the last row.
    pub(super) below: i32,
}

impl Rows {
    /// Shares out what is left of a page among rows with these headings, each between the least
    /// height, which grows to hold the tallest heading, and the most.
    pub(super) fn new(
        page: &mut Page<'_>,
        headings: Vec<Paragraph>,
        (least, most): (i32, i32),
        free: &Free,
    ) -> Self {
        let widest = headings.iter().map(|text| text.width).max().unwrap_or(0);
        let tallest = headings.iter().map(Paragraph::height).max().unwrap_or(0);
        let least = least.max(tallest + 6);
        let height = page.share(headings.len(), (least, most), free.below);
        let left = MARGIN + widest + GAP;
        Self {
            headings,
            first: Rect {
                left,
                top: page.top,
                width: WIDTH - MARGIN - free.right - left,
                height,
            },
        }
    }

    /// The place of each row, without its heading.
    pub(super) fn places(&self) -> impl Iterator<Item = Rect> {
        let first = self.first;
        (0..)
            .zip(&self.headings)
            .map(move |(nth, _): (i32, _)| Rect {
                top: first.top + nth * first.height,
                ..first
            })
    }

    /// All of them together.
    pub(super) fn whole(&self) -> Rect {
        let count = i32::try_from(self.headings.len()).unwrap_or(i32::MAX);
        Rect {
            height: self.first.height.saturating_mul(count),
            ..self.first
        }
    }

    /// Writes the headings.
    pub(super) fn head(&self, picture: &mut Picture<'_>) {
        for (heading, place) in self.headings.iter().zip(self.places()) {
            let (_, middle) = place.middle();
            picture.centred(heading, (place.left - GAP, middle), Anchor::End);
        }
    }
}
