"""Two people at the same moment: one step each, nothing lost, whatever the store."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from literacy.glossary.studio import queries
from literacy.glossary.studio.actions.drafts import Clash, Saved
from literacy.lib.errors import Busy, Conflict
from tests.glossary.studio.desk import Desk, wording

AT_ONCE = 8


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """What each of several threads got, or the refusal it met."""
    ready = Barrier(AT_ONCE)

    def run(number: int) -> Any:
        ready.wait()
        while True:
            try:
                return act(number)
            except Busy:
                continue
            except Conflict as refusal:
                return refusal

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(run, range(AT_ONCE)))


def test_of_many_savings_of_one_field_one_is_kept_and_the_others_are_given_back(
    desk: Desk,
) -> None:
    slug = desk.begin()

    got = at_once(
        lambda number: desk.save(
            slug,
            wording(why=f"Reason {number}."),
            based_on=1,
            by=(desk.ivan, desk.olga)[number % 2],
        )
    )

    saved = [number for number, each in enumerate(got) if isinstance(each, Saved)]
    assert len(saved) == 1
    assert all(isinstance(each, Saved | Clash | Conflict) for each in got)
    newest = desk.history(slug).newest
    assert (newest.number, newest.wording.why) == (2, f"Reason {saved[0]}.")


def test_a_term_is_published_once(desk: Desk) -> None:
    slug = desk.begin()

    got = at_once(lambda _number: desk.publish(slug, needed=1))

    assert [each for each in got if isinstance(each, int)] == [1]
    assert desk.number(slug) == 2


def test_editions_are_counted_without_a_gap(desk: Desk) -> None:
    slugs = [desk.begin(term=f"Layer {letter}", also=(), redirects=()) for letter in "ABCDEFGH"]

    got = at_once(lambda number: desk.publish(slugs[number], needed=1))

    assert sorted(got) == list(range(1, AT_ONCE + 1))
    with desk.database.reading() as session:
        assert queries.edition(session) == AT_ONCE


def test_of_two_terms_with_one_name_published_at_once_one_is_refused(desk: Desk) -> None:
    slugs = [desk.begin(term=f"Layer {letter}", also=("the layer",)) for letter in "ABCDEFGH"]

    def publish(number: int) -> Any:
        try:
            return desk.publish(slugs[number], needed=1)
        except Exception as refusal:
            if isinstance(refusal, Busy):
                raise
            return refusal

    got = at_once(publish)

    assert len([each for each in got if isinstance(each, int)]) == 1
