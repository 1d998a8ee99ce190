//! tmp
use super::Failure;
#[derive(Default)]
pub(super) struct Options {
    pub charts: bool,
}
pub(super) struct Analysed;
impl Analysed {
    pub fn text(&self) -> String {
        String::new()
    }
    pub fn json(&self) -> serde_json::Value {
        serde_json::Value::Null
    }
}
pub(super) fn analyse(_f: &std::path::Path, _o: &Options) -> Result<Analysed, Failure> {
    Ok(Analysed)
}
