"""What the package and its extras bring, and the one error that says which is wanted.

Libraries of an extra are imported where they are used, plainly; whoever stands between them and a person
(`import tallystick`, the command line, tables) does so inside `explained()`.
"""

from __future__ import annotations

import re
import traceback
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, requires

from tallystick.model.errors import TallystickError

# Modules that are not named like the package that brings them.
_PACKAGES = {
    "PIL": "pillow",
    "argon2": "argon2-cffi",
    "multipart": "python-multipart",
    "python_multipart": "python-multipart",
    "sdmx": "sdmx1",
    "vl_convert": "vl-convert-python",
}
# Extra → the modules that ask for libraries of smaller extras, too: it brings whatever else they will ask for next.
_WHOLE = {
    "web": ("tallystick.web", "tallystick.cli.serve", "tallystick.cli.user"),
    "ledger": ("tallystick.compiling",),
    "ocr": ("tallystick.releases.formats.pictures", "tallystick.releases.formats.ocr"),
}
_REQUIRED = re.compile(r"""([\w.-]+)[^;]*(?:;.*\bextra\s*==\s*["']([\w-]+)["'])?""")


class MissingExtraError(TallystickError, ImportError):
    """A library is not installed that tallystick, or an extra of it, brings."""


@contextmanager
def explained() -> Iterator[None]:
    """Inside, a library of an extra that is not there is told as MissingExtraError.

    >>> with explained():
    ...     raise ModuleNotFoundError(name="sqlalchemy.orm")
    Traceback (most recent call last):
    ...
    tallystick.model.extras.MissingExtraError: this needs sqlalchemy; install it with: pip install "tallystick[ledger]"
    >>> with explained():
    ...     raise ModuleNotFoundError(name="pebble")
    Traceback (most recent call last):
    ...
    tallystick.model.extras.MissingExtraError: this needs pebble; install it with: pip install pebble
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = _package(error.name or "")
        extra = _extras().get(package)
        if extra is None:
            raise
        if extra:
            extra = _whole(error) or extra
        wanted = f'"tallystick[{extra}]"' if extra else package  # a missing part of the whole is installed by its name
        advice = f"install it with: pip install {wanted}"
        raise MissingExtraError(f"this needs {package}", advice) from None


def _whole(error: BaseException) -> str:
    names = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    return next((extra for extra, asking in _WHOLE.items() if any(name.startswith(asking) for name in names)), "")


def _package(module: str) -> str:
    name = module.partition(".")[0]
    return _PACKAGES.get(name, name).lower().replace("_", "-")


def _extras() -> dict[str, str]:
    """Package → the smallest extra that brings it, as the installed distribution tells; empty: it comes without one."""
    try:
        told = requires("tallystick") or []
    except PackageNotFoundError:
        told = []
    brought: dict[str, set[str]] = defaultdict(set)
    for line in told:
        if match := _REQUIRED.match(line):
            brought[match[2] or ""].add(match[1].lower().replace("_", "-"))
    smallest_last = sorted(brought, key=lambda extra: (extra != "", len(brought[extra]), extra == "all"), reverse=True)
    return {package: extra for extra in smallest_last for package in brought[extra]}
