"""How long a lesson is and how hard it is to read.

600 to 1,200 words, grade 9 for a lesson and grade 12 for a sentence stop a build. The aims of the
voice guide warn: grade 8, ease 60, grade 11 for a paragraph, 16 words in a mean sentence, at most
one sentence in twenty above 25 words, and no primer.
"""

from collections.abc import Iterator

from literacy.content.problems import Problem
from literacy.content.written import Draft, Manuscript
from literacy.lib.text import Reading, reading, sentences, words

FEWEST_WORDS, MOST_WORDS = 600, 1_200
HARDEST_LESSON, HARDEST_SENTENCE = 9.0, 12.0

# A grade is a mean over words: below so few it says more about one long word than about a text.
_SENTENCE_WORDS, _PARAGRAPH_WORDS = 12, 25


def problems(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    """What is too long, too short or too hard."""
    text = "\n\n".join(passage.text for passage in lesson.passages)
    easy = _met_terms(lesson, draft)
    yield from _length(lesson, len(words(text)))
    yield from _whole(lesson, reading(text, easy))
    yield from _long_sentences(lesson, text)
    yield from _hard_parts(lesson, easy)


def word_count(lesson: Manuscript) -> int:
    """The words a learner reads, code blocks and tables aside."""
    return sum(len(words(passage.text)) for passage in lesson.passages)


def _met_terms(lesson: Manuscript, draft: Draft) -> tuple[str, ...]:
    """The names a lesson explains by its marks; once explained they are as easy as a short word."""
    shown = {token.meta["shown"] for _line, token in lesson.inline() if token.type == "term_ref"}
    named = {
        draft.terms[slug].value.term for slug in lesson.front.value.terms if slug in draft.terms
    }
    return tuple(sorted(shown | named))


def _length(lesson: Manuscript, count: int) -> Iterator[Problem]:
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        yield lesson.error(
            lesson.body_line,
            f"The lesson has {count:,} words; it must have {FEWEST_WORDS} to {MOST_WORDS:,}.",
        )


def _whole(lesson: Manuscript, measure: Reading) -> Iterator[Problem]:
    line = lesson.body_line
    if measure.grade > HARDEST_LESSON:
        yield lesson.error(
            line, f"The reading grade is {measure.grade:.1f}; at most 9 may go out. {_CURE}"
        )
    elif measure.grade > 8:
        yield lesson.warning(line, f"The reading grade is {measure.grade:.1f}; aim for 8. {_CURE}")
    if measure.words and measure.ease < 60:
        yield lesson.warning(line, f"The reading ease is {measure.ease:.0f}; aim for 60. {_CURE}")
    if measure.mean_sentence > 16:
        yield lesson.warning(
            line,
            f"A sentence has {measure.mean_sentence:.1f} words on average; aim for 16 or fewer.",
        )
    if measure.words and measure.grade < 4 and measure.mean_sentence < 8:
        yield lesson.warning(line, "The lesson reads like a primer; join some short sentences.")


_CURE = "Use shorter sentences and everyday words."


def _long_sentences(lesson: Manuscript, text: str) -> Iterator[Problem]:
    found = sentences(text)
    long = sum(len(words(sentence)) > 25 for sentence in found)
    if found and long / len(found) > 0.05:
        yield lesson.warning(
            lesson.body_line,
            f"{long} of {len(found)} sentences have more than 25 words; split some of them.",
        )


def _hard_parts(lesson: Manuscript, easy: tuple[str, ...]) -> Iterator[Problem]:
    for passage in lesson.passages:
        if (grade := _grade(passage.text, easy, _PARAGRAPH_WORDS)) > 11:
            yield lesson.warning(
                passage.line, f"This paragraph has reading grade {grade:.1f}; aim for 11."
            )
        for sentence in sentences(passage.text):
            if (grade := _grade(sentence, easy, _SENTENCE_WORDS)) > HARDEST_SENTENCE:
                said = f"This sentence has reading grade {grade:.1f}, more than 12"
                yield lesson.error(passage.line, f"{said}: {_start(sentence)}")


def _grade(text: str, easy: tuple[str, ...], fewest: int) -> float:
    """The grade, or 0 for a text of fewer words."""
    if len(words(text)) < fewest:
        return 0.0
    measure = reading(text, easy)
    return measure.grade if measure.words >= fewest else 0.0


def _start(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
