"""Long work: in the background, with progress, cancelled, in a fair order, and forgotten when it is over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tallystick.ledger import Ledger
from tallystick.web import jobs, people, work
from tallystick.web.desk import AT_ONCE
from tallystick.web.drafts import Sent
from tallystick.web.jobs import MOST_OPEN, PAGES_KEPT, TooManyError
from tallystick.web.people import Person
from tallystick.web.uploads import Request, Uploads
from tests.web.building import PASSWORD, SLIP, add_people, client_of, csrf_of, sign_in


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "jobs.db")


@pytest.fixture
def uploads(book: Ledger) -> Uploads:
    return Uploads.beside(book.store)


def files(number: int) -> tuple[Sent, ...]:
    return tuple(Sent("file", f"looms-{n}.txt", SLIP.replace("Looms", f"Looms {n}").encode()) for n in range(number))


def start(book: Ledger, uploads: Uploads, request: Request) -> int:
    number = jobs.add(book.store, uploads, request, None)
    assert jobs.take_next(book.store, uploads) == number
    return number


def found(book: Ledger, number: int) -> jobs.Job:
    job = jobs.get(book.store, number)
    assert job
    return job


def test_files_are_checked_and_kept(book: Ledger, uploads: Uploads) -> None:
    broken = Sent("file", "broken.pdf", b"%PDF-1.7")
    number = start(book, uploads, Request(files=(*files(2), broken), keep=True))
    work.run(book, uploads, number)
    done = found(book, number)
    assert done.state == "done"
    assert (done.progress.done, done.progress.total) == (3, 3)
    assert [outcome.outcome for outcome in done.progress.outcomes] == ["kept", "kept", ""]
    assert done.progress.outcomes[0].counts["contradicts"] == 1
    again = start(book, uploads, Request(files=files(3), keep=True))
    jobs.report(book.store, again, jobs.Progress(done=1, total=3, stage="looms-1.txt"))
    page = client_of(book).get(f"/jobs/{again}").text
    assert "1 of 3 done" in page
    assert "looms-2.txt" in page
    assert re.search(r"about \d+ seconds? more", page)
    jobs.cancel(book.store, uploads, again, None)
    assert "damaged or cut off" in done.progress.outcomes[2].problem
    assert len(book.releases()) == 2


def test_one_large_draft_is_shown_and_not_kept(book: Ledger, uploads: Uploads) -> None:
    client = client_of(book)
    large = SLIP + "\n\n" + "Nothing is said of looms here. " * (AT_ONCE // 30)
    told = {"csrf": csrf_of(client)}
    landed = client.post("/check", data=told, files={"file": ("large.txt", large.encode())}, follow_redirects=False)
    assert landed.status_code == 303
    number = int(landed.headers["location"].rpartition("/")[2])
    waits = client.get(landed.headers["location"])
    assert waits.headers["refresh"] == "2", "without script, too"
    for words in ("large.txt", "renews itself every 2 seconds", "most take less than a minute"):
        assert words in waits.text
    chinese = client.get(f"{landed.headers['location']}?lang=zh").text
    assert "自动刷新" in chinese
    client.get("/?lang=en")
    assert jobs.take_next(book.store, uploads) == number
    work.run(book, uploads, number)
    page = client.get(f"/jobs/{number}")
    assert 'class="problems"' in page.text
    assert "refresh" not in page.headers
    assert len(book.releases()) == 0


def test_a_large_translation_waits_its_turn_too(book: Ledger, uploads: Uploads) -> None:
    client = client_of(book)
    large = ("Nothing is said of looms here. " * (AT_ONCE // 20)).encode()
    told = {"csrf": csrf_of(client), "text": SLIP}
    answer = client.post("/check", data=told, files={"translation file": ("t.txt", large)}, follow_redirects=False)
    assert answer.status_code == 303, "one limit over all that is sent"
    assert jobs.take_next(book.store, uploads)
    number = int(answer.headers["location"].rpartition("/")[2])
    work.run(book, uploads, number)
    assert 'class="pair"' in client.get(f"/jobs/{number}").text


def test_what_was_sent_is_forgotten_at_the_end(book: Ledger, uploads: Uploads) -> None:
    number = start(book, uploads, Request(files=files(1)))
    before = uploads.size()
    assert before > len(SLIP)
    assert b"looms-0" not in book.store.path.read_bytes(), "uploads stand outside the ledger"
    work.run(book, uploads, number)
    assert uploads.get(found(book, number).files) is None
    cancelled = jobs.add(book.store, uploads, Request(files=files(50)), None)
    jobs.cancel(book.store, uploads, cancelled, None)
    assert uploads.get(found(book, cancelled).files) is None


def test_the_disk_is_given_back(book: Ledger, uploads: Uploads) -> None:
    numbers = []
    for _ in range(PAGES_KEPT + 2):
        numbers.append(start(book, uploads, Request(files=files(1))))
        work.run(book, uploads, numbers[-1])
    client = client_of(book)
    pages = ['class="problems"' in client.get(f"/jobs/{number}").text for number in numbers]
    assert pages == [False] * 2 + [True] * PAGES_KEPT
    assert len(list(uploads.root.glob("job-*"))) == PAGES_KEPT


def test_a_person_has_so_many_jobs_open_and_no_more(book: Ledger, uploads: Uploads) -> None:
    ana, bo = (people.add_person(book.store, name, "reader", PASSWORD) for name in ("ana", "bo"))
    for _ in range(MOST_OPEN):
        jobs.add(book.store, uploads, Request(files=files(1)), ana)
    with pytest.raises(TooManyError, match="open already"):
        jobs.add(book.store, uploads, Request(files=files(1)), ana)
    assert len(list(uploads.root.glob("job-*"))) == MOST_OPEN, "what was refused is not kept"
    assert jobs.add(book.store, uploads, Request(files=files(1)), bo)


def test_nobody_waits_for_all_jobs_of_another(book: Ledger, uploads: Uploads) -> None:
    ana, bo = (people.add_person(book.store, name, "reader", PASSWORD) for name in ("ana", "bo"))

    def add(who: Person) -> int:
        return jobs.add(book.store, uploads, Request(files=files(1)), who)

    of_ana, of_bo = [add(ana) for _ in range(3)], [add(bo), add(bo)]
    turns = [jobs.take_next(book.store, uploads) for _ in range(5)]
    assert turns == [of_ana[0], of_bo[0], of_ana[1], of_bo[1], of_ana[2]]


def test_cancelling_what_is_over_changes_nothing(book: Ledger, uploads: Uploads) -> None:
    number = start(book, uploads, Request(files=files(1)))
    work.run(book, uploads, number)
    client = client_of(book)
    client.post(f"/jobs/{number}/cancel", data={"csrf": csrf_of(client)})
    assert found(book, number).state == "done"
    assert "job cancelled" not in [row["action"] for row in people.audit_log(book.store, limit=10)]


def test_jobs_are_seen_by_their_owner_and_by_editors(book: Ledger, uploads: Uploads) -> None:
    add_people(book)
    client = client_of(book)
    everybody = {person.name: person for person in people.people(book.store)}
    own = jobs.add(book.store, uploads, Request(files=files(1)), everybody["reader"])
    others = jobs.add(book.store, uploads, Request(files=files(1)), everybody["editor"])
    sign_in(client, "reader")
    assert client.get(f"/jobs/{own}").status_code == 200
    assert client.get(f"/jobs/{others}").status_code == 404
    assert client.post(f"/jobs/{others}/cancel", data={"csrf": csrf_of(client)}).status_code == 404
    sign_in(client, "editor")
    assert f'href="/jobs/{own}"' in client.get("/jobs").text
    client.post(f"/jobs/{own}/cancel", data={"csrf": csrf_of(client)})
    assert found(book, own).state == "cancelled"
    assert [row["name"] for row in people.audit_log(book.store, limit=1)] == ["editor"]


def test_a_full_folder_takes_nothing_more(book: Ledger, uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tallystick.web.uploads.LARGEST", 10_000)
    client = client_of(book)
    told = {"csrf": csrf_of(client)}
    sent = {"file": ("large.txt", b"Nothing is said of looms here. " * (AT_ONCE // 30))}
    answer = client.post("/check", data=told, files=sent)
    assert answer.status_code == 422
    assert "too much waits" in answer.text


def test_a_job_of_an_earlier_version_fails_with_its_reason(book: Ledger, uploads: Uploads) -> None:
    from sqlalchemy import insert

    from tallystick.ledger.desk_schema import job

    row = {"kind": "check", "state": "waiting", "request": "eJw=", "result": "{}", "created_at": "2026-01-01T00:00:00"}
    with book.store.writing() as connection:
        number = connection.execute(insert(job).returning(job.c.key), row).scalar_one()
    jobs.take_up(book.store, uploads)
    assert found(book, number).state == "failed"
    assert "send it again" in client_of(book).get(f"/jobs/{number}").text


def test_a_stranger_sees_no_job(stranger: TestClient) -> None:
    assert stranger.get("/jobs/1").status_code == 401
