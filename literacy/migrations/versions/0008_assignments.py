"""Assignments"""

from alembic import op
import sqlalchemy as sa


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nothing refers to an assignment, so the table is made anew with the rows it held.
    held = _rows("SELECT * FROM assignment ORDER BY id")
    op.drop_table('assignment')
    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=140), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('module', sa.String(length=80), nullable=True),
    sa.Column('path', sa.String(length=80), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('joiner_days', sa.Integer(), nullable=False),
    sa.Column('why', sa.String(length=200), nullable=False),
    sa.Column('set_by', sa.Integer(), nullable=True),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.Integer(), nullable=True),
    sa.CheckConstraint('(module is null) <> (path is null)', name=op.f('ck_assignment_module_or_path')),
    sa.CheckConstraint('joiner_days between 1 and 730', name=op.f('ck_assignment_joiner_days')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_assignment_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['set_by'], ['person.id'], name=op.f('fk_assignment_set_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_assignment_team_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['withdrawn_by'], ['person.id'], name=op.f('fk_assignment_withdrawn_by'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment')),
    sa.UniqueConstraint('key', name=op.f('uq_assignment_key'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index('ix_assignment_team_id', ['team_id'], unique=False)
        batch_op.create_index('ix_assignment_person_id', ['person_id'], unique=False)
    for row in held:
        _insert("assignment", _COMMON | {"key": ":key", "joiner_days": "30"}, {**row, "key": _key(row)})

    op.create_table('nudge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('sent_by', sa.Integer(), nullable=True),
    sa.Column('week', sa.String(length=8), nullable=False),
    sa.Column('words', sa.String(length=500), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_nudge_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sent_by'], ['person.id'], name=op.f('fk_nudge_sent_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_nudge_team_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nudge')),
    sa.UniqueConstraint('person_id', 'week', name=op.f('uq_nudge_person_id_week'))
    )
    # Plain ALTER TABLE and an index: making the table anew would take away what refers to people.
    op.add_column('person', sa.Column('external_id', sa.String(length=80), nullable=True))
    op.create_index('uq_person_external_id', 'person', ['external_id'], unique=True)


def downgrade() -> None:
    op.drop_index('uq_person_external_id', table_name='person')
    op.execute("ALTER TABLE person DROP COLUMN external_id")
    op.drop_table('nudge')
    # What the older program can't say is left out: paths, asks of everybody, of joiners, taken back.
    held = _rows(
        "SELECT * FROM assignment WHERE module IS NOT NULL AND due_on IS NOT NULL"
        " AND withdrawn_at IS NULL AND (team_id IS NULL) <> (person_id IS NULL) ORDER BY id"
    )
    op.drop_table('assignment')
    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('module', sa.String(length=80), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('why', sa.String(length=200), nullable=False),
    sa.Column('set_by', sa.Integer(), nullable=True),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(team_id is null) <> (person_id is null)', name=op.f('ck_assignment_team_or_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_assignment_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['set_by'], ['person.id'], name=op.f('fk_assignment_set_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_assignment_team_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment')),
    sa.UniqueConstraint('person_id', 'module', name=op.f('uq_assignment_person_id_module')),
    sa.UniqueConstraint('team_id', 'module', name=op.f('uq_assignment_team_id_module'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index('ix_assignment_module', ['module'], unique=False)
    for row in held:
        _insert("assignment", _COMMON, row)


_COMMON = {
    name: f":{name}"
    for name in ("team_id", "person_id", "module", "due_on", "why", "set_by", "set_at")
}


def _rows(statement: str) -> list[dict]:
    return [dict(row) for row in op.get_bind().execute(sa.text(statement)).mappings()]


def _insert(table: str, columns: dict[str, str], values: dict) -> None:
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(columns.values())})"
    named = {each[1:] for each in columns.values() if each.startswith(":")}
    op.get_bind().execute(sa.text(statement), {name: values[name] for name in named})


def _key(row: dict) -> str:
    audience = f"team:{row['team_id']}" if row["team_id"] else f"person:{row['person_id']}"
    return f"{audience}/module:{row['module']}"
