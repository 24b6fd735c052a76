"""Sizes of the functions and files of the library, tests left out.

A function is counted from the first line of its signature to the line of its closing brace. A file is counted without
the items under `#[cfg(test)]`; files that only tests are built from are left out. `--limits` exits with 1 where a
figure is above its limit, and `--list` names the longest functions and files.
"""

import argparse
import sys

import rust


def lines_of_file(text):
    """Returns the lines of a file, without those of its tests."""
    code = rust.blank(text)
    return text.count("\n") - sum(code.count("\n", start, end) + 1 for start, end in rust.test_items(code))


def measured(folders):
    """Returns the functions and the files of the folders, each as pairs of lines and name."""
    functions, files = [], []
    for path in rust.files(*folders):
        text, name = path.read_text(), str(path.relative_to(rust.ROOT))
        files.append((lines_of_file(text), name))
        for function in rust.functions(rust.without_tests(rust.blank(text))):
            functions.append((function.last - function.first + 1, f"{name}:{function.first} {function.name}"))
    return functions, files


def figures(functions, files):
    """Returns each figure by the name of its limit."""
    function, file = [lines for lines, _ in functions], [lines for lines, _ in files]
    return {
        "function-median": rust.quantile(function, 0.5),
        "function-p90": rust.quantile(function, 0.9),
        "function-p99": rust.quantile(function, 0.99),
        "function-longest": max(function),
        "file-p90": rust.quantile(file, 0.9),
        "file-longest": max(file),
    }


# The figures when they were first taken: what is written from now on makes none of them worse.
LIMITS = {
    "function-median": 7,
    "function-p90": 19,
    "function-p99": 36,
    "function-longest": 53,
    "file-p90": 244,
    "file-longest": 360,
}


def arguments():
    """Returns what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", default=["src"], help="what to measure (src)")
    parser.add_argument("--limits", action="store_true", help="exit with 1 where a figure is above its limit")
    parser.add_argument("--list", type=int, metavar="N", default=0, help="name the N longest functions and files")
    for name, limit in LIMITS.items():
        parser.add_argument(f"--{name}", type=int, metavar="LINES", default=limit, help=f"its limit ({limit})")
    return parser.parse_args()


def main():
    """Prints the figures and returns the exit code."""
    asked = arguments()
    functions, files = measured(asked.folders)
    found = figures(functions, files)
    print("functions ({}): median {}, 90 % {}, 99 % {}, longest {} lines".format(len(functions), *list(found.values())[:4]))
    print("files ({}): 90 % {}, longest {} lines".format(len(files), *list(found.values())[4:]))
    for lines, name in sorted(functions, reverse=True)[: asked.list] + sorted(files, reverse=True)[: asked.list]:
        print(f"  {lines:4} {name}")
    above = [name for name, lines in found.items() if lines > getattr(asked, name.replace("-", "_"))]
    for name in above:
        print(f"above its limit: {name}, {found[name]} lines, at most {getattr(asked, name.replace('-', '_'))}")
    return 1 if asked.limits and above else 0


if __name__ == "__main__":
    sys.exit(main())
