"""The person behind a request, as a value: no storage, no framework."""

from dataclasses import dataclass
from datetime import datetime

from literacy.accounts.permissions import Permission, Role, may


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking; Flask-Login reads the four properties below.

    `edition` is the newest edition of the glossary at the time of asking.
    """

    id: int
    name: str
    email: str
    role: Role
    session_id: int
    last_seen_at: datetime
    theme: str = "auto"
    edition: int = 0

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return str(self.id)

    def may(self, permission: Permission) -> bool:
        return may(self.role, permission)

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[0].isalpha()] or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
