"""“How sure are you?”: three answers that never touch a score."""

GUESSING, FAIRLY, CERTAIN = "guessing", "fairly", "certain"

CONFIDENCES = {GUESSING: "Guessing", FAIRLY: "Fairly sure", CERTAIN: "Certain"}
"""What is stored, and the words of the page."""


def is_confidence(text: str | None) -> bool:
    """Nothing said is an answer too."""
    return not text or text in CONFIDENCES
