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


def downgrade() -> None:
    with op.batch_alter_table('quiz_answer', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('fk_quiz_answer_edition'), type_='foreignkey')
        batch_op.alter_column('item', existing_type=sa.String(length=160), type_=sa.String(length=80), existing_nullable=False)
        batch_op.drop_column('edition')
    op.drop_column('attempt', 'lesson_version')
    op.drop_column('attempt', 'stands_for')
    op.drop_table('question_edition')
