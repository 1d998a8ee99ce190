//! What charts are drawn on: an SVG by plotters, in pixels, 960 of them wide.
//!
//! The SVG backend of plotters rounds to whole units. The canvas therefore has four units to a pixel and says so in the
//! SVG's view box: lines stay smooth.

use super::dash::{Point, dashes};
use super::font::{self, Weight};
use super::theme::{Marker, PAPER, WIDTH};
use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, RGBAColor, RGBColor};

/// Units of the SVG per pixel.
const UNITS: f64 = 4.0;

/// A rectangle of the canvas (pixels); y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Frame {
    /// The middle from left to right.
    #[must_use]
    pub fn center(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    /// The middle from top to bottom.
    #[must_use]
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }

    /// Right edge less left edge.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Lower edge less upper edge.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// The colour.
    pub color: RGBColor,
    /// The width (pixels).
    pub width: f64,
    /// Lengths of dashes and gaps in turn (pixels); empty for a solid line.
    pub dash: &'static [f64],
}

impl Stroke {
    /// A solid line.
    #[must_use]
    pub fn solid(color: RGBColor, width: f64) -> Self {
        Self { color, width, dash: &[] }
    }
}

/// Which point of a text is at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// How a text is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// Pixels to the em.
    pub size: f64,
    /// How heavy.
    pub weight: Weight,
    /// The colour.
    pub color: RGBColor,
    /// Which point of it is at its position.
    pub anchor: Anchor,
}

impl Type {
    /// Regular text that starts at its position.
    #[must_use]
    pub fn regular(size: f64, color: RGBColor) -> Self {
        Self { size, weight: Weight::Regular, color, anchor: Anchor::Start }
    }

    /// Bold text that starts at its position.
    #[must_use]
    pub fn bold(size: f64, color: RGBColor) -> Self {
        Self { weight: Weight::Bold, ..Self::regular(size, color) }
    }

    /// The same text, anchored elsewhere.
    #[must_use]
    pub fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The width of a text of this type (pixels).
    #[must_use]
    pub fn width(&self, text: &str) -> f64 {
        font::width(text, self.size, self.weight)
    }
}

/// A canvas that is being drawn on.
pub struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

const IN_MEMORY: &str = "drawing into memory cannot fail";

/// Draws a picture of this height (pixels) and returns its SVG, with a name and a description for those who cannot see it.
#[must_use]
pub fn picture(name: &str, description: &str, height: f64, paint: impl FnOnce(&Canvas<'_>)) -> String {
    let mut svg = String::new();
    let size = ((WIDTH * UNITS) as u32, (height.ceil() * UNITS) as u32);
    let canvas = Canvas { area: SVGBackend::with_string(&mut svg, size).into_drawing_area() };
    canvas.area.fill(&PAPER).expect(IN_MEMORY);
    paint(&canvas);
    canvas.area.present().expect(IN_MEMORY);
    drop(canvas);
    with_header(&svg, size, name, description)
}

/// The SVG with a header of our own: its size in pixels, round joints of lines, name and description.
fn with_header(svg: &str, (width, height): (u32, u32), name: &str, description: &str) -> String {
    let body = svg.split_once('>').map_or("", |(_, body)| body.trim_start());
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" stroke-linejoin=\"round\">\n<title>{}</title>\n<desc>{}</desc>\n{body}",
        f64::from(width) / UNITS,
        f64::from(height) / UNITS,
        escaped(name),
        escaped(description)
    )
}

fn units((x, y): Point) -> (i32, i32) {
    ((x * UNITS).round() as i32, (y * UNITS).round() as i32)
}

fn all_units(points: &[Point]) -> Vec<(i32, i32)> {
    points.iter().copied().map(units).collect()
}

impl Canvas<'_> {
    /// Draws a line through these points.
    pub fn line(&self, points: &[Point], stroke: &Stroke) {
        let style = stroke.color.stroke_width((stroke.width * UNITS).round() as u32);
        for piece in dashes(points, stroke.dash) {
            self.area.draw(&PathElement::new(all_units(&piece), style)).expect(IN_MEMORY);
        }
    }

    /// Draws a line that lets what is below it show through, so that many lines on one another are darker than one.
    pub fn veil(&self, points: &[Point], color: RGBAColor, width: f64) {
        let style = color.stroke_width((width * UNITS).round() as u32);
        self.area.draw(&PathElement::new(all_units(points), style)).expect(IN_MEMORY);
    }

    /// Fills the area between these points.
    pub fn area(&self, points: &[Point], color: RGBAColor) {
        self.area.draw(&Polygon::new(all_units(points), color)).expect(IN_MEMORY);
    }

    /// Fills a rectangle.
    pub fn rectangle(&self, frame: Frame, color: RGBColor) {
        let corners = [units((frame.left, frame.top)), units((frame.right, frame.bottom))];
        self.area.draw(&Rectangle::new(corners, color.filled())).expect(IN_MEMORY);
    }

    /// Fills a circle.
    pub fn disc(&self, center: Point, radius: f64, color: RGBAColor) {
        self.area.draw(&Circle::new(units(center), (radius * UNITS) as i32, color.filled())).expect(IN_MEMORY);
    }

    /// Writes a text; `y` is its baseline.
    pub fn text(&self, text: &str, (x, y): Point, kind: Type) {
        // Plotters hangs text from its top and puts the baseline this part of the size below.
        const TOP_TO_BASELINE: f64 = 0.76;
        let horizontal = match kind.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let font = font::described(kind.size * UNITS, kind.weight);
        let style = font.color(&kind.color).pos(Pos::new(horizontal, VPos::Top));
        let top = units((x, y - TOP_TO_BASELINE * kind.size));
        self.area.draw(&Text::new(text.to_owned(), top, style)).expect(IN_MEMORY);
    }

    /// Writes a text, if there is one: an element without text is of no use to who reads the SVG.
    pub fn text_unless_empty(&self, text: &str, place: Point, kind: Type) {
        if !text.is_empty() {
            self.text(text, place, kind);
        }
    }

    /// Writes a text in the middle of its line's height, for what stands beside a point.
    pub fn text_beside(&self, text: &str, (x, y): Point, kind: Type) {
        self.text(text, (x, y + 0.36 * kind.size), kind);
    }

    /// Draws a marker.
    pub fn marker(&self, marker: Marker, (x, y): Point, color: RGBColor) {
        let around = |offsets: &[(f64, f64)]| offsets.iter().map(|(dx, dy)| (x + dx, y + dy)).collect::<Vec<Point>>();
        let fill = |offsets: &[(f64, f64)]| self.area(&around(offsets), color.to_rgba());
        match marker {
            Marker::Circle => self.disc((x, y), 4.5, color.to_rgba()),
            Marker::Square => fill(&[(-4.0, -4.0), (4.0, -4.0), (4.0, 4.0), (-4.0, 4.0)]),
            Marker::Triangle => fill(&[(0.0, -5.5), (5.25, 4.0), (-5.25, 4.0)]),
            Marker::Diamond => fill(&[(0.0, -6.0), (6.0, 0.0), (0.0, 6.0), (-6.0, 0.0)]),
            Marker::Cross => {
                let stroke = Stroke::solid(color, 2.5);
                self.line(&around(&[(-4.0, -4.0), (4.0, 4.0)]), &stroke);
                self.line(&around(&[(-4.0, 4.0), (4.0, -4.0)]), &stroke);
            }
            Marker::Ring => {
                self.disc((x, y), 5.5, color.to_rgba());
                self.disc((x, y), 3.0, PAPER.to_rgba());
            }
        }
    }
}
