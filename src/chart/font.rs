//! The bundled font: the only one the charts' texts are measured and the PNG charts are drawn with.

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};
use resvg::usvg::fontdb;
use std::sync::{Arc, LazyLock};

/// The fonts an SVG names: the bundled one, then some that are as good and common.
pub const FAMILY: &str = "Open Sans, Noto Sans, DejaVu Sans, sans-serif";
/// The bundled font's name.
pub const BUNDLED: &str = "Open Sans";

static REGULAR: &[u8] = include_bytes!("../../assets/fonts/OpenSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../assets/fonts/OpenSans-Bold.ttf");

/// From baseline to baseline, in sizes; ascender and descender together.
pub const LINE: f64 = 1.36;

/// How heavy a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Running text and labels.
    Regular,
    /// Titles and headings.
    Bold,
}

impl Weight {
    fn style(self) -> FontStyle {
        match self {
            Self::Regular => FontStyle::Normal,
            Self::Bold => FontStyle::Bold,
        }
    }
}

/// Registers the font with plotters, once.
static REGISTERED: LazyLock<()> = LazyLock::new(|| {
    for (weight, bytes) in [(Weight::Regular, REGULAR), (Weight::Bold, BOLD)] {
        assert!(register_font(FAMILY, weight.style(), bytes).is_ok(), "the bundled font is damaged");
    }
});

static DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    for bytes in [REGULAR, BOLD] {
        database.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
    }
    Arc::new(database)
});

/// The bundled font as plotters takes it, `size` pixels to the em.
#[must_use]
pub fn described(size: f64, weight: Weight) -> FontDesc<'static> {
    LazyLock::force(&REGISTERED);
    // The SVG backend of plotters divides the size by this.
    const PLOTTERS_EM: f64 = 1.24;
    FontDesc::new(FontFamily::Name(FAMILY), size * PLOTTERS_EM, weight.style())
}

/// The bundled font alone, as resvg takes it.
#[must_use]
pub fn database() -> Arc<fontdb::Database> {
    Arc::clone(&DATABASE)
}

/// The width of a text (pixels).
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    LazyLock::force(&REGISTERED);
    // Measured large, because plotters rounds to whole pixels; its sizes are heights from descender to ascender.
    const PER_EM: f64 = 1000.0;
    const HEIGHT_PER_EM: f64 = 2789.0 / 2048.0;
    let font = FontDesc::new(FontFamily::Name(FAMILY), PER_EM * HEIGHT_PER_EM, weight.style());
    let ((left, _), (right, _)) = font.layout_box(text).expect("registered above");
    f64::from(right - left) / PER_EM * size
}

/// The text, or as much of its start as fits into `room` (pixels) with an ellipsis.
#[must_use]
pub fn cut(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let mut short = text.to_owned();
    while short.pop().is_some() {
        let with_ellipsis = format!("{}…", short.trim_end());
        if width(&with_ellipsis, size, weight) <= room {
            return with_ellipsis;
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_the_font() {
        // The advances of `H` (1511) and of a bold `H` (1567) in 2048 units to the em.
        assert!((width("H", 2048.0, Weight::Regular) - 1511.0).abs() < 3.0, "{}", width("H", 2048.0, Weight::Regular));
        assert!((width("H", 2048.0, Weight::Bold) - 1567.0).abs() < 3.0, "{}", width("H", 2048.0, Weight::Bold));
        assert!((width("HH", 100.0, Weight::Regular) - 2.0 * width("H", 100.0, Weight::Regular)).abs() < 0.2);
        assert_eq!(width("", 16.0, Weight::Regular), 0.0);
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(cut("short", 16.0, Weight::Regular, 100.0), "short");
        let long = cut("a title that is far too long for its place", 16.0, Weight::Regular, 120.0);
        assert!(long.starts_with("a title") && long.ends_with('…') && width(&long, 16.0, Weight::Regular) <= 120.0, "{long}");
        assert_eq!(cut("no room", 16.0, Weight::Regular, 1.0), "");
    }
}
