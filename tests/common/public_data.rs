//! The public data, which the project does not carry.

use std::path::PathBuf;

/// Returns the path of a public file below the folder that `ROUNDS_SHARED` names. A test that asks for a file that is
/// not there fails.
pub fn path(file: &str) -> PathBuf {
    let root = std::env::var_os("ROUNDS_SHARED").map(PathBuf::from);
    let path = root.unwrap_or_else(|| panic!("ROUNDS_SHARED names no folder with {file}")).join(file);
    assert!(path.exists(), "{} is not there", path.display());
    path
}
