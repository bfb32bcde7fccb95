"""Adding a release in the browser: looked at first, then kept as it was put right; what is kept already is told."""

from __future__ import annotations

from tallystick.ledger import Ledger
from tallystick.web import jobs, work
from tallystick.web.uploads import Uploads
from tests.web.building import add_people, client_of, csrf_of, sign_in

TEXT = "Looms in May\n\nIn May 2022, the output of looms increased by 9.6% over the same month of 2021.\n"


def test_it_is_looked_at_put_right_and_kept(ledger: Ledger) -> None:
    client = client_of(ledger)
    form = {"csrf": csrf_of(client, "/releases/add"), "text": TEXT}
    assert client.post("/releases/add", data=form | {"text": " "}).status_code == 422
    page = client.post("/releases/add?lang=en", data=form).text
    assert "The text tells no day" in page
    assert "guessed from the text" in page
    assert len(ledger.releases()) == 1  # nothing is kept by looking
    told = {name: page.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("held", "sign")}
    right = form | told | {"released": "2022-06-15", "publisher": "Bureau <of> Looms", "spoken": "en"}
    assert client.post("/releases/add/keep", data=right | {"sign": "0" * 64}).status_code == 403
    assert client_of(ledger).post("/releases/add/keep", data=right).status_code == 403
    answer = client.post("/releases/add/keep", data=right, follow_redirects=False)
    assert answer.headers["location"] == "/jobs/1"
    uploads = Uploads.beside(ledger.store)
    number = jobs.take_next(ledger.store, uploads)
    assert number == 1
    work.run(ledger, uploads, number)
    kept = next(one for one in ledger.releases() if one.title == "Looms in May")
    assert (kept.published, kept.publisher, kept.language) == ("2022-06-15", "Bureau <of> Looms", "en")
    assert f"/releases/{kept.release_id}" in client.get("/jobs/1").text
    assert client.post("/releases/add/keep", data=right).status_code == 400  # what was held is gone
    again = client.post("/releases/add?lang=en", data=form).text
    assert "Kept already" in again
    assert "/releases/add/keep" not in again
    changed = {"text": TEXT.replace("9.6", "9.7"), "publisher": kept.publisher, "released": "2022-06-15"}
    assert "new edition" in client.post("/releases/add?lang=en", data=form | changed).text
    french = (
        "La production a augmenté de 9,6 % sur un an, selon les chiffres publiés par le bureau des statistiques. " * 9
    )
    refused = client.post("/releases/add?lang=zh", data=form | {"text": french})
    assert refused.status_code == 422
    assert "所用语言" in refused.text


def test_readers_add_nothing(ledger: Ledger) -> None:
    add_people(ledger)
    client = client_of(ledger)
    sign_in(client, "reader")
    assert client.get("/releases/add").status_code == 403
    assert "/releases/add" not in client.get("/releases").text
