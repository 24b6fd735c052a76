"""Tests of the measuring scripts: python3 -m unittest discover -s scripts"""

import unittest

import imports
import prose
import rust
import sizes
import verbs

SOURCE = '''
//! Text about the file.

/// Returns a brace in a string.
#[must_use]
fn odd<'a>(a: &'a str, f: [u8; { 2 }]) -> char {
    let text = "}} \\" // no comment"; /* } /* } */ */
    '}'
}

/// The size.
fn one_line() -> usize { 1 }

#[cfg(test)]
mod tests {
    /// Never counted.
    fn test() {
    }
}
'''


class Rust(unittest.TestCase):
    def test_functions_are_found_whatever_their_strings_and_comments_hold(self):
        found = [(it.name, it.last - it.first + 1) for it in rust.functions(rust.without_tests(rust.blank(SOURCE)))]
        self.assertEqual(found, [("odd", 4), ("one_line", 1)])

    def test_blanking_keeps_every_line_and_column(self):
        blank = rust.blank(SOURCE)
        self.assertEqual([len(line) for line in blank.splitlines()], [len(line) for line in SOURCE.splitlines()])
        self.assertNotIn("comment", blank)

    def test_the_lines_of_tests_are_no_lines_of_the_file(self):
        self.assertEqual(sizes.lines_of_file(SOURCE), SOURCE.count("\n") - 6)


class Prose(unittest.TestCase):
    def test_only_sentences_are_counted(self):
        page = "# Title\n\nOne two. Three `a b` four [five](six seven).\n\n    code\n\n| a | b |\n\n- Item, e.g. this\n  goes on\n"
        found = [prose.words(sentence) for sentence in prose.sentences(page)]
        self.assertEqual(found, [2, 4, 5])

    def test_code_between_fences_is_left_out(self):
        self.assertEqual(list(prose.sentences("Before.\n```\nlet code = 1;\n```\nAfter.")), ["Before.", "After."])

    def test_verbs_are_told_from_names(self):
        verb = ["Returns the size.", "Counts lines.", "Visits every stop.", "Moves a node home.", "Read it first."]
        name = ["The size.", "Visits of the day.", "Minutes of driving.", "Moves that are printed.", "`code` of it.", ""]
        self.assertEqual([line for line in verb if not verbs.opens_with_verb(line)], [])
        self.assertEqual([line for line in name if verbs.opens_with_verb(line)], [])


class Imports(unittest.TestCase):
    def test_a_use_is_taken_apart(self):
        found = set(imports.leaves("crate::{a::{self, B as C}, d}"))
        self.assertEqual(found, {(("crate", "a"), "a"), (("crate", "a", "B"), "C"), (("crate", "d"), "d")})

    def test_circles_are_found(self):
        arrows = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": {"d"}, "f": {"a"}}
        self.assertEqual(imports.circles(arrows), [["a", "b", "c"], ["d", "e"]])

    def test_paths_are_followed_through_re_exports(self):
        root = imports.load()
        found, is_item = imports.resolve(root, ("model", "Book"))
        self.assertTrue(is_item and imports.defines(found, "Book"), found.name())


if __name__ == "__main__":
    unittest.main()
