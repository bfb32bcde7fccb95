"""One work on many texts, results in the order of the texts, and for a text that fails or is lost its error."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from functools import partial
from typing import TypeVar

from tallystick.model import TallystickError
from tallystick.model.extras import explained
from tallystick.processes.lost import FaultError, LostError, TooMuchMemoryError

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 256  # works given to an executor before the first result is taken


def in_order(
    work: Callable[[T], R], items: Iterable[T], executor: Executor | None = None, ahead: int = AHEAD
) -> Iterator[R | TallystickError]:
    """What the work gives for each item, or the error that says why there is nothing, in the order of the items.

    Without an executor each is done when it is asked for. `items` are taken as they are needed, at most `ahead` before
    the result that is yielded.

    >>> [str(found) for found in in_order("{:d}".format, [7, "seven", 8])][::2]
    ['7', '8']
    """
    if executor is None:
        yield from (_result(partial(attempted, work, item)) for item in items)
        return
    waiting: deque[Future[R | TallystickError]] = deque()
    try:
        for item in items:
            waiting.append(_submitted(executor, work, item))
            while waiting and (waiting[0].done() or len(waiting) >= ahead):
                yield _result(waiting.popleft().result)
        while waiting:
            yield _result(waiting.popleft().result)
    finally:
        for future in waiting:
            future.cancel()


def attempted(work: Callable[[T], R], item: T) -> R | TallystickError:
    """What the work gives, or the error it raises as one meant for people; errors travel better as values."""
    try:
        with explained():
            return work(item)
    except MemoryError:
        raise  # whoever gave the memory knows how much it was
    except TallystickError as error:
        return error
    except (Exception, SystemExit) as error:  # a fault of ours in one text must not cost the user the others
        return FaultError.of(error)


def _submitted(executor: Executor, work: Callable[[T], R], item: T) -> Future[R | TallystickError]:
    try:
        return executor.submit(attempted, work, item)
    except Exception as error:  # an executor that is broken says so at once
        failed: Future[R | TallystickError] = Future()
        failed.set_exception(error)
        return failed


def _result(take: Callable[[], R | TallystickError]) -> R | TallystickError:
    try:
        return take()
    except TallystickError as error:
        return error
    except MemoryError:
        return TooMuchMemoryError.of(None)
    except Exception as error:  # what an executor raises when a process or a machine is gone
        return LostError(f"was lost ({type(error).__name__}: {error})", "see what the executor says")
