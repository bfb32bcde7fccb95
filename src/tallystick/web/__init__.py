"""The web desk: releases, figures, series and checks in a browser, over a ledger.

    from tallystick.ledger import Ledger
    from tallystick.web.app import make_app
    from tallystick.web.desk import Desk, Settings

    app = make_app(Desk(Ledger("tallystick.db"), Settings()))      # an ASGI application

One module per page in `pages/`, one per resource in `api/`. What several need: `desk` (the ledger and what stands
around it), `queries` (lists of the ledger, page by page), `guard` (who asks and what they may), `rendering`
(templates and their words), `fragments` (rendered parts, kept until the ledger changes).
"""
