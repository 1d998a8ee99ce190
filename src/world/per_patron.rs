//! Something of every patron, which clients look up by their patron.

use crate::ids::PatronId;

/// Something of every patron, and of nobody: who has no patron looks it up like everybody else. Whether a client has a patron is what no
/// processor foresees, so that loops over clients do not ask.
#[derive(Clone, Debug)]
pub struct PerPatron<T>(Vec<T>);

impl<T> PerPatron<T> {
    /// What nobody has, and what the patrons have, the first one first.
    #[must_use]
    pub fn new(of_nobody: T, of_patrons: impl Iterator<Item = T>) -> Self {
        Self(std::iter::once(of_nobody).chain(of_patrons).collect())
    }

    /// That of a client's patron.
    #[inline]
    #[must_use]
    pub fn of(&self, patron: Option<PatronId>) -> &T {
        &self.0[place(patron)]
    }

    /// The same, to change it.
    #[inline]
    pub fn of_mut(&mut self, patron: Option<PatronId>) -> &mut T {
        &mut self.0[place(patron)]
    }

    /// Sets all to the same.
    pub fn fill(&mut self, value: T)
    where
        T: Clone,
    {
        self.0.fill(value);
    }
}

/// Nobody's place is the first: that is how an id that may be missing lies in memory, and takes no instruction.
#[inline]
fn place(patron: Option<PatronId>) -> usize {
    patron.map_or(0, |patron| patron.index() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_its_own() {
        let patrons = (0..3).map(PatronId::new).map(Some).collect::<Vec<_>>();
        let mut all = PerPatron::new(7, 0..3);
        assert_eq!((patrons.iter().map(|&p| *all.of(p)).collect::<Vec<_>>(), *all.of(None)), (vec![0, 1, 2], 7));
        *all.of_mut(patrons[1]) = 5;
        *all.of_mut(None) += 1;
        assert_eq!((*all.of(patrons[0]), *all.of(patrons[1]), *all.of(None)), (0, 5, 8));
        all.fill(4);
        assert!(patrons.iter().chain([&None]).all(|&p| *all.of(p) == 4));
    }
}
