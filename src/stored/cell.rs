//! Values of a fixed width.

/// A value that takes the same number of bytes whatever it is.
pub trait Cell: Sized {
    /// How many bytes it takes.
    const BYTES: usize;

    /// Writes it to so many bytes.
    fn put(&self, place: &mut [u8]);

    /// Reads it from so many bytes; nothing if no value has these.
    fn get(place: &[u8]) -> Option<Self>;

    /// How many bytes an option of it takes: one more, unless there is a value to spare.
    const OPTION_BYTES: usize = 1 + Self::BYTES;

    /// Writes an option of it.
    #[inline]
    fn put_option(option: Option<&Self>, place: &mut [u8]) {
        let (tag, value) = place.split_at_mut(1);
        tag[0] = u8::from(option.is_some());
        match option {
            Some(cell) => cell.put(value),
            None => value.fill(0),
        }
    }

    /// Reads an option of it.
    #[inline]
    fn get_option(place: &[u8]) -> Option<Option<Self>> {
        match place[0] {
            0 => Some(None),
            1 => Self::get(&place[1..]).map(Some),
            _ => None,
        }
    }
}

/// Numbers, as the lowest byte first.
macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Cell for $number {
            const BYTES: usize = size_of::<Self>();

            #[inline]
            fn put(&self, place: &mut [u8]) {
                place.copy_from_slice(&self.to_le_bytes());
            }

            #[inline]
            fn get(place: &[u8]) -> Option<Self> {
                Some(Self::from_le_bytes(place.try_into().ok()?))
            }
        })+
    };
}

numbers!(u8, i8, u16, i16, u32, u64, i64, f32, f64);

impl Cell for usize {
    const BYTES: usize = u64::BYTES;

    #[inline]
    fn put(&self, place: &mut [u8]) {
        (*self as u64).put(place);
    }

    #[inline]
    fn get(place: &[u8]) -> Option<Self> {
        u64::get(place)?.try_into().ok()
    }
}

impl Cell for bool {
    const BYTES: usize = 1;

    #[inline]
    fn put(&self, place: &mut [u8]) {
        place[0] = u8::from(*self);
    }

    #[inline]
    fn get(place: &[u8]) -> Option<Self> {
        match place[0] {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<C: Cell> Cell for Option<C> {
    const BYTES: usize = C::OPTION_BYTES;

    #[inline]
    fn put(&self, place: &mut [u8]) {
        C::put_option(self.as_ref(), place);
    }

    #[inline]
    fn get(place: &[u8]) -> Option<Self> {
        C::get_option(place)
    }
}

impl<C: Cell, const N: usize> Cell for [C; N] {
    const BYTES: usize = C::BYTES * N;

    #[inline]
    fn put(&self, place: &mut [u8]) {
        for (cell, place) in self.iter().zip(place.chunks_exact_mut(C::BYTES)) {
            cell.put(place);
        }
    }

    #[inline]
    fn get(place: &[u8]) -> Option<Self> {
        let cells: [Option<C>; N] = std::array::from_fn(|k| C::get(&place[k * C::BYTES..(k + 1) * C::BYTES]));
        let is_whole = cells.iter().all(Option::is_some);
        is_whole.then(|| cells.map(|cell| cell.expect("all cells are there")))
    }
}

/// Writes a cell to the first of these bytes, and gives the others.
#[inline]
pub(crate) fn put_first<'a, C: Cell>(cell: &C, place: &'a mut [u8]) -> &'a mut [u8] {
    let (own, others) = place.split_at_mut(C::BYTES);
    cell.put(own);
    others
}

/// Reads a cell from the first of these bytes, and gives the others.
#[inline]
pub(crate) fn get_first<C: Cell>(place: &[u8]) -> Option<(C, &[u8])> {
    let (own, others) = place.split_at(C::BYTES);
    Some((C::get(own)?, others))
}

/// `record!(Struct { field: Type, … })`: a struct of cells is a cell. A field that is left out does not compile.
macro_rules! record {
    ($record:ty { $($field:ident: $type:ty),+ $(,)? }) => {
        impl $crate::stored::Cell for $record {
            const BYTES: usize = 0 $(+ <$type as $crate::stored::Cell>::BYTES)+;

            #[inline]
            fn put(&self, place: &mut [u8]) {
                let Self { $($field),+ } = self;
                $(let place = $crate::stored::put_first::<$type>($field, place);)+
                debug_assert!(place.is_empty());
            }

            #[inline]
            fn get(place: &[u8]) -> Option<Self> {
                $(let ($field, place) = $crate::stored::get_first::<$type>(place)?;)+
                place.is_empty().then_some(Self { $($field),+ })
            }
        }
    };
}

/// `wrapper!(Struct[Type])`: a newtype over a cell, any value of which is valid, is a cell.
macro_rules! wrapper {
    ($wrapper:ty[$type:ty]) => {
        impl $crate::stored::Cell for $wrapper {
            const BYTES: usize = <$type as $crate::stored::Cell>::BYTES;

            #[inline]
            fn put(&self, place: &mut [u8]) {
                self.0.put(place);
            }

            #[inline]
            fn get(place: &[u8]) -> Option<Self> {
                <$type as $crate::stored::Cell>::get(place).map(Self)
            }
        }
    };
}

/// `choice!(Enum { Word, … })`: an enum of words is a cell of one byte. A word that is left out does not compile.
macro_rules! choice {
    ($choice:ty { $($word:ident),+ $(,)? }) => {
        impl $crate::stored::Cell for $choice {
            const BYTES: usize = 1;

            #[inline]
            fn put(&self, place: &mut [u8]) {
                place[0] = match self {
                    $(Self::$word => Self::$word as u8),+
                };
            }

            #[inline]
            fn get(place: &[u8]) -> Option<Self> {
                $(if place[0] == Self::$word as u8 {
                    return Some(Self::$word);
                })+
                None
            }
        }
    };
}

pub(crate) use {choice, record, wrapper};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ClientId;
    use crate::quantity::Money;

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Colour {
        Red,
        Green,
    }
    choice!(Colour { Red, Green });

    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Painted {
        colour: Colour,
        price: Option<Money>,
        by: [Option<ClientId>; 2],
    }
    record!(Painted { colour: Colour, price: Option<Money>, by: [Option<ClientId>; 2] });

    fn there_and_back<C: Cell + PartialEq + std::fmt::Debug>(cell: C) -> Vec<u8> {
        let mut place = vec![0xAA; C::BYTES];
        cell.put(&mut place);
        assert_eq!(C::get(&place), Some(cell));
        place
    }

    #[test]
    fn cells_are_what_they_were() {
        assert_eq!(there_and_back(0x0102_u16), [2, 1]);
        there_and_back(-0.0_f64);
        there_and_back(Some(f32::INFINITY));
        there_and_back([true, false, true]);
        there_and_back(usize::MAX);
        assert_eq!(there_and_back(None::<ClientId>), [0; 4], "an id has a value to spare");
        let painted = Painted { colour: Colour::Green, price: Some(Money::from_micros(-3)), by: [None, Some(ClientId::new(7))] };
        assert_eq!(there_and_back(painted).len(), 1 + 9 + 8);
        there_and_back(Painted { price: None, colour: Colour::Red, ..painted });
    }

    #[test]
    fn values_that_there_are_not_are_refused() {
        assert_eq!(bool::get(&[2]), None);
        assert_eq!(Colour::get(&[2]), None);
        assert_eq!(Option::<u8>::get(&[2, 0]), None);
        assert_eq!(Option::<Colour>::get(&[1, 9]), None);
        assert_eq!(<[bool; 3]>::get(&[1, 0, 3]), None);
        assert_eq!(ClientId::get(&[0; 4]), None, "only an option may be nothing");
    }
}
