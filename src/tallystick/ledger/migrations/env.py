"""Alembic's way in: it runs on the connection, and in the transaction, that `migrate` hands it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
