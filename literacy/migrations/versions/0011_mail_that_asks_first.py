"""Mail that asks first"""

from alembic import op
import sqlalchemy as sa


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'news_answer',
        sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('kind', sa.String(length=10), nullable=False),
        sa.Column('wanted', sa.Boolean(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('teams')", name=op.f('ck_news_answer_kind')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_news_answer_person_id_person'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('person_id', 'kind', name=op.f('pk_news_answer')),
    )
    # Managers who stopped the digest have said no already, and are not asked again.
    op.execute(
        "insert into news_answer (person_id, kind, wanted, at) "
        "select stopped_news.person_id, 'teams', false, stopped_news.at from stopped_news "
        "join person on person.id = stopped_news.person_id "
        "where stopped_news.kind = 'digest' and person.role = 'manager'"
    )


def downgrade() -> None:
    op.drop_table('news_answer')
