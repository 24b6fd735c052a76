"""Draws the rooms of src: who imports from whom, and the circles.

A room is a folder of src, or a file beside lib.rs. Every path in the code that leads into the crate, in a `use` or in
an expression, is followed through re-exports to the file that defines the item. A path that only names a module is no
import, nor is a re-export of an item that the file itself does not use. Tests are left out. `--limits` exits with 1 where
rooms, or files of one room, import one another in a circle.
"""

import argparse
import re
import sys
from collections import Counter

import rust

_MODULE = re.compile(r"\bmod\s+(\w+)\s*;")
_USE = re.compile(r"(\bpub(?:\s*\([^)]*\))?\s+)?\buse\s+([^;]+);")
_PATH = re.compile(r"(?<![\w:.])(?:r#)?([A-Za-z_]\w*(?:\s*::\s*[A-Za-z_]\w*)+)")
_DEFINED = r"\b(?:struct|enum|trait|type|fn|const|static|union|macro_rules!)\s+{}\b"
SRC = rust.ROOT / "src"


class Module:
    """A file of the crate: its place in the tree of modules, its code, and the names that `use` brings in."""

    def __init__(self, path, parent):
        self.path, self.parent = path, parent
        self.code = rust.without_tests(rust.blank(path.read_text()))
        self.uses = [leaf for found in _USE.finditer(self.code) for leaf in leaves(found[2])]
        self.handed_on = [leaf for found in _USE.finditer(self.code) if found[1] for leaf in leaves(found[2])]
        self.children = {}

    def name(self):
        """Returns the file as people write it."""
        return str(self.path.relative_to(SRC))

    def room(self):
        """Returns the folder of src that the file is in, or the file itself."""
        return self.path.relative_to(SRC).parts[0].removesuffix(".rs")

    def root(self):
        """Returns the module of lib.rs."""
        return self if self.parent is None else self.parent.root()


def leaves(tree, before=()):
    """Yields what a `use` names, as pairs of path and local name; the name is `*` for everything."""
    tree = re.sub(r"\s+", " ", tree).strip()
    if "{" in tree:
        head, inside = tree.split("{", 1)
        prefix = before + tuple(part for part in re.split(r"\s*::\s*", head.strip()) if part)
        for branch in branches(inside.rsplit("}", 1)[0]):
            yield from leaves(branch, prefix)
    elif tree:
        path, _, alias = tree.partition(" as ")
        parts = before + tuple(part for part in re.split(r"\s*::\s*", path.strip()) if part)
        parts = parts[:-1] if parts[-1] == "self" and len(parts) > 1 else parts
        yield parts, alias.strip() or parts[-1]


def branches(text):
    """Yields the parts of a list between braces, cut at the commas that are in no inner braces."""
    depth, part = 0, ""
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            yield part
            part = ""
        else:
            part += sign
    yield part


def load(path=SRC / "lib.rs", parent=None):
    """Returns the module of a file with all modules below it."""
    module = Module(path, parent)
    folder = path.parent if path.stem in ("mod", "lib") else path.with_suffix("")
    for found in _MODULE.finditer(module.code):
        places = [folder / f"{found[1]}.rs", folder / found[1] / "mod.rs"]
        module.children[found[1]] = load(next(place for place in places if place.exists()), module)
    return module


def everything(module):
    """Yields a module and all below it."""
    yield module
    for child in module.children.values():
        yield from everything(child)


def resolve(module, path, seen=frozenset()):
    """Returns what a path means in a module: the module that it names or that defines the item, and whether it is an item.

    Returns None where the path leads out of the crate.
    """
    here, rest = start(module, path)
    if here is None:
        return None
    for at, part in enumerate(rest):
        if part in here.children:
            here = here.children[part]
            continue
        found = imported(here, part, seen)
        if found is None:
            is_first = at == 0 and path[0] not in ("crate", "self", "super")
            return None if is_first and not defines(here, part) else (here, True)
        here, is_item = found
        if is_item:
            return found
    return here, False


def start(module, path):
    """Returns the module that a path sets out from, and the rest of the path."""
    parts = list(path)
    if parts[0] == "crate":
        return module.root(), parts[1:]
    if parts[0] == "self":
        parts.pop(0)
    while parts and parts[0] == "super" and module is not None:
        module, parts = module.parent, parts[1:]
    return module, parts


def imported(module, name, seen):
    """Returns what a name means that a `use` of the module brings in; None where none does."""
    for path, local in module.uses:
        key = (module.name(), path, local)
        if local not in (name, "*") or key in seen:
            continue
        if local == name and (path[0] != name or len(path) > 1):
            return resolve(module, path, seen | {key})
        if local == "*" and path[0] in ("crate", "self", "super", *module.children):
            found = resolve(module, path[:-1], seen | {key})
            target = found and resolve(found[0], ("self", name), seen | {key})
            if target and (not target[1] or defines(target[0], name)):
                return target
    return None


def defines(module, name):
    """Returns whether the file of a module defines an item of this name."""
    return re.search(_DEFINED.format(re.escape(name)), module.code) is not None


def imports(module):
    """Yields the files that a module takes items from."""
    without_uses = _USE.sub("", module.code)
    inline = [re.split(r"\s*::\s*", found[1]) for found in _PATH.finditer(without_uses)]
    only_handed_on = [leaf for leaf in module.handed_on if not re.search(rf"\b{re.escape(leaf[1])}\b", without_uses)]
    own = [leaf for leaf in module.uses if leaf not in only_handed_on]
    uses = [path for path, local in own if local != "*"]
    everything_of = [path[:-1] for path, local in own if local == "*"]
    for path in uses + inline:
        found = resolve(module, path)
        if found and found[1] and found[0] is not module:
            yield found[0]
    for path in everything_of:
        found = resolve(module, path)
        if found and found[0] is not module:
            yield found[0]


def circles(arrows):
    """Returns the sets of names that reach one another along the arrows, by Tarjan's method; single names are left out."""
    order, low, stack, found = {}, {}, [], []

    def visit(name):
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in sorted(arrows.get(name, ())):
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            circle = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            found.extend([sorted(circle)] if len(circle) > 1 else [])

    for name in sorted(arrows):
        if name not in order:
            visit(name)
    return sorted(found)


def grouped(pairs):
    """Returns arrows as a set of targets for each source."""
    arrows = {}
    for source, target in pairs:
        arrows.setdefault(source, set()).add(target)
    return arrows


def main():
    """Prints the arrows and circles and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limits", action="store_true", help="exit with 1 where there is a circle")
    parser.add_argument("--files", metavar="ROOM", help="print the arrows between the files of a room, too")
    asked = parser.parse_args()
    modules = list(everything(load()))
    pairs = sorted({(one, other) for one in modules for other in imports(one)}, key=lambda it: (it[0].name(), it[1].name()))
    apart = Counter((one.room(), other.room()) for one, other in pairs if one.room() != other.room())
    print("rooms, and how many pairs of files an arrow stands for:")
    for room in sorted({module.room() for module in modules} - {"lib"}):
        arrows = [f"{other} {count}" for (one, other), count in sorted(apart.items()) if one == room]
        print(f"  {room} -> {', '.join(arrows) or 'nothing'}")
    if asked.files:
        for one, other in pairs:
            if one.room() == other.room() == asked.files:
                print(f"  {one.name()} -> {other.name()}")
    between = circles(grouped(pair for pair in apart if "lib" not in pair))
    inside = circles(grouped((one.name(), other.name()) for one, other in pairs if one.room() == other.room()))
    for title, found in (("between rooms", between), ("between files of one room", inside)):
        print(f"circles {title}: {len(found)}")
        for circle in found:
            print(f"  {len(circle)}: {', '.join(circle)}")
    return 1 if asked.limits and (between or inside) else 0


if __name__ == "__main__":
    sys.exit(main())
