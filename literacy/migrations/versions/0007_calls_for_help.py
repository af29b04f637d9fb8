"""Calls for help"""

from alembic import op
import sqlalchemy as sa


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('help_call',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('helper_id', sa.Integer(), nullable=False),
    sa.Column('lesson', sa.String(length=80), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ending', sa.String(length=10), nullable=True),
    sa.CheckConstraint('person_id <> helper_id', name=op.f('ck_help_call_somebody_else')),
    sa.CheckConstraint("ending in ('withdrawn', 'helped')", name=op.f('ck_help_call_ending')),
    sa.CheckConstraint('(ended_at is null) = (ending is null)', name=op.f('ck_help_call_ended_somehow')),
    sa.CheckConstraint("ended_at is null or note = ''", name=op.f('ck_help_call_note_goes')),
    sa.ForeignKeyConstraint(['helper_id'], ['person.id'], name=op.f('fk_help_call_helper_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_help_call_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_help_call'))
    )
    with op.batch_alter_table('help_call', schema=None) as batch_op:
        batch_op.create_index('ix_help_call_helper_id_ended_at', ['helper_id', 'ended_at'], unique=False)
        batch_op.create_index('ix_help_call_person_id_at', ['person_id', 'at'], unique=False)
        batch_op.create_index('uq_help_call_open', ['person_id'], unique=True, sqlite_where=sa.text('ended_at is null'), postgresql_where=sa.text('ended_at is null'))


def downgrade() -> None:
    op.drop_table('help_call')
