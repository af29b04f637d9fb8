"""Terms"""

from alembic import op
import sqlalchemy as sa


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('edition',
    sa.Column('name', sa.String(length=20), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.CheckConstraint('number >= 1', name=op.f('ck_edition_number')),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_edition'))
    )
    op.create_table('term_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('based_on', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_term_draft_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_term_draft')),
    sa.UniqueConstraint('person_id', 'slug', name=op.f('uq_term_draft_person_id_slug'))
    )
    op.create_table('term_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('why', sa.String(length=500), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('based_on', sa.Integer(), nullable=True),
    sa.CheckConstraint("state in ('starter', 'draft', 'in-review', 'published', 'dropped', 'retired')", name=op.f('ck_term_revision_state')),
    sa.CheckConstraint('number >= 1', name=op.f('ck_term_revision_number')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_term_revision_person_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_term_revision')),
    sa.UniqueConstraint('slug', 'number', name=op.f('uq_term_revision_slug_number'))
    )
    op.create_index('ix_term_revision_state_slug_number', 'term_revision', ['state', 'slug', 'number'])
    op.create_table('term_approval',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('side', sa.String(length=10), nullable=False),
    sa.Column('restatement', sa.Text(), nullable=False),
    sa.Column('checked_facts', sa.Boolean(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("side in ('marketing', 'it')", name=op.f('ck_term_approval_side')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_term_approval_person_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['revision_id'], ['term_revision.id'], name=op.f('fk_term_approval_revision_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_term_approval')),
    sa.UniqueConstraint('revision_id', 'person_id', name=op.f('uq_term_approval_revision_id_person_id'))
    )
    op.create_table('term_comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('field', sa.String(length=20), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_term_comment_person_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['revision_id'], ['term_revision.id'], name=op.f('fk_term_comment_revision_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_term_comment'))
    )
    op.create_index('ix_term_comment_revision_id', 'term_comment', ['revision_id'])


def downgrade() -> None:
    op.drop_table('term_comment')
    op.drop_table('term_approval')
    op.drop_table('term_revision')
    op.drop_table('term_draft')
    op.drop_table('edition')
