//! Ties between clients: to whom a client can talk, whom it can ask for help, and how well it knows them.
//!
//! Every client has [`Ties::SLOTS`] slots, and every slot holds a tie with its strength or nothing. A tie is directed: the slot
//! says whom its owner knows, not who knows the owner. Only a client's own slots ever change for what it does, so that clients can
//! be looked after in any order.

use super::budget;
use crate::ids::ClientId;

/// How strong a tie is, in steps of 1/255 from 0 (no tie) to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strength(u8);

impl Strength {
    /// No tie.
    pub const NONE: Self = Self(0);
    /// The weakest tie there is.
    pub const LEAST: Self = Self(1);
    /// The strongest tie there is.
    pub const FULL: Self = Self(u8::MAX);
    /// Steps from no tie to the strongest one.
    pub const STEPS: f64 = 255.0;

    /// The strength of so many steps.
    #[inline]
    #[must_use]
    pub const fn from_steps(steps: u8) -> Self {
        Self(steps)
    }

    /// How many steps it is strong.
    #[inline]
    #[must_use]
    pub const fn steps(self) -> u8 {
        self.0
    }

    /// The strength nearest to a number in [0, 1].
    #[must_use]
    pub fn nearest(strength: f64) -> Self {
        Self((strength * Self::STEPS + 0.5) as u8)
    }

    /// The largest strength that is not above a number in [0, 1]: a tie is stronger than the number iff it is stronger than this.
    #[inline]
    #[must_use]
    pub fn limit(strength: f64) -> Self {
        Self((strength * Self::STEPS) as u8)
    }

    /// The strength as a number in [0, 1].
    #[inline]
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / Self::STEPS
    }
}

/// One tie, as its owner has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Whom its owner knows.
    pub to: ClientId,
    /// How well.
    pub strength: Strength,
}

/// The ends that a client's slots hold, also of ties that are lost: a slot of strength [`Strength::NONE`] is empty.
pub type Ends = [Option<ClientId>; Ties::SLOTS];
/// The strengths of a client's slots.
pub type Strengths = [Strength; Ties::SLOTS];

/// The slots of all clients: one column of ends, one of strengths.
#[derive(Debug, Default)]
pub struct Ties {
    /// Whom each slot holds, or held last.
    pub ends: Vec<Ends>,
    /// How strong each slot's tie is.
    pub strengths: Vec<Strengths>,
}

impl Ties {
    /// Slots of a client.
    pub const SLOTS: usize = 8;
    /// Bytes that one client's ties take.
    pub const BYTES: usize = budget::bytes(&budget::TIES);

    /// Empty slots for so many clients.
    #[must_use]
    pub fn none(clients: usize) -> Self {
        Self { ends: vec![[None; Self::SLOTS]; clients], strengths: vec![[Strength::NONE; Self::SLOTS]; clients] }
    }

    /// The weakest ties there are between some pairs, taken modulo the number of clients: each in the first free slot of its owner, as far
    /// as there is one and the pair is a new one of two.
    #[cfg(test)]
    pub(crate) fn of_pairs(clients: usize, pairs: &[(usize, usize)]) -> Self {
        let mut ties = Self::none(clients);
        for (from, to) in pairs.iter().map(|(a, b)| (a % clients, b % clients)).filter(|(from, to)| from != to) {
            let free = (0..Self::SLOTS).find(|&slot| ties.tie(from, slot).is_none());
            if let Some(slot) = free.filter(|_| ties.between(from, ClientId::new(to)).is_none()) {
                (ties.ends[from][slot], ties.strengths[from][slot]) = (Some(ClientId::new(to)), Strength::LEAST);
            }
        }
        ties
    }

    /// The tie in a slot of a client.
    #[inline]
    #[must_use]
    pub fn tie(&self, client: usize, slot: usize) -> Option<Tie> {
        let strength = self.strengths[client][slot];
        let to = self.ends[client][slot].filter(|_| strength > Strength::NONE)?;
        Some(Tie { to, strength })
    }

    /// The ties of a client, in the order of its slots.
    pub fn of(&self, client: usize) -> impl Iterator<Item = Tie> + '_ {
        (0..Self::SLOTS).filter_map(move |slot| self.tie(client, slot))
    }

    /// Takes all ties from and to some clients away, and gives how many those are.
    pub fn cut(&mut self, clients: &[usize]) -> u64 {
        let mut is_cut = vec![false; self.ends.len()];
        clients.iter().for_each(|&client| is_cut[client] = true);
        let mut cut = 0;
        for (client, (ends, strengths)) in self.ends.iter().zip(&mut self.strengths).enumerate() {
            for (end, strength) in ends.iter().zip(strengths).filter(|(_, strength)| **strength > Strength::NONE) {
                if is_cut[client] || end.is_some_and(|end| is_cut[end.index()]) {
                    *strength = Strength::NONE;
                    cut += 1;
                }
            }
        }
        cut
    }

    /// The slot in which a client holds a tie to another, as a bit; no bit if it holds none. Looks at all slots, for it is quicker to
    /// compare eight than to foresee which it is.
    #[inline]
    #[must_use]
    pub fn slots_of(&self, client: usize, other: ClientId) -> u8 {
        let slots = self.ends[client].iter().zip(&self.strengths[client]).enumerate();
        slots.fold(0, |bits, (slot, (&end, &strength))| {
            bits | (u8::from((end == Some(other)) & (strength > Strength::NONE)) << slot)
        })
    }

    /// Whom a client knows and how well, or nothing.
    #[must_use]
    pub fn between(&self, client: usize, other: ClientId) -> Option<Strength> {
        let slots = self.slots_of(client, other);
        (slots != 0).then(|| self.strengths[client][slots.trailing_zeros() as usize])
    }
}

/// The top bit of each of eight bytes.
const TOP: u64 = 0x8080_8080_8080_8080;

/// The slots of a client, as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slots(u8);

impl Slots {
    /// The slots whose ties are stronger than a limit.
    ///
    /// All eight bytes are compared at once in one word (Warren 2012, Hacker's Delight, 2-18): one by one, this was the largest
    /// single cost of a round.
    #[inline]
    #[must_use]
    pub fn above(strengths: &Strengths, limit: Strength) -> Self {
        let x = u64::from_le_bytes(strengths.map(Strength::steps));
        let y = (TOP >> 7) * u64::from(limit.0);
        // The top bit of every byte says whether that byte of x is at most that of y.
        Self::of_top_bits(!((!x & y) | (!(x ^ y) & ((y | TOP) - (x & !TOP)))))
    }

    /// The slots that hold a tie.
    #[inline]
    #[must_use]
    pub fn held(strengths: &Strengths) -> Self {
        let x = u64::from_le_bytes(strengths.map(Strength::steps));
        // Adding the largest number without a top bit to the lower bits carries into the top bit unless they are all 0.
        Self::of_top_bits(x | ((x & !TOP) + !TOP))
    }

    /// The set of the slots whose bytes have their top bits set.
    #[inline]
    fn of_top_bits(bytes: u64) -> Self {
        // Gathers the lowest bit of byte k as bit k of the highest byte.
        Self((((bytes & TOP) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8)
    }

    /// How many there are.
    #[inline]
    #[must_use]
    pub fn len(self) -> usize {
        usize::from(LEN[usize::from(self.0)])
    }

    /// Whether there are none.
    #[inline]
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The slot at a place among them, from 0; a place that there is not gives the last slot of all.
    #[inline]
    #[must_use]
    pub fn nth(self, place: usize) -> usize {
        usize::from(NTH[usize::from(self.0)][place.min(Ties::SLOTS - 1)])
    }
}

/// How many slots are in every set: not every processor can count bits.
static LEN: [u8; 256] = {
    let mut all = [0; 256];
    let mut set = 1;
    while set < 256 {
        all[set] = all[set / 2] + (set % 2) as u8;
        set += 1;
    }
    all
};

/// The slot at every place of every set. Looked up, because the number of steps to a random place is what no processor foresees.
static NTH: [[u8; Ties::SLOTS]; 256] = nth_of_all();

const fn nth_of_all() -> [[u8; Ties::SLOTS]; 256] {
    let mut all = [[Ties::SLOTS as u8 - 1; Ties::SLOTS]; 256];
    let mut set = 0;
    while set < 256 {
        let (mut slot, mut place) = (0, 0);
        while slot < Ties::SLOTS {
            if set & (1 << slot) != 0 {
                all[set][place] = slot as u8;
                place += 1;
            }
            slot += 1;
        }
        set += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_limit_separates_as_the_number_does(steps in 0u8..=255, limit in 0.0f64..=1.0) {
            let strength = Strength::from_steps(steps);
            prop_assert_eq!(strength > Strength::limit(limit), f64::from(steps) > limit * Strength::STEPS);
            prop_assert_eq!(Strength::nearest(strength.to_f64()), strength);
        }

        #[test]
        fn a_set_of_slots_gives_each_of_them_once(steps in prop::array::uniform8(0u8..=255), limit in 0u8..=255) {
            let strengths = steps.map(Strength::from_steps);
            let slots = Slots::above(&strengths, Strength::from_steps(limit));
            let found: Vec<usize> = (0..slots.len()).map(|place| slots.nth(place)).collect();
            let wanted: Vec<usize> = (0..Ties::SLOTS).filter(|&slot| steps[slot] > limit).collect();
            prop_assert_eq!(slots.is_empty(), wanted.is_empty());
            prop_assert_eq!(&found, &wanted);
            prop_assert_eq!(Slots::held(&strengths), Slots::above(&strengths, Strength::NONE));
        }
    }

    #[test]
    fn a_slot_without_strength_is_empty() {
        let mut ties = Ties::none(2);
        ties.ends[0][3] = Some(ClientId::new(1));
        assert_eq!((ties.tie(0, 3), ties.of(0).count()), (None, 0));
        ties.strengths[0][3] = Strength::nearest(0.7);
        assert_eq!(ties.between(0, ClientId::new(1)), Some(Strength::nearest(0.7)));
        assert_eq!(ties.between(1, ClientId::new(0)), None);
        assert_eq!((ties.cut(&[1]), ties.of(0).count(), ties.cut(&[0])), (1, 0, 0));
    }
}
