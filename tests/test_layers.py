"""The house keeps its order: layers import downwards only, nothing imports itself in a circle, rooms stay small."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

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
    ("reporting",),
    ("web",),
    ("assistants",),
    ("cli",),
    ("__main__",),
)
RANK = {layer: rank for rank, line in enumerate(ORDER) for layer in line}
LONGEST = 300
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path) for path in MODULES}


def imports(path: Path, *, everywhere: bool) -> set[str]:
    """The modules of ours that a module imports: at its head, or anywhere in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree) if everywhere else head(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports of ours are written in full"
            full = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {one if one in NAMES else node.module for one in full}
    return {one for one in found if one.split(".")[0] == "tallystick"}


def head(tree: ast.Module) -> list[ast.stmt]:
    """What runs when the module is imported, type-checking imports aside."""
    return [node for node in tree.body if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))]


def layer(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else None


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_layer_imports_only_what_stands_before_it(path: Path) -> None:
    own = layer(name_of(path))
    if own is None:
        return  # the package itself: public names only, imported when asked for
    for other in imports(path, everywhere=True):
        used = layer(other)
        if used is None:
            assert RANK[own] > RANK["pipeline"], f"{name_of(path)} reaches for the public names of tallystick"
        elif used != own:
            assert RANK[used] < RANK[own], f"{name_of(path)} imports {other}"


def test_no_imports_in_a_circle() -> None:
    graph = {name_of(path): imports(path, everywhere=False) - {name_of(path)} for path in MODULES}
    # A package's __init__ gathers its own modules; those do not import the package they stand in.
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_every_folder_has_a_place_in_the_order() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders <= set(RANK), folders - set(RANK)
