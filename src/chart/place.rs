//! Places labels beside what they name, without overlap.

use super::canvas::Frame;

/// Room that is taken within a frame.
#[derive(Clone, Debug)]
pub struct Taken {
    frame: Frame,
    places: Vec<Frame>,
}

/// The room that is kept free between labels (pixels).
const AIR: f64 = 3.0;

impl Taken {
    /// Nothing is taken yet.
    #[must_use]
    pub fn within(frame: Frame) -> Self {
        Self { frame, places: Vec::new() }
    }

    /// Takes a place.
    pub fn take(&mut self, place: Frame) {
        self.places.push(place);
    }

    /// Takes the first of these places that is within the frame and free, and returns it.
    pub fn first_free(&mut self, candidates: impl IntoIterator<Item = Frame>) -> Option<Frame> {
        let place = candidates.into_iter().find(|place| self.is_free(place))?;
        self.take(place);
        Some(place)
    }

    /// Whether a place is within the frame and meets nothing that is taken.
    #[must_use]
    pub fn is_free(&self, place: &Frame) -> bool {
        let Frame { left, top, right, bottom } = self.frame;
        let inside = place.left >= left && place.top >= top && place.right <= right && place.bottom <= bottom;
        let apart = |other: &Frame| {
            place.right + AIR <= other.left
                || other.right + AIR <= place.left
                || place.bottom + AIR <= other.top
                || other.bottom + AIR <= place.top
        };
        inside && self.places.iter().all(apart)
    }
}

/// Places for labels that want to be at `wanted`, each at least `gap` from the next and all within `from..=to`, such
/// that the sum of squared shifts is the smallest possible. Labels keep their order; where there is no room for the gap,
/// they share the room evenly.
#[must_use]
pub fn spread(wanted: &[f64], gap: f64, (from, to): (f64, f64)) -> Vec<f64> {
    let n = wanted.len();
    let gap = if n > 1 { gap.min((to - from) / (n - 1) as f64) } else { gap };
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    // Less the room that the labels above it need, every label wants a place not above that of the label before it.
    let slack: Vec<f64> = order.iter().enumerate().map(|(rank, &i)| wanted[i] - rank as f64 * gap).collect();
    let last = to - n.saturating_sub(1) as f64 * gap;
    let mut places = vec![0.0; n];
    for (rank, place) in rising(&slack).into_iter().enumerate() {
        places[order[rank]] = place.min(last).max(from) + rank as f64 * gap;
    }
    places
}

/// The never falling numbers nearest to `values` in the least squares sense: neighbours that fall are pooled.
fn rising(values: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for &value in values {
        let (mut sum, mut count) = (value, 1);
        while let Some(&(above, members)) = pools.last() {
            if above / members as f64 <= sum / count as f64 {
                break;
            }
            pools.pop();
            sum += above;
            count += members;
        }
        pools.push((sum, count));
    }
    pools.into_iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / count as f64, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_taken_is_not_free() {
        let frame = |left: f64, top: f64| Frame { left, top, right: left + 10.0, bottom: top + 10.0 };
        let mut taken = Taken::within(Frame { left: 0.0, top: 0.0, right: 100.0, bottom: 20.0 });
        taken.take(frame(0.0, 0.0));
        // The first is taken, the second too near, the third outside.
        let candidates = [frame(5.0, 5.0), frame(12.0, 0.0), frame(95.0, 0.0), frame(13.0, 0.0)];
        assert_eq!(taken.first_free(candidates), Some(frame(13.0, 0.0)));
        assert_eq!(taken.first_free(candidates), None);
    }

    #[test]
    fn labels_with_room_stay_where_they_want() {
        assert_eq!(spread(&[90.0, 10.0, 50.0], 20.0, (0.0, 100.0)), [90.0, 10.0, 50.0]);
        assert!(spread(&[], 20.0, (0.0, 100.0)).is_empty());
    }

    #[test]
    fn close_labels_move_apart_evenly() {
        assert_eq!(spread(&[50.0, 50.0], 20.0, (0.0, 100.0)), [40.0, 60.0]);
        assert_eq!(spread(&[50.0, 52.0, 54.0], 20.0, (0.0, 100.0)), [32.0, 52.0, 72.0]);
    }

    #[test]
    fn labels_stay_inside() {
        assert_eq!(spread(&[99.0, 100.0], 20.0, (0.0, 100.0)), [80.0, 100.0]);
        assert_eq!(spread(&[-5.0], 20.0, (0.0, 100.0)), [0.0]);
    }

    #[test]
    fn labels_without_room_share_it() {
        assert_eq!(spread(&[5.0; 5], 20.0, (0.0, 40.0)), [0.0, 10.0, 20.0, 30.0, 40.0]);
    }

    proptest! {
        #[test]
        fn always_apart_inside_and_in_order(wanted in prop::collection::vec(-50.0..150.0f64, 1..7)) {
            let places = spread(&wanted, 16.0, (0.0, 100.0));
            let mut pairs: Vec<(f64, f64)> = wanted.iter().copied().zip(places.iter().copied()).collect();
            pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
            for pair in pairs.windows(2) {
                prop_assert!(pair[1].1 - pair[0].1 >= 16.0 - 1e-9, "{:?}", pairs);
            }
            prop_assert!(places.iter().all(|place| (-1e-9..=100.0 + 1e-9).contains(place)));
        }

        #[test]
        fn no_common_shift_is_better(wanted in prop::collection::vec(20.0..80.0f64, 1..5), shift in -3.0..3.0f64) {
            let places = spread(&wanted, 16.0, (-1000.0, 1000.0));
            let cost = |by: f64| wanted.iter().zip(&places).map(|(w, p)| (p + by - w) * (p + by - w)).sum::<f64>();
            prop_assert!(cost(0.0) <= cost(shift) + 1e-9);
        }
    }
}
