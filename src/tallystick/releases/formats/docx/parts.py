"""The parts of a Word file: which is the text, and which others belong to it."""

from __future__ import annotations

from posixpath import dirname, normpath
from xml.etree.ElementTree import Element

from tallystick.model import SourceError
from tallystick.releases.formats.archive import Archive
from tallystick.releases.formats.docx.markup import children

_MAIN = "word/document.xml"


class Parts:
    """The parts of the Word file in `data`; relations are followed inside the file only."""

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self._archive = Archive(data, source)
        self.main = next((target for kind, target in self._relations("") if kind == "officeDocument"), _MAIN)
        self._by_kind: dict[str, list[str]] = {}
        for kind, target in self._relations(self.main):
            self._by_kind.setdefault(kind, []).append(target)

    def text(self) -> bytes:
        """The main part; raises SourceError where there is none."""
        data = self._archive.read(self.main)
        if data is None:
            advice = "open it in Word and save it anew as .docx"
            raise SourceError(f"{self.source} lacks its text ({self.main})", advice)
        return data

    def elements(self, kind: str, parent: str) -> list[Element]:
        """The children of `parent` in the part of a kind (`styles`, `numbering`, …); none where it is missing."""
        targets = self._by_kind.get(kind) or [f"{dirname(self.main)}/{kind}.xml"]
        return self._children(targets[0], parent)

    def every(self, kind: str, parent: str) -> list[list[Element]]:
        """The children of `parent` in each part of a kind (`header`, `footer`)."""
        return [self._children(target, parent) for target in dict.fromkeys(self._by_kind.get(kind, ()))]

    def of_package(self, name: str, parent: str) -> list[Element]:
        """The children of `parent` in a part that is no relation of the text's (`docProps/core.xml`)."""
        return self._children(name, parent)

    def _children(self, name: str, parent: str) -> list[Element]:
        data = self._archive.read(name)
        return list(children(data, parent, self.source)) if data else []

    def _relations(self, part: str) -> list[tuple[str, str]]:
        """Kind and name of the parts that `part` names as its own."""
        folder = dirname(part)
        name = f"{folder}/_rels/{part.rpartition('/')[2]}.rels" if part else "_rels/.rels"
        found = []
        for relation in self._children(name, "rel:Relationships"):
            target = relation.get("Target", "")
            if relation.get("TargetMode", "").lower() == "external" or not target:
                continue
            inside = target if target.startswith("/") else f"{folder}/{target}"
            found.append((relation.get("Type", "").rpartition("/")[2], normpath(inside).lstrip("/")))
        return found
