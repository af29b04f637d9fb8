"""The one table of rights: which role may do what."""

from enum import StrEnum


class Role(StrEnum):
    LEARNER = "learner"
    AUTHOR = "author"
    MANAGER = "manager"
    ADMIN = "admin"


class Permission(StrEnum):
    """What a route may ask for; everybody who is signed in may LEARN."""

    LEARN = "learn"
    WRITE = "write"
    LEAD = "lead"
    ADMINISTER = "administer"


RIGHTS: dict[Role, frozenset[Permission]] = {
    Role.LEARNER: frozenset({Permission.LEARN}),
    Role.AUTHOR: frozenset({Permission.LEARN, Permission.WRITE}),
    Role.MANAGER: frozenset({Permission.LEARN, Permission.LEAD}),
    Role.ADMIN: frozenset({Permission.LEARN, Permission.ADMINISTER}),
}


def may(role: Role, permission: Permission) -> bool:
    return permission in RIGHTS[role]
