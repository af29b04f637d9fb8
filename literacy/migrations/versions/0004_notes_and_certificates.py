"""Notes and certificates"""

from alembic import op
import sqlalchemy as sa


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        'person', sa.Column('zone', sa.String(length=64), nullable=False, server_default='')
    )
    op.create_table('quiet_hours',
    sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('begin_hour', sa.Integer(), nullable=False),
    sa.Column('end_hour', sa.Integer(), nullable=False),
    sa.CheckConstraint('begin_hour between 0 and 23', name=op.f('ck_quiet_hours_begin_hour')),
    sa.CheckConstraint('end_hour between 0 and 23', name=op.f('ck_quiet_hours_end_hour')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_quiet_hours_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_quiet_hours'))
    )
    op.create_table('stopped_news',
    sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind in ('reminder', 'review', 'deadline', 'digest', 'request')", name=op.f('ck_stopped_news_kind')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_stopped_news_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'kind', name=op.f('pk_stopped_news'))
    )
    op.create_table('news_mail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('key', sa.String(length=115), nullable=False),
    sa.Column('leaves_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_news_mail_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_news_mail')),
    sa.UniqueConstraint('key', name=op.f('uq_news_mail_key'))
    )
    op.create_index('ix_news_mail_person_id_leaves_at', 'news_mail', ['person_id', 'leaves_at'], unique=False)

    op.create_table('reminder_look',
    sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reminder_look_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_reminder_look'))
    )

    op.create_table('note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('lesson', sa.String(length=80), nullable=False),
    sa.Column('anchor', sa.String(length=120), nullable=False),
    sa.Column('section', sa.String(length=200), nullable=False),
    sa.Column('quote', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('length(text) <= 4000', name=op.f('ck_note_text')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_note_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note')),
    sa.UniqueConstraint('person_id', 'lesson', 'anchor', name=op.f('uq_note_person_id_lesson_anchor'))
    )
    op.create_index('ix_note_person_id_updated_at', 'note', ['person_id', 'updated_at'], unique=False)

    op.create_table('certificate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=43), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('of', sa.String(length=80), nullable=False),
    sa.Column('number', sa.String(length=4), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('course_version', sa.String(length=64), nullable=False),
    sa.Column('earned_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_certificate_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate')),
    sa.UniqueConstraint('person_id', 'of', name=op.f('uq_certificate_person_id_of')),
    sa.UniqueConstraint('token', name=op.f('uq_certificate_token'))
    )


def downgrade() -> None:
    op.drop_table('certificate')
    op.drop_table('note')
    op.drop_table('reminder_look')
    op.drop_table('news_mail')
    op.drop_table('stopped_news')
    op.drop_table('quiet_hours')
    with op.batch_alter_table('person') as batch_op:
        batch_op.drop_column('zone')
