"""Searches"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from literacy.lib.db import Moment


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'search_edition',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=10), nullable=False),
        sa.Column('digest', sa.String(length=64), nullable=False),
        sa.Column('built_at', Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_search_edition')),
        sa.UniqueConstraint('kind', 'digest', name=op.f('uq_search_edition_kind_digest')),
    )
    op.create_table(
        'search_passage',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('edition_id', sa.Integer(), nullable=False),
        sa.Column('ref', sa.String(length=160), nullable=False),
        sa.Column('anchor', sa.String(length=200), nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('names', sa.Text(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('words', sa.Text().with_variant(TSVECTOR(), 'postgresql'), nullable=True),
        sa.ForeignKeyConstraint(['edition_id'], ['search_edition.id'], name=op.f('fk_search_passage_edition_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_search_passage')),
    )
    op.create_index('ix_search_passage_edition_id', 'search_passage', ['edition_id'])
    op.create_table(
        'missed_search',
        sa.Column('words', sa.String(length=60), nullable=False),
        sa.Column('times', sa.Integer(), nullable=False),
        sa.Column('first_on', sa.Date(), nullable=False),
        sa.Column('last_on', sa.Date(), nullable=False),
        sa.CheckConstraint('times > 0', name=op.f('ck_missed_search_times')),
        sa.PrimaryKeyConstraint('words', name=op.f('pk_missed_search')),
    )
    op.create_table(
        'company_note',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('about', sa.String(length=6), nullable=False),
        sa.Column('ref', sa.String(length=80), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('at', Moment(timezone=True), nullable=False),
        sa.CheckConstraint("about in ('term', 'lesson')", name=op.f('ck_company_note_about')),
        sa.CheckConstraint('number > 0', name=op.f('ck_company_note_number')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_company_note_person_id'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_company_note')),
        sa.UniqueConstraint('about', 'ref', 'number', name=op.f('uq_company_note_about_ref_number')),
    )
    op.create_table(
        'term_vote',
        sa.Column('slug', sa.String(length=80), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('why', sa.String(length=200), nullable=False),
        sa.Column('at', Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_term_vote_person_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('slug', 'person_id', name=op.f('pk_term_vote')),
    )
    op.create_table(
        'term_opening',
        sa.Column('slug', sa.String(length=80), nullable=False),
        sa.Column('last_on', sa.Date(), nullable=False),
        sa.Column('days', sa.Integer(), nullable=False),
        sa.CheckConstraint('days > 0', name=op.f('ck_term_opening_days')),
        sa.PrimaryKeyConstraint('slug', name=op.f('pk_term_opening')),
    )
    op.create_table(
        'term_seen',
        sa.Column('slug', sa.String(length=80), nullable=False),
        sa.Column('digest', sa.String(length=64), nullable=False),
        sa.Column('seen_at', Moment(timezone=True), nullable=False),
        sa.Column('changed_at', Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('slug', name=op.f('pk_term_seen')),
    )


def downgrade() -> None:
    op.drop_table('term_seen')
    op.drop_table('term_opening')
    op.drop_table('term_vote')
    op.drop_table('company_note')
    op.drop_table('missed_search')
    op.execute('DROP TABLE IF EXISTS search_words')
    op.drop_table('search_passage')
    op.drop_table('search_edition')
