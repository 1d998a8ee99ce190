//! Claims from files to verdicts: by the program on small claims, and the shipped ones with their committed results.

mod program;
mod shipped;
