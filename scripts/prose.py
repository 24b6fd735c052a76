"""How long the sentences of the project are, and how many functions say what they do with a verb.

The pages are README.md, ARCHITECTURE.md, CONTRIBUTING.md and docs/**/*.md; the documentation of the code is the text
after `///` and `//!` in src. Code, tables, headings and the targets of links are left out; a piece of code inside a
sentence is one word. `--limits` exits with 1 where a figure is past its limit; `--list` prints what is past it.
"""

import argparse
import re
import statistics
import sys

import rust
import verbs

_END = re.compile(r"""(?<=[.!?])["')\]*_`]*\s+(?=["'(\[*_`]*[A-Z0-9`])""")
_SHORT_FORMS = re.compile(r"\b(e\.g|i\.e|etc|vs|cf|al|Dr|No|St|approx)\.(?=\s)")
_DOC_LINE = re.compile(r"^[ \t]*//[/!](?!/) ?(.*)$")
_ATTRIBUTE_LINE = re.compile(r"^\s*#!?\[")
_FUNCTION_LINE = re.compile(r"^\s*(?:pub(?:\([^)]*\))?\s+)?(?:const\s+)?(?:async\s+)?fn\s+(\w+)")


def paragraphs(text):
    """Yields the paragraphs and list items of Markdown, without code, tables and headings."""
    lines, fence, before_blank = [], None, True
    for line in text.splitlines() + [""]:
        bare = line.strip()
        mark = re.match(r"`{3,}|~{3,}", bare)
        is_code = fence is not None or mark or (before_blank and line.startswith("    "))
        if mark and (fence is None or bare.startswith(fence)):
            fence = mark[0] if fence is None else None
        ends = is_code or not bare or bare[0] in "#|" or bare.startswith(("![", "<", "---", "[!["))
        if (ends or re.match(r"(?:[-*+]|\d+[.)])\s", bare)) and lines:
            yield " ".join(lines)
            lines = []
        if not ends:
            lines.append(re.sub(r"^(?:[-*+]|\d+[.)]|>)\s+", "", bare))
        before_blank = not bare or (is_code and before_blank)


def sentences(text):
    """Yields the sentences of Markdown text."""
    for paragraph in paragraphs(text):
        plain = re.sub(r"`+[^`]*`+", lambda code: re.sub(r"\s+", "_", code[0]), paragraph)
        plain = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", plain)
        plain = _SHORT_FORMS.sub(lambda found: found[1], plain)
        yield from (sentence for sentence in _END.split(plain) if words(sentence))


def words(sentence):
    """Returns how many words a sentence has; signs alone are none."""
    return sum(1 for word in sentence.split() if re.search(r"\w", word))


def pages():
    """Returns the Markdown pages of the project by name."""
    named = [rust.ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")]
    found = [path for path in named if path.exists()] + sorted((rust.ROOT / "docs").rglob("*.md"))
    return {str(path.relative_to(rust.ROOT)): path.read_text() for path in found}


def documentation(path):
    """Yields the pieces of documentation in a source file: line, text, and the function it is about, if any."""
    text = path.read_text()
    code = rust.without_tests(rust.blank(text)).splitlines()
    lines, first = [], 0
    # A line of a test is blank in `code` and is no comment either, so documentation in tests is told by the next line.
    for number, line in enumerate(text.splitlines() + [""], 1):
        if found := _DOC_LINE.match(line):
            first = first if lines else number
            lines.append(found[1])
        elif lines and not (_ATTRIBUTE_LINE.match(line) and not line.lstrip().startswith("#![")):
            following = code[number - 1] if number <= len(code) else ""
            if following.strip() or not line.strip():
                function = _FUNCTION_LINE.match(following)
                yield first, "\n".join(lines), function and function[1]
            lines = []


def functions_without_verb():
    """Returns how many functions have documentation, and those whose first line does not open with a verb."""
    count, without = 0, []
    for path in rust.files("src"):
        for line, text, function in documentation(path):
            if function:
                count += 1
                opening = text.splitlines()[0]
                if not verbs.opens_with_verb(opening):
                    without.append(f"{path.relative_to(rust.ROOT)}:{line} {function}: {opening}")
    return count, without


def rustdoc():
    """Returns the documentation of the code as texts by place."""
    return {
        f"{path.relative_to(rust.ROOT)}:{line}": text
        for path in rust.files("src")
        for line, text, _ in documentation(path)
    }


def lengths(texts):
    """Returns the sentences of the texts as triples of words, place and sentence."""
    return [(words(sentence), place, sentence) for place, text in texts.items() for sentence in sentences(text)]


def measure(name, found, longest):
    """Prints a line about sentences, and returns their median and the share of long ones in percent."""
    counts = [count for count, _, _ in found] or [0]
    long = 100 * sum(count > longest for count in counts) / len(counts)
    median = statistics.median(counts)
    print(f"{name}: {len(found)} sentences, median {median:g} words, 90 % {rust.quantile(counts, 0.9)}, over {longest}: {long:.1f} %")
    return median, long


def arguments():
    """Returns what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limits", action="store_true", help="exit with 1 where a figure is past its limit")
    parser.add_argument("--list", action="store_true", help="print long sentences and functions without a verb")
    parser.add_argument("--median", type=float, default=15, metavar="WORDS", help="most words of a median sentence (15)")
    parser.add_argument("--longest", type=int, default=30, metavar="WORDS", help="a sentence with more is long (30)")
    parser.add_argument("--long", type=float, default=5, metavar="PERCENT", help="most long sentences (5)")
    parser.add_argument("--verbs", type=float, default=80, metavar="PERCENT", help="fewest functions with a verb (80)")
    return parser.parse_args()


def main():
    """Prints the figures and returns the exit code."""
    asked = arguments()
    texts = {name: lengths({name: text}) for name, text in pages().items()}
    texts["documentation in src"] = lengths(rustdoc())
    past = []
    for name, found in texts.items():
        median, long = measure(name, found, asked.longest)
        past += [name] if median > asked.median or long > asked.long else []
    count, without = functions_without_verb()
    share = 100 * (1 - len(without) / max(count, 1))
    print(f"functions with documentation: {count}, of which {share:.1f} % open with a verb")
    past += ["verbs"] if share < asked.verbs else []
    if asked.list:
        long = [it for found in texts.values() for it in found if it[0] > asked.longest]
        print(*(f"{place} ({words} words): {sentence}" for words, place, sentence in long), *without, sep="\n")
    print(f"past their limits: {', '.join(past)}" if past else "all within the limits")
    return 1 if asked.limits and past else 0


if __name__ == "__main__":
    sys.exit(main())
