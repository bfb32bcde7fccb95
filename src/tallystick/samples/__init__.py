"""Sample releases that ship with the project: our own wording of published figures, with the source named in each."""

from pathlib import Path

_FOLDER = Path(__file__).parent


def sample(name: str) -> Path:
    """The path of a sample release by its file name; raises FileNotFoundError, naming those there are.

    >>> sample("industry-2021.txt").name
    'industry-2021.txt'
    """
    path = _FOLDER / name
    if path.name != name or not path.is_file():
        known = ", ".join(names())
        raise FileNotFoundError(f"no sample {name!r}; there are {known}")
    return path


def files() -> dict[str, Path]:
    """All samples by their names: releases, and under `series/` tables of published series."""
    found = sorted([*_FOLDER.glob("*.txt"), *_FOLDER.glob("series/*.csv")])
    return {path.relative_to(_FOLDER).as_posix(): path for path in found}


def names() -> list[str]:
    """The file names of all samples."""
    return sorted(path.name for path in _FOLDER.glob("*.txt"))
