"""What became of each: editors link and take back, readers look, and nothing a stranger wrote runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tallystick.ledger import Ledger
from tallystick.pipeline import read_text
from tests.web.building import client_of, csrf_of

PLAN = "Report on 2022\n\nDemand for bread remains weak. We will stabilise retail sales of consumer goods."
AFTER = "Report on 2023\n\nRetail sales of consumer goods rose by 3% in 2023."


def test_an_editor_says_what_became_of_a_statement_and_takes_it_back(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.db")
    for text, day in ((PLAN, date(2022, 3, 5)), (AFTER, date(2024, 1, 5))):
        ledger.keep(read_text(text, released=day, reader="fast"), original=text.encode())
    client = client_of(ledger)
    plan = ledger.followed(kind="commitment")[0]
    page = client.get("/followed?lang=en").text
    assert "Demand for bread remains weak." in page
    assert "stabilise retail sales" in client.get(f"/releases/{plan.release}").text
    assert "Demand" not in client.get("/followed?kind=commitment").text
    page = client.get(f"/followed/{plan.id}").text
    assert "Retail sales of consumer goods rose by 3% in 2023." in page
    [figure] = [one.id for one in ledger.suggestions(plan.id)]
    sent = {"csrf": csrf_of(client), "outcome": "kept", "later": figure, "reason": "=sales <i>rose</i>"}
    assert client.post(f"/followed/{plan.id}", data=sent | {"reason": " "}).status_code == 422
    assert client.post(f"/followed/{plan.id}", data=sent | {"later": "x:s1"}).status_code == 422
    assert client.post(f"/followed/{plan.id}", data=sent, follow_redirects=False).status_code == 303
    page = client.get(f"/followed/{plan.id}?lang=zh").text
    assert "已完成" in page
    assert "=sales &lt;i&gt;rose&lt;/i&gt;" in page
    number = str(ledger.followed(outcome="kept")[0].history[0].number)
    undone = {"csrf": csrf_of(client), "decision": number}
    assert client.post(f"/followed/{plan.id}/undo", data=undone, follow_redirects=False).status_code == 303
    assert client.post(f"/followed/{plan.id}/undo", data=undone).status_code == 404
    assert not ledger.followed(outcome="kept")
    assert client.get("/followed/nothing:s1").status_code == 404
