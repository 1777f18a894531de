//! How much a document may ask for, decided before anything is validated or executed.
//!
//! The library's own depth and complexity limits are computed after validation rules that two short documents
//! can keep busy for seconds, so these come first: nesting on the bare text, the rest on the parsed document.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

use crate::error::ApiError;
use entity::refusal::Words;

/// How deep brackets of any kind may nest; the parser goes down one call per bracket.
const DEEPEST_NESTING: usize = 64;
/// How many fields an operation may select, fragments written out.
const MOST_FIELDS: usize = 2000;
/// How deep fields may lie in fields; introspection as tools send it needs 15.
const DEEPEST_FIELDS: usize = 15;
/// How many aliases an operation may use, fragments written out.
const MOST_ALIASES: usize = 50;
/// How many directives an operation may use, fragments written out.
const MOST_DIRECTIVES: usize = 50;
/// How long a chain of sets and fragments may be.
const LONGEST_CHAIN: usize = 64;

/// Refuses a text whose brackets nest too deep to be parsed safely (INVALID).
pub fn check_nesting(text: &str) -> Result<(), ApiError> {
    if deepest_nesting(text.as_bytes()) > DEEPEST_NESTING {
        return Err(refused("NESTED_TOO_DEEP", DEEPEST_NESTING, "lớp ngoặc", "levels of brackets"));
    }
    Ok(())
}

/// Refuses a document of which any operation or fragment asks for too much (INVALID).
///
/// A fragment that spreads itself is left to validation, which names it.
pub fn check_document(document: &ExecutableDocument) -> Result<(), ApiError> {
    let mut ruler = Ruler { document, fragments: HashMap::new() };
    for (_, operation) in document.operations.iter() {
        ruler.set(&operation.node.selection_set.node, 0)?.check()?;
    }
    for fragment in document.fragments.values() {
        ruler.set(&fragment.node.selection_set.node, 0)?.check()?;
    }
    Ok(())
}

/// Whether any operation reads the schema itself, which not everybody may.
pub fn reads_schema(document: &ExecutableDocument) -> bool {
    let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let fragments = document.fragments.values().map(|fragment| &fragment.node.selection_set.node);
    operations.chain(fragments).any(names_schema)
}

fn names_schema(set: &SelectionSet) -> bool {
    set.items.iter().any(|item| match &item.node {
        Selection::Field(field) => matches!(field.node.name.node.as_str(), "__schema" | "__type"),
        Selection::InlineFragment(fragment) => names_schema(&fragment.node.selection_set.node),
        Selection::FragmentSpread(_) => false,
    })
}

/// How deep `(`, `[` and `{` nest outside strings and comments.
fn deepest_nesting(text: &[u8]) -> usize {
    let (mut open, mut deepest) = (0_usize, 0_usize);
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            b'(' | b'[' | b'{' => {
                open += 1;
                deepest = deepest.max(open);
                after
            }
            b')' | b']' | b'}' => {
                open = open.saturating_sub(1);
                after
            }
            b'#' => after_line(after),
            b'"' => after.strip_prefix(b"\"\"").map_or_else(|| after_string(after), after_block_string),
            _ => after,
        };
    }
    deepest
}

fn after_line(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(text.len());
    text.get(end..).unwrap_or_default()
}

fn after_string(mut text: &[u8]) -> &[u8] {
    while let Some((&byte, after)) = text.split_first() {
        match byte {
            b'"' | b'\n' | b'\r' => return after,
            b'\\' => text = after.get(1..).unwrap_or_default(),
            _ => text = after,
        }
    }
    text
}

fn after_block_string(mut text: &[u8]) -> &[u8] {
    while let Some((_, after)) = text.split_first() {
        if let Some(after) = text.strip_prefix(b"\"\"\"") {
            return after;
        }
        text = text.strip_prefix(b"\\\"\"\"").unwrap_or(after);
    }
    text
}

/// What a selection set amounts to, fragments written out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Size {
    fields: usize,
    depth: usize,
    aliases: usize,
    directives: usize,
}

impl Size {
    fn under_a_field(self, has_alias: bool) -> Self {
        let aliases = self.aliases.saturating_add(usize::from(has_alias));
        Self { fields: self.fields.saturating_add(1), depth: self.depth + 1, aliases, ..self }
    }

    fn beside(self, other: Self, directives: usize) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            depth: self.depth.max(other.depth),
            aliases: self.aliases.saturating_add(other.aliases),
            directives: self.directives.saturating_add(other.directives).saturating_add(directives),
        }
    }

    fn check(self) -> Result<(), ApiError> {
        let limits = [
            (self.fields, MOST_FIELDS, "TOO_MANY_FIELDS", "trường", "fields"),
            (self.depth, DEEPEST_FIELDS, "TOO_DEEP", "tầng trường", "levels of fields"),
            (self.aliases, MOST_ALIASES, "TOO_MANY_ALIASES", "bí danh", "aliases"),
            (self.directives, MOST_DIRECTIVES, "TOO_MANY_DIRECTIVES", "chỉ thị", "directives"),
        ];
        match limits.into_iter().find(|(asked, most, ..)| asked > most) {
            Some((_, most, code, vi, en)) => Err(refused(code, most, vi, en)),
            None => Ok(()),
        }
    }
}

/// Measures selection sets; each fragment once, else the measuring itself would take exponential time.
struct Ruler<'a> {
    document: &'a ExecutableDocument,
    /// `None` while the fragment is being measured.
    fragments: HashMap<&'a str, Option<Size>>,
}

impl<'a> Ruler<'a> {
    fn set(&mut self, set: &'a SelectionSet, chain: usize) -> Result<Size, ApiError> {
        if chain > LONGEST_CHAIN {
            return Err(refused("TOO_DEEP", LONGEST_CHAIN, "tầng phân mảnh", "levels of fragments"));
        }
        let mut sum = Size::default();
        for item in &set.items {
            let size = match &item.node {
                Selection::Field(field) => {
                    self.set(&field.node.selection_set.node, chain + 1)?.under_a_field(field.node.alias.is_some())
                }
                Selection::InlineFragment(fragment) => self.set(&fragment.node.selection_set.node, chain + 1)?,
                Selection::FragmentSpread(spread) => {
                    self.fragment(spread.node.fragment_name.node.as_str(), chain + 1)?
                }
            };
            sum = sum.beside(size, item.node.directives().len());
        }
        Ok(sum)
    }

    fn fragment(&mut self, name: &'a str, chain: usize) -> Result<Size, ApiError> {
        if let Some(known) = self.fragments.get(name) {
            return Ok(known.unwrap_or_default());
        }
        self.fragments.insert(name, None);
        let size = match self.document.fragments.get(name) {
            Some(fragment) => self.set(&fragment.node.selection_set.node, chain)?,
            None => Size::default(),
        };
        self.fragments.insert(name, Some(size));
        Ok(size)
    }
}

fn refused(code: &'static str, most: usize, vi: &str, en: &str) -> ApiError {
    let words = Words::new(format!("Truy vấn vượt quá {most} {vi}."), format!("The query has more than {most} {en}."));
    ApiError::invalid("query", code, words)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use async_graphql::parser::parse_query;

    use super::*;

    fn code(error: &ApiError) -> &'static str {
        let ApiError::Invalid(mistakes) = error else { panic!("{error:?}") };
        mistakes[0].code
    }

    fn checked(text: &str) -> Result<(), &'static str> {
        check_nesting(text).map_err(|error| code(&error))?;
        check_document(&parse_query(text).unwrap()).map_err(|error| code(&error))
    }

    fn nested(levels: usize) -> String {
        format!("{{{}a{}}}", "a{".repeat(levels - 1), "}".repeat(levels - 1))
    }

    #[test]
    fn the_boundary_of_each_limit() {
        let aliases = |most| format!("{{ {} }}", (0..most).fold(String::new(), |all, n| all + &format!("a{n}: a ")));
        let directives = |most| format!("{{ a {} }}", "@skip(if: false) ".repeat(most));
        let fields = |most| format!("{{ {} }}", "a ".repeat(most));
        let cases = [
            (nested(15), Ok(())),
            (nested(16), Err("TOO_DEEP")),
            (nested(64), Err("TOO_DEEP")),
            (nested(65), Err("NESTED_TOO_DEEP")),
            (aliases(50), Ok(())),
            (aliases(51), Err("TOO_MANY_ALIASES")),
            (directives(50), Ok(())),
            (directives(51), Err("TOO_MANY_DIRECTIVES")),
            (fields(2000), Ok(())),
            (fields(2001), Err("TOO_MANY_FIELDS")),
        ];
        for (text, expected) in cases {
            assert_eq!(checked(&text), expected, "{}", &text[..40]);
        }
    }

    #[test]
    fn fragments_that_double_each_other_are_measured_quickly_and_refused() {
        let mut text = "{ ...f0 }".to_owned();
        for n in 0..40 {
            write!(text, " fragment f{n} on Query {{ ...f{} ...f{} }}", n + 1, n + 1).unwrap();
        }
        text.push_str(" fragment f40 on Query { a }");
        assert_eq!(checked(&text), Err("TOO_MANY_FIELDS"));
    }

    #[test]
    fn a_long_chain_of_fragments_does_not_exhaust_the_stack() {
        let mut text = "{ ...f0 }".to_owned();
        for n in 0..4000 {
            write!(text, " fragment f{n} on Q {{...f{}}}", n + 1).unwrap();
        }
        text.push_str(" fragment f4000 on Q { a }");
        assert_eq!(checked(&text), Err("TOO_DEEP"));
    }

    #[test]
    fn a_fragment_that_spreads_itself_or_does_not_exist_is_left_to_validation() {
        assert_eq!(checked("{ ...a } fragment a on Q { b ...a ...missing }"), Ok(()));
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        let brackets = "{[(".repeat(100);
        for text in [
            format!("# {brackets}\n{{ a }}"),
            format!("{{ a(b: \"{brackets}\\\" {brackets}\") }}"),
            format!("{{ a(b: \"\"\"{brackets} \" \\\"\"\" {brackets}\"\"\") }}"),
        ] {
            assert_eq!(check_nesting(&text).map_err(|error| code(&error)), Ok(()), "{text}");
        }
        for text in [format!("{{ a(b: \"\") }} {brackets}"), format!("\"\n{brackets}"), format!("\"\\\"\"{brackets}")] {
            assert!(check_nesting(&text).is_err(), "{text}");
        }
    }

    #[test]
    fn reading_the_schema_is_noticed_wherever_it_stands() {
        let reads = |text: &str| reads_schema(&parse_query(text).unwrap());
        assert!(reads("{ __schema { types { name } } }"));
        assert!(reads("{ ... { x: __type(name: \"A\") { name } } }"));
        assert!(reads("{ ...f } fragment f on Query { __schema { types { name } } }"));
        assert!(!reads("{ __typename a { __typename } }"));
    }
}
