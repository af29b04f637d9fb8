"""What a roster would change, row by row in words, before anything is changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from literacy.accounts.addresses import is_address, kept_form
from literacy.accounts.permissions import Role
from literacy.accounts.roster.row import Known, Outcome, Plan, Result, Row
from literacy.accounts.roster.sheet import Sheet, parted
from literacy.lib.lines import one_line
from literacy.lib.slugs import slugify

LONGEST_NAME = 120
LONGEST_ID = 80
LONGEST_TEAM = 80
_ROLES = {role.value for role in Role}


def plan(sheet: Sheet, people: Iterable[Known], teams: Mapping[str, str]) -> Plan:
    """`people` are all there are; `teams` are the slugs of the teams there are, by name."""
    planner = _Planner(sheet, tuple(people), teams)
    results = tuple(planner.result(row) for row in sheet.rows)
    named = {result.before.id for result in results if result.before}
    return Plan(
        results=results,
        new_teams=tuple(sorted(planner.new_teams)),
        leaving=tuple(
            person
            for person in planner.people
            if person.is_open and person.id not in named and person.role != Role.ADMIN.value
        ),
        remarks=sheet.remarks,
    )


class _Wrong(Exception):
    """A row that can't be taken; the text says why and what to do."""


@dataclass
class _Planner:
    sheet: Sheet
    people: tuple[Known, ...]
    teams: Mapping[str, str]

    def __post_init__(self) -> None:
        self.by_id = {each.external_id: each for each in self.people if each.external_id}
        self.by_email = {each.email: each for each in self.people}
        self.by_fold = {name.casefold(): name for name in self.teams}
        self.slugs = {slug: name for name, slug in self.teams.items()}
        self.new_teams: set[str] = set()
        self.seen: dict[tuple[str, str], int] = {}

    def result(self, row: Row) -> Result:
        email, name = kept_form(row.values.get("email", "")), one_line(row.values.get("name", ""))
        try:
            if row.problem:
                raise _Wrong(row.problem)
            before = self._person(row, email)
            after = self._after(row, before, email)
        except _Wrong as wrong:
            # Somebody whose row is wrong is named by it all the same, and so does not leave.
            held = self.by_email.get(email) or self.by_id.get(_id(row))
            return Result(row.line, Outcome.PROBLEM, email, name[:60], str(wrong), before=held)
        outcome = _outcome(before, after)
        text = " ".join(_told(before, after)) or "Nothing changes."
        return Result(row.line, outcome, after.email, after.name, text, before, after)

    def _person(self, row: Row, email: str) -> Known | None:
        """Whom the row means: by the company's own number, else by the address."""
        if not is_address(email):
            raise _Wrong(f"“{email[:60]}” is no email address." if email else "The email is empty.")
        own = _id(row)
        if len(own) > LONGEST_ID:
            raise _Wrong(f"The id has {len(own)} signs; {LONGEST_ID} are the most.")
        self._once("address", email, row.line)
        if own:
            self._once("id", own, row.line)
        known, holder = self.by_id.get(own), self.by_email.get(email)
        if known is None and holder and own and holder.external_id:
            raise _Wrong(
                f"The address belongs to somebody with the id {holder.external_id}, not {own}."
            )
        if known and holder and known.id != holder.id:
            raise _Wrong(f"The address belongs to {holder.name} already, who has another id.")
        return known or holder

    def _once(self, what: str, value: str, line: int) -> None:
        first = self.seen.setdefault((what, value), line)
        if first != line:
            raise _Wrong(f"The {what} {value} stands in line {first} already. Keep one of them.")

    def _after(self, row: Row, before: Known | None, email: str) -> Known:
        name = self._text(row, "name", before.name if before else "")
        if not any(sign.isalnum() for sign in name):
            raise _Wrong("The name is empty. Write a name with at least one letter.")
        manages = self._teams(row, "manages", before.manages if before else frozenset())
        return Known(
            id=before.id if before else 0,
            external_id=_id(row) or (before.external_id if before else ""),
            email=email,
            name=name,
            job=self._text(row, "job", before.job if before else ""),
            role=self._role(row, before, leads=bool(manages)),
            member_of=self._teams(row, "team", before.member_of if before else frozenset()),
            manages=manages,
        )

    def _text(self, row: Row, column: str, held: str) -> str:
        if column not in row.values:
            return held
        text = one_line(row.values[column])
        if len(text) > LONGEST_NAME:
            raise _Wrong(f"The {column} has {len(text)} signs; {LONGEST_NAME} are the most.")
        return text

    def _role(self, row: Row, before: Known | None, *, leads: bool) -> str:
        held = before.role if before else Role.LEARNER.value
        wanted = row.values.get("role", "").strip().casefold() or held
        if wanted not in _ROLES:
            raise _Wrong(f"“{wanted[:40]}” is no role. Use learner, author or manager.")
        if (wanted == Role.ADMIN.value) != (held == Role.ADMIN.value):
            raise _Wrong("A roster makes and unmakes no administrators. The person’s page does.")
        if leads and wanted == Role.LEARNER.value:
            return Role.MANAGER.value
        return wanted

    def _teams(self, row: Row, column: str, held: frozenset[str]) -> frozenset[str]:
        if column not in row.values:
            return held
        return frozenset(self._team(name) for name in parted(row.values[column]))

    def _team(self, written: str) -> str:
        name = one_line(written)
        known = name if name in self.teams else self.by_fold.get(name.casefold())
        if known:
            return known
        slug = slugify(name)[:80]
        if not slug or len(name) > LONGEST_TEAM:
            raise _Wrong(f"“{name[:60]}” can’t be a team: 80 signs at most, with a letter A to Z.")
        if slug in self.slugs:
            raise _Wrong(f"The team “{name}” would get the address of “{self.slugs[slug]}”.")
        self.by_fold[name.casefold()] = self.slugs[slug] = name
        self.new_teams.add(name)
        return name


def _id(row: Row) -> str:
    return one_line(row.values.get("id", ""))


def _outcome(before: Known | None, after: Known) -> Outcome:
    if before is None:
        return Outcome.NEW
    if not before.is_open:
        return Outcome.BACK
    return Outcome.SAME if replace(after, id=before.id) == before else Outcome.CHANGED


def _told(before: Known | None, after: Known) -> Iterator[str]:
    """The differences, each in a short sentence."""
    if before is None:
        yield f"Gets an account as {after.role}."
    elif not before.is_open:
        yield "The account is opened again."
    if before:
        for what, old, new in (
            ("Name", before.name, after.name),
            ("Email", before.email, after.email),
            ("Job", before.job, after.job),
            ("Id", before.external_id, after.external_id),
            ("Role", before.role, after.role),
        ):
            if old != new:
                yield f"{what}: {old or 'none'} → {new or 'none'}."
    yield from _moves("Joins", after.member_of, before.member_of if before else frozenset())
    yield from _moves("Leaves", before.member_of if before else frozenset(), after.member_of)
    yield from _moves("Leads", after.manages, before.manages if before else frozenset())
    yield from _moves("No longer leads", before.manages if before else frozenset(), after.manages)


def _moves(verb: str, wanted: frozenset[str], held: frozenset[str]) -> Iterator[str]:
    if moved := sorted(wanted - held):
        yield f"{verb} {', '.join(moved)}."
