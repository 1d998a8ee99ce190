//! Ids of agents: newtypes over `u32`, so that a patron is never taken for a client.
//!
//! An id keeps its index plus one, which leaves zero free: `Option<PatronId>` then costs the same four bytes as the
//! id alone. Tens of millions of clients hold such options, so the niche pays for the small detour in `index`.

use crate::stored::Cell;
use std::num::NonZeroU32;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(NonZeroU32);

        impl $name {
            /// The id of the agent at `index` of its columns.
            ///
            /// # Panics
            /// If `index` is `u32::MAX` or more; populations are validated to be smaller.
            #[must_use]
            pub fn new(index: usize) -> Self {
                let stored = u32::try_from(index + 1).expect("a population has fewer than 2^32 - 1 agents of a kind");
                Self(NonZeroU32::new(stored).expect("an index plus one is positive"))
            }

            /// The index of this agent in its columns.
            #[must_use]
            pub fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }

        impl Cell for $name {
            const BYTES: usize = 4;
            const OPTION_BYTES: usize = 4;

            #[inline]
            fn put(&self, place: &mut [u8]) {
                self.0.get().put(place);
            }

            #[inline]
            fn get(place: &[u8]) -> Option<Self> {
                NonZeroU32::new(u32::get(place)?).map(Self)
            }

            #[inline]
            fn put_option(option: Option<&Self>, place: &mut [u8]) {
                option.map_or(0, |id| id.0.get()).put(place);
            }

            #[inline]
            fn get_option(place: &[u8]) -> Option<Option<Self>> {
                Some(NonZeroU32::new(u32::get(place)?).map(Self))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.index())
            }
        }
    };
}

id! {
    /// A client.
    ClientId
}
id! {
    /// A patron of clients. (Patrons of patrons are politicians.)
    PatronId
}
id! {
    /// A politician: the slate of one party in one constituency of one election.
    PoliticianId
}
id! {
    /// A party.
    PartyId
}
id! {
    /// An election that is held again and again.
    ElectionId
}
id! {
    /// A district.
    DistrictId
}
id! {
    /// A village.
    VillageId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_optional_id_costs_four_bytes() {
        assert_eq!(size_of::<Option<ClientId>>(), 4);
        assert_eq!(size_of::<Option<PatronId>>(), 4);
    }

    #[test]
    fn an_id_gives_its_index_back() {
        for index in [0, 1, 77, u32::MAX as usize - 1] {
            assert_eq!(ClientId::new(index).index(), index);
        }
    }
}
