"""Term requests"""

from alembic import op
import sqlalchemy as sa


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def _votes():
    """SQLite makes a changed table anew, and with the old one go the rows that refer to it."""
    if op.get_bind().dialect.name != 'sqlite':
        return []
    return [dict(row) for row in op.get_bind().execute(sa.text('SELECT * FROM term_request_vote')).mappings()]


def _put_back(votes) -> None:
    for vote in votes:
        op.get_bind().execute(sa.text(
            'INSERT OR IGNORE INTO term_request_vote (id, request_id, person_id, at)'
            ' VALUES (:id, :request_id, :person_id, :at)'), vote)


def upgrade() -> None:
    votes = _votes()
    with op.batch_alter_table('term_request') as batch_op:
        batch_op.add_column(sa.Column('slug', sa.String(length=80), server_default='', nullable=False))
        batch_op.add_column(sa.Column('reason', sa.String(length=500), server_default='', nullable=False))
        batch_op.add_column(sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('settled_by', sa.Integer(), nullable=True))
        batch_op.drop_constraint(op.f('ck_term_request_status'), type_='check')
        batch_op.create_check_constraint(op.f('ck_term_request_status'), "status in ('open', 'accepted', 'answered', 'merged', 'declined')")
        batch_op.create_foreign_key(op.f('fk_term_request_settled_by'), 'person', ['settled_by'], ['id'], ondelete='SET NULL')
        batch_op.create_index('ix_term_request_slug', ['slug'])
    _put_back(votes)
    # Two people who asked at the same moment before this index existed share one request from now on.
    op.execute(sa.text("""
        UPDATE term_request SET status = 'declined', reason = 'Joined with an earlier request.'
        WHERE status = 'open' AND id > (
            SELECT min(other.id) FROM term_request AS other
            WHERE other.word_key = term_request.word_key AND other.status = 'open')
    """))
    waiting = sa.text("status in ('open', 'accepted')")
    op.create_index('uq_term_request_waiting', 'term_request', ['word_key'], unique=True,
                    sqlite_where=waiting, postgresql_where=waiting)


def downgrade() -> None:
    votes = _votes()
    op.drop_index('uq_term_request_waiting', table_name='term_request')
    op.execute(sa.text("UPDATE term_request SET status = 'open' WHERE status = 'accepted'"))
    op.execute(sa.text("UPDATE term_request SET status = 'answered' WHERE status = 'merged'"))
    with op.batch_alter_table('term_request') as batch_op:
        batch_op.drop_index('ix_term_request_slug')
        batch_op.drop_constraint(op.f('fk_term_request_settled_by'), type_='foreignkey')
        batch_op.drop_constraint(op.f('ck_term_request_status'), type_='check')
        batch_op.create_check_constraint(op.f('ck_term_request_status'), "status in ('open', 'answered', 'declined')")
        batch_op.drop_column('settled_by')
        batch_op.drop_column('settled_at')
        batch_op.drop_column('reason')
        batch_op.drop_column('slug')
    _put_back(votes)
