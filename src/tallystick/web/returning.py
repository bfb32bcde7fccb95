"""What a form of a draft sends: a text, a file, an address, or the file that its page was made of."""

from __future__ import annotations

import base64
import binascii
from datetime import date, datetime
from typing import Any

from starlette.exceptions import HTTPException

from tallystick.ledger.embargoes import EmbargoError, moment_of
from tallystick.web import drafts
from tallystick.web.desk import LARGEST_UPLOAD
from tallystick.web.drafts import LARGEST_ORIGINAL, Draft, Sent
from tallystick.web.guard import Visit
from tallystick.web.rendering import language_of, word

_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md"}


def draft_of(visit: Visit) -> Draft | None:
    """The draft that a form holds; None where it holds none."""
    files = sent_of(visit, "")
    if not files:
        return None
    translation = next(iter(sent_of(visit, "translation ")), None)
    return Draft(original=files[0], translation=translation, released=day_of(visit), **handed_in(visit))


def handed_in(visit: Visit) -> dict[str, Any]:
    """The figures that somebody else read, of a file or as they come back with a page, and who read them."""
    files = visit.form.get("observations file files", [])
    try:
        told = files[0][1] if files else base64.b64decode(returned(visit), validate=True)
    except binascii.Error:
        raise HTTPException(400, "the figures did not come back whole: choose their file again") from None
    by = visit.text("read by", 100).strip() or (visit.person.name if visit.person else "")
    return {"observations": told, "read_by": by} if told.strip() else {}


def returned(visit: Visit) -> str:
    """Figures handed in before, as a page carries them: base64."""
    return visit.text("observations", 2 * LARGEST_UPLOAD)


def sent_of(visit: Visit, prefix: str) -> tuple[Sent, ...]:
    """What was sent for the draft, or with the prefix `translation ` for that: files, an address, else a text.

    A text that comes back as it was shown stands for the file it was taken from.
    """
    if files := visit.form.get(f"{prefix}file files", []):
        return tuple(Sent("file", name[:200], data) for name, data, _ in files)
    if told := visit.text(f"{prefix}address").strip():
        if not visit.desk.settings.addresses:
            raise HTTPException(403, "this desk fetches no addresses")
        return (Sent("address", "", told.encode("utf-8", "surrogatepass")),)
    words = visit.text("translation" if prefix else "text", LARGEST_UPLOAD)
    media_type = visit.text(f"{prefix}media type", 100)
    shown = visit.text(f"{prefix}seal", 64)
    if visit.text(f"{prefix}original", 10) and shown in ("", drafts.seal(words)):
        return (_original(visit, prefix, media_type),)
    if not words.strip():
        return ()
    if media_type == "text/markdown":
        return (Sent("file", f"{drafts.PASTED}.md", words.encode("utf-8", "surrogatepass")),)
    if media_type not in ("", "text/plain"):
        return (drafts.edited(words),)
    return (Sent("text", drafts.PASTED, words.encode("utf-8", "surrogatepass")),)


def _original(visit: Visit, prefix: str, media_type: str) -> Sent:
    try:
        data = base64.b64decode(visit.text(f"{prefix}original", 2 * LARGEST_ORIGINAL), validate=True)
    except binascii.Error:
        raise HTTPException(400, "the draft did not come back whole: check it again") from None
    if media_type == "text/plain":
        return Sent("text", drafts.PASTED, data) if _is_utf8(data) else Sent("file", f"{drafts.PASTED}.txt", data)
    name = visit.text(f"{prefix}name", 80) or drafts.PASTED
    return Sent("file", name + _SUFFIXES.get(media_type, ".txt"), data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def day_of(visit: Visit) -> date | None:
    """The day of release that was told."""
    told = visit.text("released", 10).strip()
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise HTTPException(400, "write the day like 2022-02-28") from None


def embargo_of(visit: Visit) -> datetime | None:
    """The moment of an embargo that was told, by the desk's own clock where it names no zone."""
    told = visit.text("embargo", 40).strip()
    if told and visit.desk.settings.open_to_all:
        raise HTTPException(403, word("open to all hides nothing", language_of(visit.request)))
    try:
        return moment_of(told, here=True) if told else None
    except EmbargoError as error:
        raise HTTPException(400, str(error)) from None


def draft_number(visit: Visit) -> int:
    """The saved draft that a form belongs to; 0 for none."""
    told = visit.text("draft", 18)
    return int(told) if told.isascii() and told.isdigit() else 0
