"""Each rule for writing questions refuses what breaks it, in an author's words."""

from typing import Any

import pytest
from pydantic import ValidationError

from literacy.questions.faults import faults
from literacy.questions.kinds.registry import KINDS, parse
from tests.questions.items import KEYS, WHY, bank, choice, found, item, question

LONG_WHY = "word " * 31
STEM = "Priya presses reload. What has she shown?"


def choices(*texts: str, right: int = 0, **more: Any) -> list[dict[str, Any]]:
    return [choice(text, correct=place == right, **more) for place, text in enumerate(texts)]


def multiple(*right: bool) -> list[dict[str, Any]]:
    return [choice(f"Thing {'abcde'[n]}", correct=is_right) for n, is_right in enumerate(right)]


def changed(kind: str, key: str, place: Any, **more: Any) -> Any:
    """One of the parts of an item, with some of its keys changed."""
    parts = KEYS[kind][key]
    if isinstance(parts, dict):
        return {**parts, place: {**parts[place], **more}}
    return [{**part, **more} if n == place else part for n, part in enumerate(parts)]


def moved(name: str, place: int, **more: Any) -> dict[str, Any]:
    """The nodes of the story with one choice changed."""
    nodes = KEYS["scenario"]["nodes"]
    moves = [{**m, **more} if n == place else m for n, m in enumerate(nodes[name]["choices"])]
    return {**nodes, name: {**nodes[name], "choices": moves}}


NODES = KEYS["scenario"]["nodes"]

ERRORS = [
    pytest.param(
        "single", {"choices": choices("A b", "C d", right=9)}, ("choices",),
        "No choice is right. Put `correct: true` on one of them.", id="no key",
    ),
    pytest.param(
        "single",
        {"choices": [choice("A b", correct=True), choice("C d", correct=True), choice("E f")]},
        ("choices", 1, "correct"),
        "A second choice is right. Only one may say `correct: true`.", id="two keys",
    ),
    pytest.param(
        "single", {"choices": choices("Only one")}, ("choices",),
        "There should be 2 to 4 choices; here is 1.", id="one choice",
    ),
    pytest.param(
        "single", {"choices": choices("Ab", "Cd", "Ef", "Gh", "Ij")}, ("choices",),
        "There should be 2 to 4 choices; here are 5.", id="five choices",
    ),
    pytest.param(
        "single", {"choices": choices("Ab", "Cd", "ab")}, ("choices", 2, "text"),
        "“ab” is here twice. Each choice says something of its own.", id="twice",
    ),
    pytest.param(
        "single", {"choices": changed("single", "choices", 1, why="")}, ("choices", 1, "why"),
        "This choice has no `why`. Say in 8 to 30 words what it teaches.", id="no why",
    ),
    pytest.param(
        "single", {"choices": changed("single", "choices", 1, why=LONG_WHY)}, ("choices", 1, "why"),
        "This `why` has 31 words; 30 are the most. Keep one reason.", id="why too long",
    ),
    pytest.param(
        "single", {"choices": choices("Ab", "Cd", "All of the above")}, ("choices", 2, "text"),
        "“All of the above” gathers other choices. Write what people believe instead.", id="all",
    ),
    pytest.param(
        "single", {"choices": choices("Ab", "Cd", "None of these.")}, ("choices", 2, "text"),
        "“None of these.” gathers other choices. Write what people believe instead.", id="none",
    ),
    pytest.param(
        "single", {"choices": choices("Ab", "Cd", "Both a and b")}, ("choices", 2, "text"),
        "“Both a and b” gathers other choices. Write what people believe instead.", id="both",
    ),
    pytest.param(
        "single", {"choices": choices("Ab", "Cd", "It Never expires")}, ("choices", 2, "text"),
        "“never” gives a wrong choice away. Say when it holds, or leave it out.", id="never",
    ),
    pytest.param(
        "single", {"choices": choices("10 minutes", "5 minutes", "30 minutes")}, ("choices",),
        "Numbers in choices go from small to large. Sort them, or say `keep_order: true`.",
        id="numbers fall",
    ),
    pytest.param(
        "single", {"stem": "Which of these is NOT a copy?"}, ("stem",),
        "Put the NOT in bold, `**NOT**`, or ask the other way round.", id="plain NOT",
    ),
    pytest.param(
        "single", {"why": LONG_WHY}, ("why",),
        "This `why` has 31 words; 30 are the most. Keep one reason.", id="item why too long",
    ),
    pytest.param(
        "multiple", {"choices": multiple(True, False, False)}, ("choices",),
        "There should be 4 to 5 choices; here are 3.", id="multiple of three",
    ),
    pytest.param(
        "multiple", {"choices": multiple(False, False, False, False)}, ("choices",),
        "No choice is right. Put `correct: true` on at least one.", id="multiple without key",
    ),
    pytest.param(
        "multiple", {"choices": multiple(True, True, True, True)}, ("choices",),
        "Every choice is right. At least one must be wrong.", id="multiple all right",
    ),
    pytest.param(
        "truefalse", {"reasons": choices("A b", "C d")}, ("reasons",),
        "There should be 3 reasons; here are 2.", id="two reasons",
    ),
    pytest.param(
        "truefalse", {"reasons": choices("A b", "C d", "E f", right=9)}, ("reasons",),
        "No reason is right. Put `correct: true` on one of them.", id="no right reason",
    ),
    pytest.param(
        "numeric", {"tolerance": None}, ("answer",),
        "Say how near is near enough: `tolerance: 0` or `5%`.", id="no tolerance",
    ),
    pytest.param(
        "numeric", {"unit": ""}, ("answer",),
        "Say what is counted, such as `unit: seconds`.", id="no unit",
    ),
    pytest.param(
        "numeric", {"why": ""}, ("why",),
        "This question has no `why`. Say in 8 to 30 words what it teaches.", id="numeric no why",
    ),
    pytest.param(
        "numeric", {"hints": [{"value": 17, "why": "Too many."}]}, ("hints", 0, "value"),
        "This hint would be shown for a right answer, too.", id="hint in reach",
    ),
    pytest.param(
        "numeric", {"hints": [{"value": 2}]}, ("hints", 0, "why"),
        "This hint has no `why`. Say in 8 to 30 words what it teaches.", id="hint without why",
    ),
    pytest.param(
        "short", {"near": [{"match": ["UTM_Medium"], "why": "Close."}]}, ("near", 0, "match", 0),
        "“UTM_Medium” is near and accepted at once. Case, spaces, hyphens and accents don't count.",
        id="near equals accept",
    ),
    pytest.param(
        "short", {"accept": ["one two three four"]}, ("accept", 0),
        "“one two three four” is too long to type from memory. Three words are the most.",
        id="four words",
    ),
    pytest.param(
        "short", {"accept": ["dns", "--"]}, ("accept", 1),
        "“--” has no letter or figure that could be typed.", id="accept signs",
    ),
    pytest.param(
        "order", {"steps": ["One", "Two", "Three"]}, ("steps",),
        "There should be 4 to 6 steps; here are 3.", id="three steps",
    ),
    pytest.param(
        "order", {"steps": ["One", "Two", "Three", "Two"]}, ("steps", 3),
        "“Two” is here twice. Each step says something of its own.", id="step twice",
    ),
    pytest.param(
        "order", {"why": ""}, ("why",),
        "This question has no `why`. Say in 8 to 30 words what it teaches.", id="order no why",
    ),
    pytest.param(
        "classify", {"cards": changed("classify", "cards", 2, **{"in": "Short"})},
        ("cards", 2, "in"), "“Short” is not one of the categories: Long, Never stored.",
        id="no such category",
    ),
    pytest.param(
        "classify", {"cards": KEYS["classify"]["cards"][:3]}, ("cards",),
        "There should be 4 to 6 cards; here are 3.", id="three cards",
    ),
    pytest.param(
        "classify", {"categories": ["Long"]}, ("categories",),
        "There should be 2 to 4 categories; here is 1.", id="one category",
    ),
    pytest.param(
        "classify", {"categories": ["Long", "Never stored", "long"]}, ("categories", 2),
        "“long” is here twice. Each category says something of its own.", id="category twice",
    ),
    pytest.param(
        "classify", {"cards": changed("classify", "cards", 1, why="")}, ("cards", 1, "why"),
        "This card has no `why`. Say in 8 to 30 words what it teaches.", id="card without why",
    ),
    pytest.param(
        "cloze", {"text": "A {{1}}, b {{2}}, c {{3}}, d {{4}}."}, ("text",),
        "Gap {{4}} has no entry under `blanks`.", id="gap without entry",
    ),
    pytest.param(
        "cloze", {"text": "A {{1}} and b {{2}}."}, ("blanks", 3),
        "The text has no gap {{3}}.", id="entry without gap",
    ),
    pytest.param(
        "cloze", {"text": "A {{1}}, b {{2}}, c {{3}}, d {{1}}."}, ("text",),
        "Gap {{1}} is in the text twice.", id="gap twice",
    ),
    pytest.param(
        "cloze", {"text": "A {{1}}."}, ("text",), "There should be 2 to 4 gaps; here is 1.",
        id="one gap",
    ),
    pytest.param(
        "cloze", {"blanks": changed("cloze", "blanks", 1, answer="mail")}, ("blanks", 1),
        "The answer “mail” is not one of the words to choose.", id="gap key not offered",
    ),
    pytest.param(
        "cloze", {"blanks": changed("cloze", "blanks", 1, choose=["search"])}, ("blanks", 1),
        "Give two or more words to choose from.", id="gap with one word",
    ),
    pytest.param(
        "cloze", {"blanks": changed("cloze", "blanks", 2, tolerance=None)}, ("blanks", 2),
        "Say how near is near enough: `tolerance: 0` or `5%`.", id="gap without tolerance",
    ),
    pytest.param(
        "cloze", {"blanks": changed("cloze", "blanks", 3, accept=[])}, ("blanks", 3),
        "This gap has no `answer`.", id="gap without answer",
    ),
    pytest.param(
        "cloze", {"blanks": changed("cloze", "blanks", 3, accept=["a b c d"])}, ("blanks", 3),
        "“a b c d” can't be typed from memory. Use one to three words.", id="gap too long",
    ),
    pytest.param(
        "cloze", {"blanks": changed("cloze", "blanks", 2, why="")}, ("blanks", 2, "why"),
        "This gap has no `why`. Say in 8 to 30 words what it teaches.", id="gap without why",
    ),
    pytest.param(
        "spot", {"lines": changed("spot", "lines", 2, correct=False)}, ("lines",),
        "No line is the fault. Put `correct: true` on one.", id="no fault to spot",
    ),
    pytest.param(
        "spot", {"lines": [{**one, "correct": True} for one in KEYS["spot"]["lines"]]}, ("lines",),
        "Every line is at fault. Leave at least one that is fine.", id="all lines at fault",
    ),
    pytest.param(
        "spot", {"lines": changed("spot", "lines", 3, n=5)}, ("lines", 3, "n"),
        "There is no line 5: the snippet has 4.", id="no such line",
    ),
    pytest.param(
        "spot", {"lines": changed("spot", "lines", 3, n=1)}, ("lines", 3, "n"),
        "Line 1 is explained twice.", id="line twice",
    ),
    pytest.param(
        "spot", {"lines": KEYS["spot"]["lines"][:3]}, ("lines",),
        "Line 4 has no `why`. Somebody will choose it.", id="line without entry",
    ),
    pytest.param(
        "spot", {"snippet": "a\nb\nc", "lines": KEYS["spot"]["lines"][:3]}, ("snippet",),
        "There should be 4 to 8 lines in the snippet; here are 3.", id="three lines",
    ),
    pytest.param(
        "scenario", {"start": "then"}, ("start",),
        "There is no node called “then” to start with.", id="no start",
    ),
    pytest.param(
        "scenario", {"start": "good"}, ("start",), "The story ends where it starts.", id="at once",
    ),
    pytest.param(
        "scenario", {"nodes": moved("now", 1, goto="nowhere")}, ("nodes", "now", "choices", 1, "goto"),
        "There is no node called “nowhere”.", id="dead goto",
    ),
    pytest.param(
        "scenario", {"nodes": moved("offer", 0, goto="late")}, ("nodes", "good"),
        "Nothing leads to “good”.", id="unreachable",
    ),
    pytest.param(
        "scenario", {"nodes": moved("crash", 1, goto="now")}, ("nodes", "now"),
        "From “now” the story can come back to “now” and never end.", id="circle",
    ),
    pytest.param(
        "scenario", {"nodes": {**NODES, "late": {"say": "Back."}}}, ("nodes", "late"),
        "“late” needs two or three choices, or `end: true`.", id="dead end",
    ),
    pytest.param(
        "scenario", {"nodes": {**NODES, "crash": {**NODES["crash"], "end": True}}},
        ("nodes", "crash"), "“crash” is an end, so it can have no choices.", id="end with choices",
    ),
    pytest.param(
        "scenario", {"pass_points": 5}, ("pass_points",),
        "Nobody can pass: the best path earns 4 of 5 points.", id="cannot pass",
    ),
    pytest.param(
        "scenario",
        {"nodes": {**NODES, "now": {**NODES["now"], "choices": [
            {"text": "One", "goto": "late", "points": 1, "why": "Yes."},
            {"text": "Two", "goto": "good", "points": 1, "why": "Yes."},
        ]}}, "pass_points": 1},
        ("pass_points",), "Every path passes, so there is nothing to decide.", id="cannot fail",
    ),
    pytest.param(
        "scenario", {"nodes": moved("now", 1, text="Publish")}, ("nodes", "now", "choices", 1, "text"),
        "“Publish” is here twice. Each choice says something of its own.", id="same move twice",
    ),
    pytest.param(
        "scenario", {"nodes": moved("now", 0, why="")}, ("nodes", "now", "choices", 0, "why"),
        "This choice has no `why`. Say in 8 to 30 words what it teaches.", id="move without why",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "changes", "path", "sentence"), ERRORS)
def test_a_broken_rule_is_an_error(
    kind: str, changes: dict[str, Any], path: tuple[str | int, ...], sentence: str
) -> None:
    errors = [fault for fault in found(kind, **changes) if not fault.warning]

    assert (path, sentence) in [(fault.key_path, fault.sentence) for fault in errors]


WARNINGS = [
    pytest.param(
        "single", {"choices": choices("Ab", "Cd", "Ef", "Gh")}, ("choices",),
        "Three choices are enough. Drop the one few people take.", id="four choices",
    ),
    pytest.param(
        "single", {"choices": choices("Ab", "Cd", "Ef", why="Too short.")}, ("choices", 0, "why"),
        "This `why` has only 2 words; 8 or more explain the idea.", id="short why",
    ),
    pytest.param(
        "single", {"choices": choices("A very long right choice", "Short", "Brief")},
        ("choices", 0, "text"),
        "This right choice has 24 characters, the wrong ones 5 on average. Cut it, and move the "
        "detail to `why`.", id="long key",
    ),
    pytest.param(
        "single", {"stem": STEM, "choices": choices("After reload", "Before", "Sometime")},
        ("choices", 0, "text"), "Only the stem and this right choice say “reload”. That is a clue.",
        id="clue word",
    ),
    pytest.param(
        "single", {"stem": "Which copy isn't fresh?"}, ("stem",),
        "The question has a “not” in it. Ask what is so, not what isn't.", id="negative question",
    ),
    pytest.param(
        "classify", {"categories": ["Long", "Never stored", "Short"]}, ("categories", 2),
        "No card belongs in “Short”.", id="empty category",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "changes", "path", "sentence"), WARNINGS)
def test_a_weak_item_is_a_warning(
    kind: str, changes: dict[str, Any], path: tuple[str | int, ...], sentence: str
) -> None:
    warnings = [fault for fault in found(kind, **changes) if fault.warning]

    assert (path, sentence) in [(fault.key_path, fault.sentence) for fault in warnings]


def test_a_story_of_one_choice_is_a_warning() -> None:
    nodes = {
        "now": {
            "say": "Now?",
            "choices": [
                {"text": "Yes", "goto": "good", "points": 1, "why": "It holds."},
                {"text": "No", "goto": "good", "points": 0, "why": "It fails."},
            ],
        },
        "good": {"say": "Done.", "end": True},
    }

    faults_found = found("scenario", nodes=nodes, pass_points=1)

    assert [(f.sentence, f.warning) for f in faults_found] == [
        ("The longest path has 1 choices; two or three are best.", True)
    ]


@pytest.mark.parametrize("kind", KEYS)
def test_a_good_item_has_no_fault(kind: str) -> None:
    assert [fault for fault in found(kind) if not fault.warning] == []


@pytest.mark.parametrize("text", ["No cookie at all", "All visitors", "Some of them"])
def test_ordinary_words_gather_nothing(text: str) -> None:
    assert found("single", choices=choices("First", "Second", text)) == []


def test_a_bold_not_is_allowed() -> None:
    assert found("single", stem="Which of these is **NOT** a copy?") == []


def test_a_not_outside_the_question_is_allowed() -> None:
    assert found("single", stem="The file has not changed. What travels?") == []


def test_numbers_may_fall_where_the_author_says_so() -> None:
    falling = choices("30 days", "20 days", "10 days")

    assert found("single", choices=falling, keep_order=True) == []


def test_a_marker_that_disagrees_with_the_author_is_a_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No item reaches this with today's rules; it guards against tomorrow's kinds."""
    asked = question("single")
    monkeypatch.setattr(type(asked), "wrong_answers", lambda self: iter([self.key()]))

    assert [fault.sentence for fault in faults(asked)] == [
        "A wrong answer earns full marks: Her own copy is new."
    ]


@pytest.mark.parametrize("name", ["samples", "cache-rules"])
def test_the_founders_samples_break_no_rule(name: str) -> None:
    errors = [
        (asked.common.id, fault.sentence)
        for asked in bank(name)
        for fault in faults(asked)
        if not fault.warning
    ]

    assert errors == []


@pytest.mark.parametrize("name", ["samples", "cache-rules"])
def test_the_founders_keys_are_full_marks_and_nothing_else_is(name: str) -> None:
    items = bank(name)

    assert all(asked.mark(asked.key()).correct for asked in items)
    assert not any(asked.mark(one).correct for asked in items for one in asked.wrong_answers())


def test_there_are_ten_kinds_under_their_own_names() -> None:
    assert {name: kind.kind for name, kind in KINDS.items()} == {name: name for name in KEYS}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        pytest.param({"type": "essay"}, ("type",), id="unknown kind"),
        pytest.param({"choices": None}, ("choices",), id="no choices"),
        pytest.param({"level": "know"}, ("level",), id="unknown level"),
        pytest.param({"see": "the heading"}, ("see",), id="see without an anchor"),
        pytest.param({"id": "Has Spaces"}, ("id",), id="id"),
        pytest.param({"colour": "red"}, ("colour",), id="unknown key"),
        pytest.param({"version": 0}, ("version",), id="version"),
        pytest.param({"stem": " "}, ("stem",), id="empty stem"),
        pytest.param({"stem": 7}, ("stem",), id="stem is a number"),
        pytest.param(
            {"choices": [{"text": "A", "rightful": True}]}, ("choices", 0, "rightful"), id="typo"
        ),
        pytest.param(
            {"choices": [{"text": "A", "correct": "yes"}]}, ("choices", 0, "correct"), id="yes"
        ),
    ],
)
def test_a_wrong_shape_is_refused_where_it_is(
    changes: dict[str, Any], path: tuple[Any, ...]
) -> None:
    with pytest.raises(ValidationError) as refused:
        parse(item("single", **changes), lesson="cache-rules", line=1)

    assert [error["loc"] for error in refused.value.errors()] == [path]


def test_a_missing_type_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        parse({"id": "x"}, lesson="cache-rules", line=1)

    assert [error["loc"] for error in refused.value.errors()] == [("type",)]


def test_the_common_keys_are_kept() -> None:
    asked = question("single", fact="cache-rule", reviewed_by=["ivan", "amara"], version=3, why=WHY)

    common = asked.common

    assert (common.global_id, common.line, common.version) == ("cache-rules/who-sees-it", 7, 3)
    assert (common.facts, common.reviewed_by) == (("cache-rule",), ("ivan", "amara"))


def test_a_snippet_keeps_its_indentation() -> None:
    face = question("spot", snippet="  one\ntwo\n\n    four\n").face(1)

    assert [line["text"] for line in face.parts["lines"]] == ["  one", "two", "", "    four"]
