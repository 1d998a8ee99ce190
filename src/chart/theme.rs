//! How charts look: sizes, colours, dashes and markers.
//!
//! Every line differs from the others in its panel in three ways: colour (chosen by a search for colours that stay apart
//! under all three colour vision deficiencies), dashes, and markers. The text colours have a contrast of at least 4.5 on
//! white.

use plotters::style::RGBColor;

/// Width of a chart (pixels).
pub const WIDTH: f64 = 960.0;
/// Height of a chart, if it does not grow with what it shows (pixels).
pub const HEIGHT: f64 = 600.0;
/// Free margin on the left and on the right of all text (pixels).
pub const MARGIN: f64 = 24.0;

/// Size of titles (pixels).
pub const TITLE: f64 = 25.0;
/// Size of the line under the title, which says how to read the chart (pixels).
pub const READING: f64 = 16.5;
/// Size of labels and headings of panels (pixels).
pub const LABEL: f64 = 16.5;
/// Size of all other text (pixels); nothing is smaller.
pub const SMALL: f64 = 15.5;

/// The ground.
pub const PAPER: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
/// Titles and axes.
pub const INK: RGBColor = RGBColor(0x1F, 0x1F, 0x1F);
/// Secondary text, and lines for comparison.
pub const GREY: RGBColor = RGBColor(0x5F, 0x5F, 0x5F);
/// Grid lines.
pub const GRID: RGBColor = RGBColor(0xDE, 0xDE, 0xDE);

/// The shape that marks some points of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A filled circle.
    Circle,
    /// A filled square.
    Square,
    /// A filled triangle that points up.
    Triangle,
    /// A filled square that stands on a corner.
    Diamond,
    /// Two crossing diagonals.
    Cross,
    /// An empty circle.
    Ring,
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// The colour of the line and of its label.
    pub color: RGBColor,
    /// Lengths of dashes and gaps in turn (pixels); empty for a solid line.
    pub dash: &'static [f64],
    /// The shape of its markers.
    pub marker: Marker,
}

/// The looks of the lines of a panel, in order.
pub const LOOKS: [Look; 6] = [
    Look { color: RGBColor(0x0F, 0x76, 0xD4), dash: &[], marker: Marker::Circle },
    Look { color: RGBColor(0xBD, 0x48, 0x1C), dash: &[11.0, 5.0], marker: Marker::Square },
    Look { color: RGBColor(0x5E, 0x00, 0x6A), dash: &[2.5, 4.0], marker: Marker::Triangle },
    Look { color: RGBColor(0x86, 0x71, 0x6A), dash: &[13.0, 4.0, 2.5, 4.0], marker: Marker::Diamond },
    Look { color: RGBColor(0x7B, 0x00, 0xFF), dash: &[6.0, 3.0], marker: Marker::Cross },
    Look { color: RGBColor(0x1F, 0x1F, 0x1F), dash: &[16.0, 4.0, 2.5, 4.0, 2.5, 4.0], marker: Marker::Ring },
];

/// The looks of measures, by their place in [`LOOKS`]: a measure has one look in all charts of a run, and those that share a panel
/// have different ones. What helps keeps away from what harms: force, resentment and flight are brown, debt and credit grey-brown.
const MEASURES: [(&str, usize); 33] = [
    ("loyalty_mean", 0),
    ("resentment_mean", 1),
    ("hungry_share", 2),
    ("reciprocity_mean", 0),
    ("reciprocity_p50", 1),
    ("gini_wealth_clients", 0),
    ("gini_wealth_all", 1),
    ("top1_share_wealth_all", 2),
    ("top10_share_wealth_all", 3),
    ("wage_mean", 0),
    ("coercion_mean", 1),
    ("protection_mean", 2),
    ("credit_mean", 3),
    ("support_mean", 4),
    ("saved_by_wealth_share", 0),
    ("saved_by_patron_share", 2),
    ("saved_by_state_share", 3),
    ("saved_by_ties_share", 4),
    ("health_index", 0),
    ("service_others_share", 0),
    ("service_connected_share", 1),
    ("tie_kept_share", 2),
    ("dependence_gap", 1),
    ("personalism_share", 3),
    ("political_personalism_share", 4),
    ("switched", 0),
    ("fled", 1),
    ("quit", 2),
    ("joined", 3),
    ("blocked by hunger", 0),
    ("blocked by force", 1),
    ("blocked by force with debt", 2),
    ("blocked by debt", 3),
];

/// The look of a measure, or of a way in which clients move, in all charts of a run.
///
/// # Panics
/// If it has none: charts draw what is in the table above.
#[must_use]
pub fn look_of(measure: &str) -> Look {
    let place = MEASURES.iter().find(|(known, _)| *known == measure);
    LOOKS[place.unwrap_or_else(|| panic!("no look for `{measure}`")).1]
}

/// Shades from few to many: lightness falls steadily, so that they keep their order in print and to any eye.
#[must_use]
pub fn shade(share: f64) -> RGBColor {
    between(&[[214, 229, 243], [126, 174, 216], [32, 98, 160], [6, 24, 62]], share)
}

/// Colours of a map from its lowest value, at 0, to its highest, at 1. Equal steps look equally far apart, and lightness falls
/// steadily: computed in CIELAB, along a curve from pale yellow to dark blue, which all eyes tell apart.
#[must_use]
pub fn heat(share: f64) -> RGBColor {
    const STOPS: [[u8; 3]; 9] = [
        [245, 239, 195],
        [196, 214, 178],
        [156, 190, 171],
        [122, 165, 168],
        [92, 141, 164],
        [66, 116, 157],
        [45, 89, 143],
        [34, 58, 115],
        [28, 31, 75],
    ];
    between(&STOPS, share)
}

/// Colours of a map of values on both sides of 0: from blue, at -1, to brown, at 1; almost white at 0. Computed as those of [`heat`].
#[must_use]
pub fn heat_around_zero(part: f64) -> RGBColor {
    const BELOW: [[u8; 3]; 5] = [[245, 243, 240], [189, 208, 229], [133, 167, 210], [76, 123, 184], [0, 80, 154]];
    const ABOVE: [[u8; 3]; 5] = [[245, 243, 240], [243, 201, 180], [225, 154, 121], [193, 100, 64], [149, 41, 11]];
    between(if part < 0.0 { &BELOW } else { &ABOVE }, part.abs())
}

/// The colour at a share of the way along these stops.
fn between(stops: &[[u8; 3]], share: f64) -> RGBColor {
    let place = share.clamp(0.0, 1.0) * (stops.len() - 1) as f64;
    let low = (place as usize).min(stops.len() - 2);
    let part = place - low as f64;
    let [red, green, blue] = [0, 1, 2].map(|i| {
        let (from, to) = (f64::from(stops[low][i]), f64::from(stops[low + 1][i]));
        (from + (to - from) * part + 0.5) as u8
    });
    RGBColor(red, green, blue)
}

/// Ink or paper: what is easier to read on this ground.
#[must_use]
pub fn readable_on(ground: RGBColor) -> RGBColor {
    if contrast(ground, INK) >= contrast(ground, PAPER) { INK } else { PAPER }
}

/// The contrast of two colours, from 1 to 21 (WCAG 2).
fn contrast(one: RGBColor, other: RGBColor) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance (WCAG 2).
fn luminance(color: RGBColor) -> f64 {
    let [r, g, b] = linear(color);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The linear light of a colour.
fn linear(color: RGBColor) -> [f64; 3] {
    [color.0, color.1, color.2].map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(matrix: [[f64; 3]; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
        matrix.map(|[a, b, c]| a * x + b * y + c * z)
    }

    /// How eyes see linear light: all cones, and without the first, second or third kind of them (Machado, Oliveira and
    /// Fernandes 2009).
    const EYES: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ];

    /// The colour in CIELAB, as an eye sees it.
    fn seen(color: RGBColor, eye: [[f64; 3]; 3]) -> [f64; 3] {
        const TO_XYZ: [[f64; 3]; 3] = [[0.4339, 0.3763, 0.1899], [0.2126, 0.7152, 0.0722], [0.0177, 0.1095, 0.8730]];
        let light = product(eye, linear(color)).map(|part| part.clamp(0.0, 1.0));
        let [x, y, z] = product(TO_XYZ, light).map(|t| if t > 0.008856 { libm::cbrt(t) } else { 7.787 * t + 16.0 / 116.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// How far apart two colours look to an eye.
    fn distance(one: RGBColor, other: RGBColor, eye: [[f64; 3]; 3]) -> f64 {
        libm::sqrt(seen(one, eye).iter().zip(seen(other, eye)).map(|(x, y)| (x - y) * (x - y)).sum())
    }

    #[test]
    fn colours_stay_apart_for_all_eyes() {
        for eye in EYES {
            for (i, a) in LOOKS.iter().enumerate() {
                for b in &LOOKS[i + 1..] {
                    let distance = distance(a.color, b.color, eye);
                    assert!(distance > 30.0, "{:?} and {:?} are {distance:.1} apart to {eye:?}", a.color, b.color);
                }
            }
        }
    }

    #[test]
    fn text_has_contrast_on_white() {
        for color in LOOKS.map(|look| look.color).into_iter().chain([INK, GREY]) {
            let contrast = contrast(color, PAPER);
            assert!(contrast >= 4.5, "{color:?} has a contrast of {contrast:.2}");
        }
    }

    #[test]
    fn no_two_lines_share_dashes_or_markers() {
        for (i, a) in LOOKS.iter().enumerate() {
            for b in &LOOKS[i + 1..] {
                assert!(a.dash != b.dash && a.marker != b.marker && a.color != b.color, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn shades_darken_steadily() {
        let scales: [fn(f64) -> RGBColor; 4] = [shade, heat, heat_around_zero, |share: f64| heat_around_zero(-share)];
        for scale in scales {
            let lightness: Vec<f64> = (0..=100).map(|i| luminance(scale(f64::from(i) / 100.0))).collect();
            assert!(lightness.windows(2).all(|pair| pair[1] < pair[0]));
        }
    }

    #[test]
    fn equal_steps_on_a_map_look_equally_far() {
        let scales: [fn(f64) -> RGBColor; 2] = [heat, |share: f64| heat_around_zero(2.0 * share - 1.0)];
        for of in scales {
            let step = |i: i32| distance(of(f64::from(i) / 16.0), of(f64::from(i + 1) / 16.0), EYES[0]);
            let steps: Vec<f64> = (0..16).map(step).collect();
            let (least, most) = (steps.iter().copied().fold(f64::INFINITY, f64::min), steps.iter().copied().fold(0.0, f64::max));
            assert!(most < 1.35 * least, "{steps:?}");
        }
    }

    #[test]
    fn maps_are_read_by_all_eyes() {
        for eye in EYES {
            for i in 0..4 {
                let (from, to) = (f64::from(i) / 4.0, f64::from(i + 1) / 4.0);
                assert!(distance(heat(from), heat(to), eye) > 15.0, "{from} {to} {eye:?}");
                assert!(distance(heat_around_zero(-to), heat_around_zero(to), eye) > 15.0 * to, "{to} {eye:?}");
            }
        }
    }

    #[test]
    fn what_is_written_on_a_map_has_contrast() {
        for i in 0..=100 {
            let share = f64::from(i) / 100.0;
            for ground in [heat(share), heat_around_zero(share), heat_around_zero(-share)] {
                assert!(contrast(ground, readable_on(ground)) >= 4.0, "{ground:?}");
            }
        }
    }
}
