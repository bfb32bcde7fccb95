"""Is this claim right? One claim in words, answered from what is kept."""

from __future__ import annotations

from starlette.responses import Response

from tallystick.ledger.answering import Reply
from tallystick.model import LedgerBusyError, TallystickError
from tallystick.processes.lost import TookTooLongError
from tallystick.reconciling.shown import verdict_words
from tallystick.web import checking, pool
from tallystick.web.guard import Visit, problem_of
from tallystick.web.limits import CHECK
from tallystick.web.rendering import fragment, language_of, respond, word

LONGEST = 1_000
LONGEST_AREA = 60
"""Letters of a claim, and of the area of its figures."""

SECONDS = 6.0


def claim(visit: Visit) -> Response:
    """The published value, its source and quote, what it was before and since, and the verdict on each figure."""
    language, asked = language_of(visit.request), visit.request.query_params
    words = asked.get("text", "").replace("\x00", "").strip()
    area = asked.get("area", "").replace("\x00", "").strip()[:LONGEST_AREA]
    problem = ""
    replies: tuple[Reply, ...] = ()
    if len(words) > LONGEST:
        problem = word("claim too long", language, n=LONGEST)
    elif words:
        visit.limit("check", CHECK)
        try:
            address = visit.desk.address
            replies = tuple(pool.run(checking.claim, address, words, area, language, seconds=SECONDS))
        except LedgerBusyError as error:
            raise problem_of(error) from None
        except TookTooLongError:
            problem = word("claim slow", language)
        except TallystickError as error:
            problem = str(error)
    told = {"words": words, "area": area, "replies": replies, "asked": bool(words), "problem": problem}
    main = fragment(language, "claim.html.j2", **told, verdict_words=verdict_words, longest=LONGEST)
    return respond(visit, word("claim", language), main, here="/check", status=422 if problem else 200)
