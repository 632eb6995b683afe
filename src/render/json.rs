//! `lineage.json`: one record a line, so that two runs can be compared with an ordinary diff.

use super::view::View;
use serde_json::ser::Formatter;
use std::io::{self, BufWriter, Write};

/// Lists down to this depth of nesting have one element a line: documents, clauses, links, lineages, events.
const LINED_DEPTH: usize = 4;

/// Writes the view as JSON with a final line end.
pub(super) fn write(view: &View, to: &mut dyn Write) -> io::Result<()> {
    // Records are many small pieces, each of which would be a call through a pointer.
    let mut to = BufWriter::new(to);
    view.write_json(&mut to, Records::default())?;
    to.write_all(b"\n")?;
    to.flush()
}

/// Breaks lines between the fields of the root and between the elements of outer lists.
#[derive(Default)]
struct Records {
    depth: usize,
    lists: Vec<bool>,
}

impl Records {
    fn line<W: ?Sized + Write>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| writer.write_all(b" "))
    }

    fn separate<W: ?Sized + Write>(&self, writer: &mut W, first: bool, lined: bool) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        match (lined, first) {
            (true, _) => self.line(writer),
            (false, false) => writer.write_all(b" "),
            (false, true) => Ok(()),
        }
    }
}

impl Formatter for Records {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.lists.push(false);
        writer.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if let Some(filled) = self.lists.last_mut() {
            *filled = true;
        }
        self.separate(writer, first, self.depth <= LINED_DEPTH)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let filled = self.lists.pop().unwrap_or_default();
        let lined = filled && self.depth <= LINED_DEPTH;
        self.depth -= 1;
        if lined {
            self.line(writer)?;
        }
        writer.write_all(b"]")
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.separate(writer, first, self.depth == 1)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.depth == 0 {
            writer.write_all(b"\n")?;
        }
        writer.write_all(b"}")
    }
}
