"""What the measuring scripts know of Rust: files, text without comments and tests, functions, documentation."""

import re
import statistics
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# A comment, a string, a raw string or a character; lifetimes are let through.
_OPAQUE = re.compile(
    r"""
      //[^\n]*
    | /\*
    | \b[bc]?r(?P<hashes>\#*)"(?s:.*?)"(?P=hashes)
    | \b[bc]?"(?s:\\.|[^"\\])*"
    | "(?s:\\.|[^"\\])*"
    | \bb?'(?:\\(?:u\{[^}]*\}|x..|.)|[^\\'\n])'
    | '(?:\\(?:u\{[^}]*\}|x..|.)|[^\\'\n])'
    """,
    re.VERBOSE,
)
_TEST = re.compile(r"#\[cfg\(test\)\]\s*(?:#\[[^\]]*\]\s*)*")
_MODULE_FILE = re.compile(r"(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;")
_FUNCTION = re.compile(r'(?:\b(?:pub(?:\s*\([^)]*\))?|const|async|unsafe|extern(?:\s*"[^"]*")?)\s+)*\bfn\s+(\w+)')


def files(*folders):
    """Returns the Rust files of the folders, sorted, without those that only tests are built from."""
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.rs"))
    tests = {path for parent in found for path in _test_files(parent)}
    return [path for path in found if not any(path == test or test in path.parents for test in tests)]


def _test_files(path):
    """Yields the files and folders that `#[cfg(test)] mod name;` in the file at `path` stands for."""
    code = blank(path.read_text())
    folder = path.parent if path.stem in ("mod", "lib", "main") else path.with_suffix("")
    for test in _TEST.finditer(code):
        if module := _MODULE_FILE.match(code, test.end()):
            yield folder / f"{module[1]}.rs"
            yield folder / module[1]


def blank(text):
    """Returns the text with spaces for comments, strings and characters; every line and column stays where it is."""
    parts, at = [], 0
    while found := _OPAQUE.search(text, at):
        end = _block_comment_end(text, found.start()) if found[0] == "/*" else found.end()
        parts += [text[at : found.start()], re.sub(r"[^\n]", " ", text[found.start() : end])]
        at = end
    return "".join(parts) + text[at:]


def _block_comment_end(text, start):
    """Returns where the block comment that begins at `start` ends; such comments may be nested."""
    depth, at = 0, start
    for mark in re.finditer(r"/\*|\*/", text[start:]):
        depth += 1 if mark[0] == "/*" else -1
        at = start + mark.end()
        if depth == 0:
            return at
    return len(text)


def closing(code, opening):
    """Returns the place of the bracket that closes the one at `opening`, in text without comments and strings."""
    depth = 0
    for mark in re.finditer(r"[{}()\[\]]", code[opening:]):
        depth += 1 if mark[0] in "{([" else -1
        if depth == 0:
            return opening + mark.start()
    return len(code) - 1


def test_items(code):
    """Yields where each item under `#[cfg(test)]` begins and ends, in blanked code."""
    at = 0
    while test := _TEST.search(code, at):
        at = _item_end(code, test.end())
        yield test.start(), at


def without_tests(code):
    """Returns blanked code without the items under `#[cfg(test)]`; lines stay where they are."""
    for start, end in test_items(code):
        code = code[:start] + re.sub(r"[^\n]", " ", code[start:end]) + code[end:]
    return code


def _item_end(code, start):
    """Returns where the item that begins at `start` ends: after its block, or after its semicolon."""
    mark = re.compile(r"[;{]").search(code, start)
    if mark is None:
        return len(code)
    return mark.end() if mark[0] == ";" else closing(code, mark.start()) + 1


@dataclass
class Function:
    """A function with a body: its name, and the lines from its signature to its closing brace, counted from 1."""

    name: str
    first: int
    brace: int
    last: int


def functions(code):
    """Yields the functions of blanked code that have a body, those inside functions too."""
    for found in _FUNCTION.finditer(code):
        end = _signature_end(code, found.end())
        if end is not None and code[end] == "{":
            line = lambda place: code.count("\n", 0, place) + 1
            yield Function(found[1], line(found.start()), line(end), line(closing(code, end)))


def _signature_end(code, start):
    """Returns the place of the brace or semicolon that ends a signature; brackets in the signature are passed over."""
    at = start
    while found := re.compile(r"[;{(\[]").search(code, at):
        if found[0] in ";{":
            return found.start()
        at = closing(code, found.start()) + 1
    return None


def quantile(values, part):
    """Returns the value below which `part` of the values lie, to the nearest whole number."""
    if len(values) < 2:
        return max(values, default=0)
    return round(statistics.quantiles(values, n=100)[round(100 * part) - 1])
