"""Summaries"""

from alembic import op
import sqlalchemy as sa


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'team_summary',
        sa.Column('team_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('module', sa.String(length=80), nullable=False),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('done', sa.Integer(), nullable=False),
        sa.Column('begun', sa.Integer(), nullable=False),
        sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('done >= 0 and begun >= 0 and done + begun <= people', name=op.f('ck_team_summary_counts')),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_team_summary_team_id_team'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('team_id', 'module', name=op.f('pk_team_summary')),
    )
    op.create_index('ix_team_summary_made_at', 'team_summary', ['made_at'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_team_summary_made_at', table_name='team_summary')
    op.drop_table('team_summary')
