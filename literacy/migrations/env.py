"""Alembic's entry: it runs on the connection it is given, inside that connection's transaction."""

from alembic import context

from literacy.migrations.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
