//! Government: what is taxed, who is served, who gets posts and public money, and what that does (MODEL.md, serve and govern).
//!
//! Who serves whom and who governs is set by hand, and no election is near: campaigns and votes have tests of their own.

#[path = "../common/mod.rs"]
mod common;
mod effects;
mod laws;
mod posts;
mod services;
mod society;
mod spending;
