"""Files become one frozen catalogue; an overlay adds and overrides; the calendar never breaks it."""

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from literacy.content.catalogue import Catalogue
from tests.content.course_folder import COURSE, copied_course, errors, loaded, replace_in, sentences
from tests.counting import calls


def course(root: Path = COURSE, **given: object) -> Catalogue:
    result = loaded(root, **given)  # type: ignore[arg-type]
    assert result.catalogue is not None, sentences(result)
    return result.catalogue


def test_the_sample_lesson_bank_and_terms_have_no_errors() -> None:
    assert errors(loaded(COURSE)) == []


def test_a_lesson_keeps_what_its_file_says() -> None:
    lesson = course().lessons["cache-rules"]

    assert lesson.title == "How long is a copy good for?"
    assert lesson.id == "cache-rules"
    assert [(lab.lab, lab.mission) for lab in lesson.labs] == [("cache", "second-load")]
    assert lesson.review_by == date(2027, 11, 21)
    assert lesson.path == "lessons/06-caching/cache-rules.md"
    assert 700 < lesson.words < 1_000


def test_the_body_starts_on_the_line_that_is_given() -> None:
    lesson = course().lessons["cache-rules"]
    lines = (COURSE / lesson.path).read_text("utf-8").split("\n")

    assert "\n".join(lines[lesson.body_line - 1 :]) == lesson.body


def test_headings_are_what_questions_link_to() -> None:
    catalogue = course()
    anchors = {heading.anchor for heading in catalogue.lessons["cache-rules"].headings}

    assert {question.common.see for question in catalogue.banks["cache-rules"].items.values()} <= {
        f"#{anchor}" for anchor in anchors
    }


def test_a_planned_lesson_is_announced_and_not_there_to_read() -> None:
    module = course().modules["06-caching"]

    assert [lesson.slug for lesson in module.planned][:2] == ["why-caching", "cache-rules"]
    assert module.lessons == ("cache-rules",)
    assert (module.number, module.part) == ("06", "Fast, and still standing")


def test_a_lesson_without_a_bank_is_only_a_warning(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    (root / "quizzes/06-caching/cache-rules.yml").unlink()
    replace_in(
        root / "lessons/06-caching/cache-rules.md",
        '::: check item="cache-rules/ask-first"\n:::\n',
        "",
    )

    result = loaded(root)

    assert errors(result) == []
    assert "its quiz is in preparation" in sentences(result)


def test_the_catalogue_can_not_be_changed() -> None:
    catalogue = course()

    with pytest.raises(FrozenInstanceError):
        catalogue.title = "Mine"  # type: ignore[misc]
    with pytest.raises(TypeError):
        catalogue.lessons["x"] = catalogue.lessons["cache-rules"]  # type: ignore[index]


def test_the_version_changes_with_any_file_and_with_nothing_else(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    before = course(root)
    again = course(root)
    replace_in(root / "lessons/facts.yml", "It may be stored", "It can be stored")
    after = course(root)

    assert before.version == again.version != after.version
    assert before.banks["cache-rules"].version == after.banks["cache-rules"].version
    assert before.lessons["cache-rules"].digest == after.lessons["cache-rules"].digest


def test_every_problem_is_found_in_one_reading(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    replace_in(root / "lessons/06-caching/cache-rules.md", "[[purge]]", "[[purg]]")
    replace_in(root / "quizzes/06-caching/cache-rules.yml", "level: analyse", "level: analyze")
    replace_in(root / "lessons/facts.yml", "basis: M", "basis: X")
    replace_in(root / "lessons/course.yml", "number: 8", "number: 6")
    result = loaded(root)
    files = {problem.path for problem in result.problems if problem.is_error}

    assert result.catalogue is None
    assert files == {
        "lessons/06-caching/cache-rules.md",
        "lessons/course.yml",
        "lessons/facts.yml",
        "quizzes/06-caching/cache-rules.yml",
    }


def test_problems_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    replace_in(root / "lessons/06-caching/cache-rules.md", "[[", "[[no-")
    places = [(problem.path, problem.line) for problem in loaded(root).problems]

    assert places == sorted(places)


def test_one_unreadable_glossary_does_not_make_every_mention_an_error(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    replace_in(root / "lessons/glossary/06-caching.yml", "term: CDN", 'term: "CDN')

    assert len(errors(loaded(root))) == 1


def test_terms_belong_to_the_module_of_their_file_or_of_their_first_lesson(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    glossary = root / "lessons/glossary"
    (glossary / "06-caching.yml").rename(glossary / "words.yml")

    assert course().terms["purge"].module == "06-caching"
    assert course(root).terms["purge"].module == "06-caching"


def test_an_old_slug_leads_to_the_new_one(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    lesson = root / "lessons/06-caching/cache-rules.md"
    replace_in(lesson, "owner: web-platform", "owner: web-platform\nredirects: [copy-rules]")
    terms = root / "lessons/glossary/06-caching.yml"
    replace_in(terms, "  slug: purge\n", "  slug: purge\n  redirects: [clearing]\n")
    catalogue = course(root)

    assert catalogue.moved_lessons == {"copy-rules": "cache-rules"}
    assert catalogue.moved_terms == {"clearing": "purge"}


def test_a_fact_lives_for_its_months_after_the_month_it_names() -> None:
    fact = course().facts["reload-keeps-fresh"]

    assert fact.overdue_on == date(2027, 12, 1)
    assert not fact.is_overdue(date(2027, 11, 30))
    assert fact.is_overdue(date(2027, 12, 1))
    assert not fact.is_stale(date(2027, 12, 31))
    assert fact.is_stale(date(2028, 1, 1))


@pytest.mark.parametrize(
    ("today", "serves", "stops"),
    [(date(2027, 11, 30), True, False), (date(2027, 12, 15), True, False), (date(2028, 1, 1), True, True)],
    ids=["in time", "overdue", "thirty days overdue"],
)  # fmt: skip
def test_an_overdue_fact_stops_publishing_but_never_the_course(
    today: date, serves: bool, stops: bool
) -> None:
    result = loaded(COURSE, today=today)

    assert (result.catalogue is not None) is serves
    assert any("reload-keeps-fresh" in line for line in errors(result)) is stops


def test_questions_on_a_stale_fact_rest_until_it_is_checked(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    replace_in(
        root / "quizzes/06-caching/cache-rules.yml",
        "    why: The file itself never travels.",
        "    fact: cache-max-age\n    why: The file itself never travels.",
    )
    catalogue = course(root)
    bank = catalogue.banks["cache-rules"]

    assert catalogue.suspended(bank, date(2026, 11, 21)) == frozenset()
    assert catalogue.suspended(bank, date(2030, 1, 1)) == {"order-check"}


def test_an_overlay_overrides_a_lesson_a_bank_and_a_term(tmp_path: Path) -> None:
    root, overlay = copied_course(tmp_path), tmp_path / "ours"
    for place, old, new in (
        ("lessons/06-caching/cache-rules.md", "minutes: 8", "minutes: 9"),
        ("quizzes/06-caching/cache-rules.yml", "a: Choose the right", "a: Choose our"),
    ):
        (overlay / place).parent.mkdir(parents=True)
        (overlay / place).write_text((root / place).read_text("utf-8").replace(old, new), "utf-8")
    terms = (root / "lessons/glossary/06-caching.yml").read_text("utf-8")
    entry = terms.split("\n\n")[0].replace("A place that keeps", "Our place that keeps")
    (overlay / "lessons/glossary").mkdir()
    (overlay / "lessons/glossary/ours.yml").write_text(entry, "utf-8")

    catalogue = course(root, overlay=overlay)

    assert catalogue.lessons["cache-rules"].minutes == 9
    assert catalogue.lessons["cache-rules"].path == "ours/lessons/06-caching/cache-rules.md"
    assert catalogue.banks["cache-rules"].areas["a"] == "Choose our caching rule"
    assert catalogue.terms["cache"].definition.startswith("Our place")
    assert catalogue.terms["purge"].definition == course().terms["purge"].definition


def test_an_overlay_adds_a_lesson_that_the_map_does_not_know(tmp_path: Path) -> None:
    root, overlay = copied_course(tmp_path), tmp_path / "ours"
    text = (root / "lessons/06-caching/cache-rules.md").read_text("utf-8")
    ours = overlay / "lessons/06-caching/our-network.md"
    ours.parent.mkdir(parents=True)
    ours.write_text(text.replace("slug: cache-rules", "slug: our-network"), "utf-8")

    module = course(root, overlay=overlay).modules["06-caching"]

    assert module.lessons == ("cache-rules", "our-network")
    assert module.planned[-1].slug == "our-network"


def test_a_problem_in_the_overlay_names_the_overlay(tmp_path: Path) -> None:
    root, overlay = copied_course(tmp_path), tmp_path / "ours"
    (overlay / "lessons/06-caching").mkdir(parents=True)
    (overlay / "lessons/06-caching/extra.md").write_text("No front matter.")

    assert errors(loaded(root, overlay=overlay))[0].startswith(
        "ours/lessons/06-caching/extra.md:1:"
    )


def test_each_lesson_more_costs_as_much_as_the_one_before(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    cost = []
    for number in range(9):
        _add_copy(root, number)
        if number % 4 == 0:
            cost.append(calls(lambda: loaded(root)))

    first, second = cost[1] - cost[0], cost[2] - cost[1]
    assert 0 < second < 1.1 * first


def _add_copy(root: Path, number: int) -> None:
    """One more lesson, bank and ten terms; their faults are part of the work that is counted."""
    for folder, suffix in (("lessons", "md"), ("quizzes", "yml")):
        text = (root / f"{folder}/06-caching/cache-rules.{suffix}").read_text("utf-8")
        own = text.replace("slug: cache-rules", f"slug: copy-{number}")
        (root / f"{folder}/06-caching/copy-{number}.{suffix}").write_text(
            own.replace("lesson: cache-rules", f"lesson: copy-{number}"), "utf-8"
        )
    terms = (root / "lessons/glossary/06-caching.yml").read_text("utf-8")
    (root / f"lessons/glossary/copy-{number}.yml").write_text(
        terms.replace("slug: ", f"slug: x{number}-"), "utf-8"
    )
