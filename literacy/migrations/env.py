"""Alembic's entry: it runs on the connection it is given, inside that connection's transaction."""

from typing import Any, Literal

from alembic import context

from literacy.lib.db import Moment
from literacy.migrations.tables import METADATA


def plainly(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A migration names plain types, so that it stands when the program's own types move."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=plainly,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
