"""Steps from each version of the schema to the next, taken by Alembic inside the caller's transaction."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Connection, text

from tallystick.ledger.views import statements_to_drop_views, statements_to_make_views


def migrate(connection: Connection, to: str = "head") -> None:
    """Take all steps up to a version; the views are made anew at the end."""
    from alembic import command
    from alembic.config import Config

    for statement in statements_to_drop_views():
        connection.execute(text(statement))
    config = Config()
    config.set_main_option("script_location", str(files("tallystick.ledger.migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    for statement in statements_to_make_views():
        connection.exec_driver_sql(statement)
