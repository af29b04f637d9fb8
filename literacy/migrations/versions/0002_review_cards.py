"""Review cards"""

from alembic import op
import sqlalchemy as sa


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("item_version", sa.Integer(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("correct", sa.Boolean(), nullable=False),
        sa.Column("dont_know", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.String(length=8), nullable=True),
        sa.Column("quick", sa.Boolean(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "confidence is null or confidence in ('guessing', 'fairly', 'certain')",
            name=op.f("ck_review_answer_confidence"),
        ),
        sa.CheckConstraint(
            "origin in ('quiz', 'exam', 'review')", name=op.f("ck_review_answer_origin")
        ),
        sa.CheckConstraint("rating in (1, 2, 3, 4)", name=op.f("ck_review_answer_rating")),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_review_answer_turn")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_review_answer_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_answer")),
        sa.UniqueConstraint("key", name=op.f("uq_review_answer_key")),
        sa.UniqueConstraint(
            "person_id", "subject", "turn", name=op.f("uq_review_answer_person_id_subject_turn")
        ),
    )
    op.create_index("ix_review_answer_person_id_at", "review_answer", ["person_id", "at"])
    op.create_table(
        "review_card",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("sure_and_wrong", sa.Boolean(), nullable=False),
        sa.CheckConstraint("rating in (1, 2, 3, 4)", name=op.f("ck_review_card_rating")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_review_card_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "subject", name=op.f("pk_review_card")),
    )
    with op.batch_alter_table("check_answer") as batch_op:
        batch_op.add_column(sa.Column("confidence", sa.String(length=8), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_check_answer_confidence"),
            "confidence is null or confidence in ('guessing', 'fairly', 'certain')",
        )


def downgrade() -> None:
    with op.batch_alter_table("check_answer") as batch_op:
        batch_op.drop_constraint(op.f("ck_check_answer_confidence"), type_="check")
        batch_op.drop_column("confidence")
    op.drop_table("review_card")
    op.drop_table("review_answer")
