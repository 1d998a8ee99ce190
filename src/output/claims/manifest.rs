//! `manifest.json` of a folder of claims.

use crate::output::Manifest;
use crate::output::manifest::{Entry, Head, Kind, digest, read_kind};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A claim of a manifest, and the files that it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimEntry {
    /// The claim's name.
    pub claim: String,
    /// Paths among the inputs, the claim's own file first.
    pub reads: Vec<String>,
}

/// A file that claims were read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimInput {
    /// Its path from the folder of the claim file, with `/`.
    pub path: String,
    /// Its SHA-256 digest in hexadecimal.
    pub sha256: String,
}

/// The content of `manifest.json` of a folder of claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimsManifest {
    /// Program, version, layout, kind, and the claims' names.
    #[serde(flatten)]
    pub head: Head,
    /// Whether all replicates that were asked for are in it.
    pub complete: bool,
    /// Replicates of each level.
    pub replicates: u32,
    /// The seed of all draws.
    pub seed: u64,
    /// What a reader should know about these results.
    pub notes: Vec<String>,
    /// The claims.
    pub claims: Vec<ClaimEntry>,
    /// What they were read from.
    pub inputs: Vec<ClaimInput>,
    /// The data files.
    pub files: Vec<Entry>,
}

impl ClaimsManifest {
    /// The file's name.
    pub const FILE: &str = Manifest::FILE;

    /// The head of a folder with claims of these names.
    #[must_use]
    pub fn head(names: &[String]) -> Head {
        Head::new(Kind::Claims, &names.join(" "))
    }

    /// One digest of everything that was read, in hexadecimal: it changes with any of the files.
    #[must_use]
    pub fn digest(&self) -> String {
        let lines = self.inputs.iter().map(|ClaimInput { path, sha256 }| format!("{sha256}  {path}\n"));
        digest(lines.collect::<String>().as_bytes())
    }

    /// The text of the file.
    ///
    /// # Panics
    /// Never: a manifest is valid JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("a manifest is valid JSON") + "\n"
    }

    /// Reads the manifest of a folder of claims.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(folder: &Path) -> Result<Self, String> {
        read_kind(folder, Kind::Claims)
    }
}
