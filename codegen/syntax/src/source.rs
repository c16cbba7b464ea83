//! Source files and positions in them.

/// A place in a source file. Lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Index into [`Sources`].
    pub file: u16,
    /// Line.
    pub line: u32,
    /// Column.
    pub col: u32,
    /// Characters to underline, at least 1.
    pub len: u32,
}

/// The files of a model, by index.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<(String, String)>,
}

impl Sources {
    /// Adds a file and returns its index.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> u16 {
        self.files.push((path.into(), text.into()));
        (self.files.len() - 1) as u16
    }

    /// Path as it was given.
    pub fn path(&self, file: u16) -> &str {
        self.files.get(file as usize).map_or("", |f| &f.0)
    }

    /// The text of a file.
    pub fn text(&self, file: u16) -> &str {
        self.files.get(file as usize).map_or("", |f| &f.1)
    }

    /// Indices of all files.
    pub fn indices(&self) -> impl Iterator<Item = u16> {
        0..self.files.len() as u16
    }

    /// `path:line:column`.
    pub fn place(&self, span: Span) -> String {
        format!("{}:{}:{}", self.path(span.file), span.line, span.col)
    }
}
