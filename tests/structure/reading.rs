//! Reads `src` as a graph: a file for each node, an arrow for each import.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::{File, Item, ItemUse, UseTree, Visibility};

/// The names of modules from the root of the crate, such as `routing`, `model`, `problem`.
pub type ModulePath = Vec<String>;

/// One file of `src`.
pub struct Source {
    /// The path below `src`, with `/`.
    pub name: String,
    pub module: ModulePath,
    pub syntax: File,
}

/// All files of `src`.
pub struct Crate {
    pub files: Vec<Source>,
    by_module: BTreeMap<ModulePath, usize>,
}

/// An import: what is named, and the file that the path leads to.
#[derive(Debug)]
pub struct Import {
    pub path: Vec<String>,
    /// The file of the last module on the path.
    pub target: usize,
    /// What is named in that file; empty where the path names the module itself.
    pub item: Vec<String>,
}

impl Crate {
    /// Reads the crate's own sources.
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let files: Vec<(String, String)> = paths(&root)
            .into_iter()
            .map(|path| {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                (name, fs::read_to_string(path).unwrap())
            })
            .collect();
        Self::of(&files)
    }

    /// Takes names and texts of files, as [`Crate::read`] finds them.
    pub fn of(files: &[(String, String)]) -> Self {
        let files: Vec<Source> = files
            .iter()
            .map(|(name, text)| Source {
                name: name.clone(),
                module: module(name),
                syntax: syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}")),
            })
            .collect();
        let by_module = files.iter().enumerate().map(|(at, file)| (file.module.clone(), at)).collect();
        Self { files, by_module }
    }

    /// Finds the file that a path from the root leads to, and what is left of the path there.
    fn find(&self, path: &[String]) -> (usize, Vec<String>) {
        (0..=path.len())
            .rev()
            .find_map(|length| Some((*self.by_module.get(&path[..length])?, path[length..].to_vec())))
            .expect("the root is a file")
    }

    /// Lists what a file imports from the crate, leaving out tests and what it passes on with `pub use`.
    pub fn imports(&self, file: usize) -> Vec<Import> {
        let source = &self.files[file];
        let mut found = Vec::new();
        for item in &source.syntax.items {
            let Item::Use(line) = item else { continue };
            if is_test(&line.attrs) || matches!(line.vis, Visibility::Public(_)) {
                continue;
            }
            found.extend(leaves(line).into_iter().filter_map(|path| self.import(source, path)));
        }
        found
    }

    /// Resolves a path; `None` where it leads out of the crate.
    fn import(&self, source: &Source, path: Vec<String>) -> Option<Import> {
        let absolute = match path[0].as_str() {
            "crate" => path[1..].to_vec(),
            "self" => [&source.module[..], &path[1..]].concat(),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                [&source.module[..source.module.len() - ups], &path[ups..]].concat()
            }
            _ => {
                let inside = [&source.module[..], &path[..]].concat();
                self.by_module.get(&inside[..=source.module.len()])?;
                inside
            }
        };
        let (target, item) = self.find(&absolute);
        Some(Import { path, target, item })
    }

    /// Lists the arrows from each file, itself left out.
    pub fn arrows(&self) -> Vec<BTreeSet<usize>> {
        (0..self.files.len())
            .map(|at| {
                self.imports(at).into_iter().map(|it| it.target).filter(|target| *target != at).collect()
            })
            .collect()
    }
}

/// Lists the Rust files below a folder, sorted.
fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(paths(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn module(name: &str) -> ModulePath {
    let mut parts: ModulePath = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib")) {
        parts.pop();
    }
    parts
}

/// Tells whether something is there for tests alone.
pub fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|it| {
        it.path().is_ident("test")
            || it.path().is_ident("cfg") && it.parse_args::<syn::Ident>().is_ok_and(|word| word == "test")
    })
}

/// Lists the paths that a `use` line names.
fn leaves(line: &ItemUse) -> Vec<Vec<String>> {
    fn walk(tree: &UseTree, path: &[String], found: &mut Vec<Vec<String>>) {
        let with = |word: &syn::Ident| [path, &[word.to_string()]].concat();
        match tree {
            UseTree::Path(it) => walk(&it.tree, &with(&it.ident), found),
            UseTree::Group(it) => it.items.iter().for_each(|tree| walk(tree, path, found)),
            UseTree::Name(it) if it.ident == "self" => found.push(path.to_vec()),
            UseTree::Name(it) => found.push(with(&it.ident)),
            UseTree::Rename(it) => found.push(with(&it.ident)),
            UseTree::Glob(_) => found.push(path.to_vec()),
        }
    }
    let mut found = Vec::new();
    walk(&line.tree, &[], &mut found);
    found
}
