"""Files that belong together: they appear in a folder as a whole or not at all, and a later set takes their place.

`SHA256SUMS` names the files of a set with their hashes (`sha256sum -c SHA256SUMS` verifies them). A later set replaces
exactly these, as long as nobody changed them; what else lies in the folder stays as it is.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tallystick.model import SourceError

SUMS = "SHA256SUMS"


def write_set(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write files by their names (`charts/one.svg`) into a folder, in place of the set that it holds.

    SourceError where it cannot be written, and where files of the set were changed since or a stranger's would be
    overwritten, unless `force`. Whatever fails, the folder holds what it held before.
    """
    if folder.exists() and not folder.is_dir():
        raise SourceError(f"{folder} is a file", "name a folder")
    before = _before(folder)
    if not force:
        _refuse_changed(folder, before, files)
    lines = [f"{_hash(content)}  {name}\n" for name, content in sorted(files.items())]
    with _told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as room:
            fresh = Path(room, "new")
            for name, content in {**files, SUMS: "".join(lines).encode()}.items():
                target = fresh / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            _take_place(fresh, folder, {*before, SUMS}, Path(room, "old"))


def _before(folder: Path) -> dict[str, str]:
    """The files of the set that a folder holds, with their hashes; those of a damaged list count as none."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    told = [line.split("  ", 1) for line in lines]
    return {pair[1]: pair[0] for pair in told if len(pair) == 2 and _is_inside(pair[1])}


def _is_inside(name: str) -> bool:
    """Whether a name that a list gives leads to a file in the folder itself."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts


def _refuse_changed(folder: Path, before: Mapping[str, str], files: Mapping[str, bytes]) -> None:
    for name in sorted({*before, *files}):
        path = folder / name
        if not path.is_file():
            continue
        if name not in before:
            advice = "name another folder, move it, or write over it with --force"
            raise SourceError(f"{path} is there and was not written with a list {SUMS}", advice)
        if _hash(path.read_bytes()) not in (before[name], _hash(files.get(name, b""))):
            advice = "keep it under another name, name another folder, or write over it with --force"
            raise SourceError(f"{path} was changed since it was written", advice)


def _take_place(fresh: Path, folder: Path, before: set[str], aside: Path) -> None:
    """Move the files of a set to where they belong, those before them aside; all of it back where one fails."""
    moved: list[tuple[Path, Path]] = []
    made = not folder.exists()
    names = [str(path.relative_to(fresh)) for path in sorted(fresh.rglob("*")) if path.is_file()]
    try:
        for name in sorted({*before, *names}):
            if (folder / name).is_file():
                _move(folder / name, aside / name, moved)
        for name in sorted(names, key=lambda one: (one == SUMS, one)):
            _move(fresh / name, folder / name, moved)
    except OSError:
        for source, target in reversed(moved):
            target.replace(source)
        if made:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    for parent in {(folder / name).parent for name in before} - {folder}:
        if parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    moved.append((source, target))


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        advice = "check the folder, and that there is room on the disk; nothing of it was changed"
        raise SourceError(f"cannot write {folder}: {error.strerror}", advice) from None


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
