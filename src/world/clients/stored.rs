//! The cells of clients' columns (which columns there are is in [`crate::world`]'s list of what is kept).

use super::{Contacts, Degree, Exchanged, Ideology, Stage, Valuation};
use crate::quantity::SmallMoney;
use crate::stored::{choice, record, wrapper};

record!(Valuation { wage: u16, protection: u16 });
record!(Exchanged { received: f32, given: f32, output: SmallMoney });
wrapper!(Ideology[i8]);
wrapper!(Contacts[u8]);
wrapper!(Degree[u16]);
choice!(Stage { None, Known, Liked, Trusted, Joins, Flees, Quits });
