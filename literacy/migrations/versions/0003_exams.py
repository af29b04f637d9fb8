"""Exams"""

from alembic import op
import sqlalchemy as sa


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'question_edition',
        sa.Column('digest', sa.String(length=32), nullable=False),
        sa.Column('lesson', sa.String(length=80), nullable=False),
        sa.Column('item', sa.String(length=80), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('source', sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint('digest', name=op.f('pk_question_edition')),
    )
    # Columns are added in place: a table that is copied anew would take its answers along.
    op.add_column('attempt', sa.Column('stands_for', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('attempt', sa.Column('lesson_version', sa.Integer(), server_default='1', nullable=False))
    with op.batch_alter_table('quiz_answer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('edition', sa.String(length=32), nullable=True))
        batch_op.alter_column('item', existing_type=sa.String(length=80), type_=sa.String(length=160), existing_nullable=False)
        batch_op.create_foreign_key(op.f('fk_quiz_answer_edition'), 'question_edition', ['edition'], ['digest'], ondelete='SET NULL')
    op.create_table(
        'question_report',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('lesson', sa.String(length=80), nullable=False),
        sa.Column('item', sa.String(length=80), nullable=False),
        sa.Column('item_version', sa.Integer(), nullable=False),
        sa.Column('edition', sa.String(length=32), nullable=True),
        sa.Column('answer', sa.JSON(), nullable=False),
        sa.Column('said', sa.String(length=1000), nullable=False),
        sa.Column('comment', sa.String(length=1000), nullable=False),
        sa.Column('state', sa.String(length=8), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('reply', sa.String(length=1000), nullable=False),
        sa.Column('replied_by', sa.Integer(), nullable=True),
        sa.Column('replied_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('new', 'answered', 'closed')", name=op.f('ck_question_report_state')),
        sa.CheckConstraint("state <> 'answered' or reply <> ''", name=op.f('ck_question_report_reply')),
        sa.ForeignKeyConstraint(['edition'], ['question_edition.digest'], name=op.f('fk_question_report_edition'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_question_report_person_id'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['replied_by'], ['person.id'], name=op.f('fk_question_report_replied_by'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_question_report')),
        sa.UniqueConstraint('person_id', 'lesson', 'item', 'item_version', name=op.f('uq_question_report_person_id_lesson_item_item_version')),
    )
    op.create_index('ix_question_report_state_at', 'question_report', ['state', 'at'], unique=False)


def downgrade() -> None:
    op.drop_table('question_report')
    with op.batch_alter_table('quiz_answer', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('fk_quiz_answer_edition'), type_='foreignkey')
        batch_op.alter_column('item', existing_type=sa.String(length=160), type_=sa.String(length=80), existing_nullable=False)
        batch_op.drop_column('edition')
    op.drop_column('attempt', 'lesson_version')
    op.drop_column('attempt', 'stands_for')
    op.drop_table('question_edition')
