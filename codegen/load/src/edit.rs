//! A model that is read again and again with one file replaced.

use crate::files::{Parsed, documents, parse, sources};
use crate::{Model, ast};
use rayon::prelude::*;
use std::sync::Arc;
use syntax::Diagnostics;

/// Files of which all but one are as they were: only that one is parsed again.
pub struct Edited {
    files: Vec<(String, String)>,
    read: Vec<Parsed>,
    cache: Arc<ast::Cache>,
}

impl Edited {
    /// Parses all files, paths and texts.
    pub fn new(files: Vec<(String, String)>) -> Self {
        let sources = sources(files.clone());
        let indices: Vec<u16> = sources.indices().collect();
        let read = indices.par_iter().map(|&file| parse(&sources, file)).collect();
        Self { files, read, cache: Arc::default() }
    }

    /// The files as they are without an edit.
    pub fn files(&self) -> &[(String, String)] {
        &self.files
    }

    /// The model with another text in one file; as it is if no file has that path.
    pub fn with(&self, path: &str, text: String) -> (Model, Diagnostics) {
        let mut files = self.files.clone();
        let edited = files.iter().position(|f| f.0 == path);
        if let Some(file) = edited {
            files[file].1 = text;
        }
        let sources = sources(files);
        let mut read = self.read.clone();
        if let Some((file, index)) = edited.and_then(|file| Some((file, sources.indices().nth(file)?))) {
            read[file] = parse(&sources, index);
        }
        let mut found = Diagnostics::default();
        let documents = documents(read, &mut found);
        (Model::of(sources, documents, self.cache.clone(), &mut found), found)
    }
}
