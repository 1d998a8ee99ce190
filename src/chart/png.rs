//! Turns an SVG chart into a PNG, with the bundled font alone.

use super::font;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Pixels of the PNG per pixel of the SVG.
const SCALE: f32 = 2.0;

/// Why an SVG could not be drawn as a PNG.
#[derive(Debug, thiserror::Error)]
#[error("cannot draw the chart as PNG: {0}")]
pub struct PngError(String);

impl PngError {
    fn new(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// The SVG as it is laid out with the bundled font alone.
///
/// # Errors
/// If it is no SVG.
pub fn laid_out(svg: &str) -> Result<Tree, PngError> {
    let options = Options { fontdb: font::database(), font_family: font::BUNDLED.into(), ..Options::default() };
    Tree::from_str(svg, &options).map_err(PngError::new)
}

/// The PNG file of an SVG chart, in twice its size.
///
/// # Errors
/// If it is no SVG, or too large for memory.
pub fn render(svg: &str) -> Result<Vec<u8>, PngError> {
    let tree = laid_out(svg)?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or_else(|| PngError::new("it has no size"))?;
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or_else(|| PngError::new("it is too large"))?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(PngError::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_drawn_without_fonts_of_the_machine() {
        let empty = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"></svg>"##;
        let family = font::FAMILY;
        let text = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="15" font-family="{family}">Hi</text></svg>"##
        );
        let (empty, text) = (render(empty).unwrap(), render(&text).unwrap());
        assert!(empty.starts_with(b"\x89PNG"));
        assert_ne!(empty, text);
    }

    #[test]
    fn what_is_no_svg_is_an_error() {
        assert!(render("no svg").unwrap_err().to_string().starts_with("cannot draw the chart as PNG: "));
    }
}
