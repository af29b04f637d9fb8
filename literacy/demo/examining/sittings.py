"""Who of the made-up company sat what spans lessons, and what they reported."""

from dataclasses import dataclass

from literacy.quizzes.names import QuizKind


@dataclass(frozen=True, slots=True)
class Exam:
    """`by` somebody, `days` ago; so many questions missed, and answered if it is still open."""

    by: str
    kind: QuizKind
    days: float
    of: str = ""
    misses: int = 0
    unfinished: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """About the first question that `by` answered last; `reply` is Ivan's answer, if any."""

    by: str
    days: float
    comment: str
    reply: str = ""
    closed: bool = False


EXAMS = (
    Exam("Maya Okafor", QuizKind.PLACEMENT, 23, misses=3),
    Exam("Maya Okafor", QuizKind.PRETEST, 5, "06-caching", misses=2),
    Exam("Maya Okafor", QuizKind.EXAM, 8, "05-databases", misses=4),
    Exam("Maya Okafor", QuizKind.EXAM, 0.9, "02-client-server", misses=1, unfinished=5),
    Exam("Samir Patel", QuizKind.EXAM, 12, "05-databases", misses=1),
    Exam("Iris Novak", QuizKind.EXAM, 19, "06-caching"),
    Exam("Iris Novak", QuizKind.EXAM, 6, "09-cookies", misses=2),
    Exam("Kwame Boateng", QuizKind.EXAM, 0.6, "06-caching", misses=6),
    Exam("Kwame Boateng", QuizKind.EXAM, 0.3, "06-caching", misses=4),
)

REPORTS = (
    Report("Maya Okafor", 7.5, "The second choice is true on our own shop, too."),
    Report(
        "Samir Patel",
        11,
        "“Row” and “record” are both used. Are they the same?",
        "They are. The question says “row” everywhere now.",
    ),
    Report("Ruth Weiss", 9, "I could not see the picture.", closed=True),
)
