//! Ties between clients: to whom a client can talk, and whom it can ask for help.
//!
//! Every client has [`Ties::SLOTS`] slots: first its village ties (strong), then its far ties (weak). A tie is
//! directed: the slot says whom its owner knows, not who knows the owner.

use crate::ids::ClientId;

/// How strong a tie is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Deep and frequent: a neighbour, who helps in need and vouches for others.
    Strong,
    /// An acquaintance, who brings news.
    Weak,
}

/// The slots of all clients.
#[derive(Debug, Default)]
pub struct Ties {
    slots: Vec<[Option<ClientId>; Ties::SLOTS]>,
    village_slots: usize,
    far_slots: usize,
}

impl Ties {
    /// Slots of a client.
    pub const SLOTS: usize = 8;
    /// Bytes that one client's ties take.
    pub const BYTES: usize = size_of::<[Option<ClientId>; Self::SLOTS]>();

    /// Ties from slots, of which the first `village_slots` hold village ties and the next `far_slots` far ties.
    ///
    /// # Panics
    /// If that is more than there are slots.
    #[must_use]
    pub fn new(slots: Vec<[Option<ClientId>; Self::SLOTS]>, village_slots: usize, far_slots: usize) -> Self {
        assert!(village_slots + far_slots <= Self::SLOTS, "a client has {} slots", Self::SLOTS);
        Self { slots, village_slots, far_slots }
    }

    /// How many slots are in use: one of them, drawn at random, is the tie a client talks to. An empty one (a village
    /// smaller than its ring) means that nobody is met this round.
    #[inline]
    #[must_use]
    pub fn in_use(&self) -> usize {
        self.village_slots + self.far_slots
    }

    /// How many slots hold village ties; one of them is asked for help.
    #[inline]
    #[must_use]
    pub fn strong(&self) -> usize {
        self.village_slots
    }

    /// Whom the slot of a client holds.
    #[inline]
    #[must_use]
    pub fn slot(&self, client: usize, slot: usize) -> Option<ClientId> {
        self.slots[client][slot]
    }

    /// The strength of ties in a slot.
    #[inline]
    #[must_use]
    pub fn strength(&self, slot: usize) -> Strength {
        if slot < self.village_slots { Strength::Strong } else { Strength::Weak }
    }
}
