//! Panels in rows and columns.

use crate::chart::canvas::Frame;

/// Panels of one size.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    /// Where they go, their headings and ticks included.
    pub frame: Frame,
    /// Panels beside each other.
    pub columns: usize,
    /// Panels above each other.
    pub rows: usize,
    /// Between columns (pixels).
    pub between: f64,
    /// Above each panel, for its heading (pixels).
    pub above: f64,
    /// Below each panel (pixels).
    pub below: f64,
}

impl Grid {
    /// The frame of a panel, counted along rows, without its heading and what is below it.
    #[must_use]
    pub fn cell(&self, i: usize) -> Frame {
        let (row, column) = ((i / self.columns) as f64, (i % self.columns) as f64);
        let width = (self.frame.width() - self.between * (self.columns - 1) as f64) / self.columns as f64;
        let height = self.frame.height() / self.rows as f64;
        let (left, top) = (self.frame.left + column * (width + self.between), self.frame.top + row * height);
        Frame { left, top: top + self.above, right: left + width, bottom: top + height - self.below }
    }

    /// Whether a panel, of `panels`, has none below it.
    #[must_use]
    pub fn is_lowest(&self, i: usize, panels: usize) -> bool {
        i + self.columns >= panels
    }
}
