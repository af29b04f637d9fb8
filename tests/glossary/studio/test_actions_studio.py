"""Moving a term on: who may, what is refused, what stays, and what readers get."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from literacy.audit.models import AuditEntry
from literacy.glossary.studio import queries
from literacy.glossary.studio.actions import drafts, review
from literacy.glossary.studio.models import TermRevision
from literacy.glossary.studio.overlay import overlaid
from literacy.glossary.studio.wording import of_term
from literacy.glossary.studio.workflow import Stage, State
from literacy.lib.errors import Conflict, Forbidden, Invalid, NotFound
from tests import make
from tests.glossary.studio.desk import GOOD, Desk, wording


def in_force(desk: Desk, slug: str) -> str:
    """The definition that readers get."""
    with desk.database.reading() as session:
        course = overlaid(desk.course, queries.published(session), 1)
    term = course.terms.get(slug)
    return term.definition if term else ""


def test_a_term_goes_from_draft_to_readers(desk: Desk) -> None:
    slug = desk.reviewed()
    before = in_force(desk, slug)

    edition = desk.publish(slug)

    assert (before, in_force(desk, slug)) == ("", GOOD.definition)
    assert edition == 1
    assert desk.history(slug).stage is Stage.PUBLISHED


def test_a_publication_is_in_the_audit_log(desk: Desk) -> None:
    desk.publish(desk.reviewed())

    with desk.database.reading() as session:
        noted = session.execute(select(AuditEntry.action, AuditEntry.subject)).all()
    assert ("term.published", "term:dark-funnel") in noted


def test_a_name_that_is_taken_begins_no_second_term(desk: Desk) -> None:
    desk.begin()

    with pytest.raises(Conflict, match="There is a draft"):
        desk.begin(by=desk.olga)
    with pytest.raises(Conflict, match="in the glossary already"):
        desk.begin(term="Cookie")


@pytest.mark.parametrize("term", ["", "  ", "!!!", "中文"])
def test_a_term_needs_a_name_that_makes_an_address(desk: Desk, term: str) -> None:
    with pytest.raises(Invalid):
        desk.begin(term=term)


@pytest.mark.parametrize("term", ["Request", "new"])
def test_an_address_of_the_site_is_no_term(desk: Desk, term: str) -> None:
    with pytest.raises(Conflict):
        desk.begin(term=term)


def test_a_draft_that_breaks_a_rule_is_not_reviewed(desk: Desk) -> None:
    slug = desk.begin(definition="word " * 31)

    with pytest.raises(Invalid, match="31 words"):
        desk.submit(slug)


def test_a_draft_may_be_as_unfinished_as_it_is(desk: Desk) -> None:
    slug = desk.begin(definition="", why="", related=())

    assert desk.history(slug).newest.state is State.DRAFT


def test_two_approvals_come_from_two_sides(desk: Desk) -> None:
    slug = desk.begin()
    desk.submit(slug)

    with pytest.raises(Conflict, match="own words"):
        desk.publish(slug)
    desk.restate(slug)
    with pytest.raises(Conflict, match="Somebody in IT"):
        desk.publish(slug)
    desk.approve(slug)
    desk.publish(slug)

    assert in_force(desk, slug) == GOOD.definition


def test_nobody_approves_their_own(desk: Desk) -> None:
    slug = desk.begin()
    desk.submit(slug)
    desk.restate(slug)

    with pytest.raises(Forbidden, match="You wrote this one"):
        desk.approve(slug, by=desk.ivan)


def test_it_checks_what_a_marketer_said_and_so_comes_second(desk: Desk) -> None:
    slug = desk.begin()
    desk.submit(slug)

    with pytest.raises(Conflict, match="Those come first"):
        desk.approve(slug)


def test_facts_are_checked_by_name(desk: Desk) -> None:
    slug = desk.begin(facts=("reload-keeps-fresh",))
    desk.submit(slug)
    desk.restate(slug)

    with pytest.raises(Invalid, match="dated facts"):
        desk.approve(slug)
    desk.approve(slug, checked_facts=True)
    desk.publish(slug)

    assert desk.history(slug).newest.wording.review_by == "2027-05-21"


@pytest.mark.parametrize(
    "text", ["", "   ", "Data for tools.", GOOD.definition, GOOD.definition.upper() + " Yes."]
)
def test_a_restatement_is_a_sentence_in_own_words(desk: Desk, text: str) -> None:
    slug = desk.begin()
    desk.submit(slug)

    with pytest.raises(Invalid):
        desk.restate(slug, text)


def test_each_side_has_its_own_step(desk: Desk) -> None:
    slug = desk.begin()
    desk.submit(slug)

    with pytest.raises(Forbidden):
        desk.restate(slug, by=desk.olga)
    with pytest.raises(Forbidden):
        desk.approve(slug, by=desk.maya)


def test_saying_yes_twice_counts_once(desk: Desk) -> None:
    slug = desk.begin()
    desk.submit(slug)
    desk.restate(slug)

    with pytest.raises(Conflict, match="already"):
        desk.restate(slug)


def test_a_changed_text_needs_new_approvals(desk: Desk) -> None:
    slug = desk.reviewed()
    desk.save(slug, wording(why="It is why figures differ."), based_on=desk.number(slug))
    desk.submit(slug)

    with pytest.raises(Conflict, match="own words"):
        desk.publish(slug)


def test_one_approval_is_enough_for_a_small_company(desk: Desk) -> None:
    slug = desk.begin()

    desk.publish(slug, needed=1)

    assert in_force(desk, slug) == GOOD.definition


def test_a_draft_alone_is_not_published_where_two_are_asked_for(desk: Desk) -> None:
    with pytest.raises(Conflict, match="Send the draft for review"):
        desk.publish(desk.begin(), needed=2)


def test_what_changed_meanwhile_is_not_published_unread(desk: Desk) -> None:
    slug = desk.begin()
    seen = desk.number(slug)
    desk.save(slug, wording(why="Another reason."), based_on=seen, by=desk.olga)

    refused = pytest.raises(Conflict, match="Olga Berg changed this term")
    with refused, desk.database.transaction() as saving:
        ivan = make.viewer(desk.ivan)
        drafts.submit(saving, ivan, slug, number=seen, base=desk.course, now=make.NOW)


def test_a_term_is_sent_back_with_a_reason_that_stays(desk: Desk) -> None:
    slug = desk.begin()
    desk.submit(slug)

    with desk.database.transaction() as saving:
        review.send_back(
            saving,
            make.viewer(desk.maya),
            slug,
            number=desk.number(slug),
            why="What is a tool?",
            base=desk.course,
            now=make.NOW,
        )

    assert desk.history(slug).newest.state is State.DRAFT
    assert desk.history(slug).newest.why == "Sent back: What is a tool?"
    with desk.database.reading() as session:
        assert [each.text for each in queries.comments(session, slug)] == ["What is a tool?"]


def test_who_sends_back_has_written_nothing(desk: Desk) -> None:
    slug = desk.begin()
    desk.submit(slug)
    with desk.database.transaction() as saving:
        review.send_back(
            saving,
            make.viewer(desk.maya),
            slug,
            number=desk.number(slug),
            why="What is a tool?",
            base=desk.course,
            now=make.NOW,
        )

    assert desk.history(slug).writers == {desk.ivan.id}


def test_revising_keeps_what_readers_have_until_it_is_approved(desk: Desk) -> None:
    starter = of_term(desk.course.terms["cookie"])

    desk.save("cookie", replace(starter, say="kooky"), based_on=1)

    assert desk.history("cookie").stage is Stage.REVISING
    assert in_force(desk, "cookie") == starter.definition
    assert [each.author for each in desk.history("cookie").revisions] == [
        "the course",
        "Ivan Petrov",
    ]


def test_saving_what_stands_there_is_no_new_version(desk: Desk) -> None:
    slug = desk.begin()

    desk.save(slug, GOOD, based_on=1)
    desk.save("cookie", of_term(desk.course.terms["cookie"]), based_on=1)

    assert (desk.number(slug), desk.number("cookie")) == (1, 1)


def test_a_term_that_does_not_exist_is_not_revised(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.save("no-such-term", GOOD, based_on=1)


def test_two_peoples_edits_of_two_fields_are_merged(desk: Desk) -> None:
    slug = desk.begin()
    desk.save(slug, wording(why="Olga's reason."), based_on=1, by=desk.olga)

    saved = desk.save(slug, wording(example="Ivan's example."), based_on=1)

    assert saved == drafts.Saved(("why",), "Olga Berg")
    newest = desk.history(slug).newest.wording
    assert (newest.why, newest.example) == ("Olga's reason.", "Ivan's example.")


def test_two_peoples_edits_of_one_field_are_both_given_back(desk: Desk) -> None:
    slug = desk.begin()
    desk.save(slug, wording(why="Olga's reason."), based_on=1, by=desk.olga)

    clash = desk.save(slug, wording(why="Ivan's reason."), based_on=1)

    assert isinstance(clash, drafts.Clash)
    assert (clash.mine.why, clash.theirs.wording.why) == ("Ivan's reason.", "Olga's reason.")
    assert desk.history(slug).newest.wording.why == "Olga's reason."


def test_a_dropped_draft_stays_in_the_history(desk: Desk) -> None:
    slug = desk.begin()

    with desk.database.transaction() as saving:
        drafts.drop(
            saving,
            make.viewer(desk.ivan),
            slug,
            number=1,
            why="Nobody asks any more.",
            base=desk.course,
            now=make.NOW,
        )

    assert desk.history(slug).stage is Stage.DROPPED
    assert [each.state for each in desk.history(slug).revisions] == [State.DRAFT, State.DROPPED]


def test_a_drop_without_a_reason_is_refused(desk: Desk) -> None:
    slug = desk.begin()

    with pytest.raises(Invalid, match="Say why"), desk.database.transaction() as saving:
        drafts.drop(
            saving,
            make.viewer(desk.ivan),
            slug,
            number=1,
            why=" ",
            base=desk.course,
            now=make.NOW,
        )


def test_a_retired_term_points_to_what_replaced_it(desk: Desk) -> None:
    slug = desk.published()

    desk.retire(slug)

    with desk.database.reading() as session:
        course = overlaid(desk.course, queries.published(session), 1)
    assert (course.terms[slug].status, course.terms[slug].replaced_by) == ("retired", "cookie")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"replaced_by": "dark-funnel"}, "another one"),
        ({"replaced_by": "nowhere"}, "another one"),
        ({"why": ""}, "Say why"),
    ],
)
def test_a_retirement_needs_a_reason_and_a_living_pointer(
    desk: Desk, given: dict[str, str], refusal: str
) -> None:
    slug = desk.published()

    with pytest.raises(Invalid, match=refusal):
        desk.retire(slug, **given)


def test_a_term_that_lessons_use_is_not_retired(desk: Desk) -> None:
    with pytest.raises(Conflict, match="why-caching"):
        desk.retire("cache")


def test_a_term_is_not_retired_twice(desk: Desk) -> None:
    slug = desk.published()
    desk.retire(slug)

    with pytest.raises(Conflict):
        desk.retire(slug)


def test_an_earlier_published_wording_comes_back_at_once(desk: Desk) -> None:
    slug = desk.published()
    desk.save(slug, wording(why="A worse reason."), based_on=2)
    desk.publish(slug, needed=1)

    back = desk.restore(slug, 2)

    assert back
    assert desk.history(slug).newest.wording.why == GOOD.why
    assert desk.history(slug).newest.why == "Back to version 2."


def test_a_retired_term_can_come_back(desk: Desk) -> None:
    slug = desk.published()
    desk.retire(slug)

    assert desk.restore(slug, 2)
    assert in_force(desk, slug) == GOOD.definition


def test_a_wording_that_was_never_published_comes_back_as_a_draft(desk: Desk) -> None:
    slug = desk.begin(why="First thought.")
    desk.save(slug, GOOD, based_on=1)
    desk.publish(slug, needed=1)

    assert not desk.restore(slug, 1)
    assert desk.history(slug).stage is Stage.REVISING


def test_no_draft_is_buried_by_going_back(desk: Desk) -> None:
    slug = desk.published()
    desk.save(slug, wording(why="Work in progress."), based_on=2)

    with pytest.raises(Conflict, match="open draft"):
        desk.restore(slug, 2)


def test_a_version_that_does_not_exist_does_not_come_back(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.restore(desk.published(), 9)


def test_what_is_typed_is_kept_for_the_one_who_types(desk: Desk) -> None:
    ivan, olga = make.viewer(desk.ivan), make.viewer(desk.olga)
    with desk.database.transaction() as saving:
        for text in ("Hal", "Half a sen"):
            drafts.keep(saving, ivan, "cookie", wording(why=text), based_on=1, now=make.NOW)

    with desk.database.reading() as session:
        mine = queries.kept_draft(session, ivan, "cookie")
        theirs = queries.kept_draft(session, olga, "cookie")
    assert mine is not None
    assert mine.fields["why"] == "Half a sen"
    assert theirs is None


def test_saving_clears_what_was_kept(desk: Desk) -> None:
    ivan = make.viewer(desk.ivan)
    with desk.database.transaction() as saving:
        drafts.keep(saving, ivan, "", GOOD, based_on=0, now=make.NOW)

    desk.begin()

    with desk.database.reading() as session:
        assert queries.kept_drafts(session, ivan) == ()


def test_a_refused_publication_leaves_no_trace(desk: Desk) -> None:
    slug = desk.begin()
    with pytest.raises(Conflict):
        desk.publish(slug)

    with desk.database.reading() as session:
        assert queries.edition(session) == 0
        assert session.scalar(select(func.count()).select_from(TermRevision)) == 1
