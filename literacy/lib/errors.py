"""What can go wrong in words a reader understands; statuses are known to `web/errors.py` alone."""


class DomainError(Exception):
    """Something a person can understand and act on; the text is shown to them."""


class NotFound(DomainError):
    """It does not exist, or it is not the viewer's: the two look the same on purpose."""


class Forbidden(DomainError):
    """The viewer is known and may not do this."""


class Conflict(DomainError):
    """It cannot be done as things stand now, for instance because it was done already."""


class Invalid(DomainError):
    """The input was read and refused; the text says what to change."""


class TooMany(DomainError):
    """A limit was reached; the text says when to try again."""

    def __init__(self, text: str, *, seconds: int = 60) -> None:
        super().__init__(text)
        self.seconds = seconds


class Busy(DomainError):
    """The store could not be written in time; nothing was saved, trying again is safe."""
