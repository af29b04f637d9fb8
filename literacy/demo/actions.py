"""Filling an empty store with the made-up company, by the same deeds real people would do."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from literacy.accounts import passwords
from literacy.accounts.actions.people import create_team
from literacy.accounts.models import Management, Membership, Person
from literacy.accounts.news.actions import answer_news
from literacy.accounts.news.kinds import NewsKind
from literacy.accounts.permissions import Role
from literacy.accounts.viewer import Viewer
from literacy.assignments.actions import ask, take_back
from literacy.assignments.queries import company_desk, team_desk
from literacy.assignments.terms import Audience, Draft, Terms, Thing
from literacy.audit.actions import note
from literacy.content.catalogue import Catalogue, Lesson
from literacy.demo.awarding.actions import award
from literacy.demo.company import (
    CERTIFICATES,
    DATES,
    KEEPSAKES,
    MODULE,
    MONDAYS,
    NUDGES,
    PASSWORD,
    PEOPLE,
    PROJECT,
    STUCK,
    TEAMS,
    WISHES,
    Colleague,
    Keepsake,
    Study,
)
from literacy.demo.examining.actions import examine
from literacy.demo.glossary.actions import explain
from literacy.demo.keeping.actions import keep_glossary
from literacy.demo.reviewing import reviewed
from literacy.demo.tempting import missed_first, seed_for, wrong_answer
from literacy.glossary.actions import join_request, request_term
from literacy.help.actions import ask_for_help, close_call
from literacy.labs.actions import complete
from literacy.lessons.actions import keep_place
from literacy.lessons.notes.actions import keep, write
from literacy.lessons.notes.passages import Passage, passages
from literacy.lessons.press import press
from literacy.lib.slugs import slugify
from literacy.nudges.models import Nudge
from literacy.nudges.week import week_of
from literacy.overview.actions import summarize
from literacy.overview.queries import counted_longest_ago
from literacy.progress.outline import course_outline
from literacy.questions.question import Answer, Question
from literacy.quizzes.actions import keep_edition, start_attempt
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.quizzes.offers import offer
from literacy.quizzes.queries import standing_for
from literacy.quizzes.recalls import recalls
from literacy.quizzes.standing import Place, Standing, Try, with_try
from literacy.review.actions import keep_recalls
from literacy.review.queries import cards_of, seen_items
from literacy.review.rounds import todays
from literacy.teams.queries import team_of

PER_QUESTION = timedelta(seconds=35)
PER_REVIEW = timedelta(seconds=22)
SURENESS = ("fairly", "certain", None, "guessing", "fairly")


def found_company(session: Session, catalogue: Catalogue, *, now: datetime) -> None:
    """Everybody and everything of the made-up company, dated back from `now`."""
    viewers = _people(session, now=now)
    _teams(session, viewers, now=now)
    for colleague in PEOPLE:
        for study in colleague.studies:
            _study(session, viewers[colleague.name], catalogue, study, now=now)
        for days in colleague.reviews:
            _review(session, viewers[colleague.name], catalogue, at=now - timedelta(days=days))
    _dates(session, viewers, now=now)
    _ask_for_help(session, viewers, catalogue, now=now)
    _nudges(session, viewers, now=now)
    _mondays(session, viewers, now=now)
    _wishes(session, viewers, now=now)
    explain(session, viewers, catalogue, now=now)
    keep_glossary(session, viewers, catalogue, now=now)
    for awarded in CERTIFICATES:
        award(session, viewers[awarded.to], catalogue, awarded, now=now)
    examine(session, viewers, catalogue, now=now)
    for keepsake in KEEPSAKES:
        _keep(session, viewers[keepsake.by], catalogue, keepsake, now=now)
    course = course_outline(catalogue, today=now.date())
    summarize(session, course, counted_longest_ago(session), now=now)


def _people(session: Session, *, now: datetime) -> Mapping[str, Viewer]:
    kept = passwords.hash(PASSWORD)
    people = {each.name: _person(each, kept, now=now) for each in PEOPLE}
    session.add_all(people.values())
    session.flush()
    first = next(person.id for person in people.values() if person.role == Role.ADMIN)
    for person in people.values():
        note(
            session,
            "setup.done" if person.id == first else "person.invited",
            actor_id=first,
            subject=f"person:{person.id}",
            now=person.created_at,
        )
    return {name: _viewer(person) for name, person in people.items()}


def _person(colleague: Colleague, kept: str, *, now: datetime) -> Person:
    joined = now - timedelta(days=colleague.joined)
    return Person(
        email=colleague.email,
        name=colleague.name,
        job=colleague.job,
        role=colleague.role.value,
        password_hash=kept if colleague.signs_in else None,
        created_at=joined,
        password_changed_at=joined if colleague.signs_in else None,
    )


def _viewer(person: Person) -> Viewer:
    return Viewer(
        id=person.id,
        name=person.name,
        email=person.email,
        role=Role(person.role),
        session_id=0,
        last_seen_at=person.created_at,
    )


def _teams(session: Session, viewers: Mapping[str, Viewer], *, now: datetime) -> None:
    admin = next(viewer.id for viewer in viewers.values() if viewer.role is Role.ADMIN)
    since = now - timedelta(days=60)
    teams = {name: create_team(session, name, by=admin, now=since).id for name in TEAMS}
    for colleague in PEOPLE:
        person = viewers[colleague.name].id
        joined = max(since, now - timedelta(days=colleague.joined))
        if colleague.team:
            session.add(Membership(team_id=teams[colleague.team], person_id=person, since=joined))
        for led in colleague.leads:
            session.add(Management(team_id=teams[led], person_id=person, since=since))
    for team, names in PROJECT.items():
        for name in names:
            session.add(Membership(team_id=teams[team], person_id=viewers[name].id, since=since))
    session.flush()


def _study(
    session: Session, viewer: Viewer, catalogue: Catalogue, study: Study, *, now: datetime
) -> None:
    lesson = catalogue.lessons[study.lesson]
    sittings: list[tuple[int, int | None]] = [(misses, None) for misses in study.tries]
    if study.unfinished is not None:
        sittings.append((0, study.unfinished))
    began = now - timedelta(days=study.days + max(len(sittings) - 1, 0), minutes=30)
    _read(session, viewer, lesson, study, began=began)
    for day, (misses, answered) in enumerate(sittings):
        at = began + timedelta(days=day, minutes=15)
        _sit(session, viewer, catalogue, lesson, misses=misses, answered=answered, at=at)


def _read(
    session: Session, viewer: Viewer, lesson: Lesson, study: Study, *, began: datetime
) -> None:
    keep_place(
        session,
        viewer,
        lesson.id,
        anchor=_heading_at(lesson, study.read),
        share=study.read,
        device=study.device,
        now=began,
    )
    for place, lab in enumerate(lesson.labs[: study.goals]):
        at = began + timedelta(minutes=4 + 5 * place)
        complete(session, viewer, lab.lab, lab.mission, how="proved", now=at)


def _heading_at(lesson: Lesson, share: float) -> str:
    headings = [each for each in lesson.headings if each.level == 2]
    return headings[min(int(share * len(headings)), len(headings) - 1)].anchor


def _sit(
    session: Session,
    viewer: Viewer,
    catalogue: Catalogue,
    lesson: Lesson,
    *,
    misses: int,
    answered: int | None,
    at: datetime,
) -> None:
    """An attempt with really drawn questions; `misses` of them are missed at the first try."""
    offered = offer(catalogue, lesson.slug, today=at.date())
    attempt = start_attempt(
        session,
        viewer,
        offered,
        key=f"demo-{lesson.slug}-{at:%Y%m%d%H%M%S}",
        kind="full",
        seed=seed_for(offered, viewer.id * 1000 + at.toordinal() % 1000),
        now=at,
    )
    standing = standing_for(session, viewer, attempt)
    bank = catalogue.banks[lesson.slug]
    missed = {place.number for place in missed_first(standing.places, bank.items)[:misses]}
    for place in standing.places[:answered]:
        question = bank.items[place.item]
        keep_edition(session, question)
        for each in _tries(place, question, attempt, missed=place.number in missed, at=at):
            session.add(QuizAnswer(attempt_id=attempt, **_row(each)))
            standing = with_try(standing, each)
    session.flush()
    if standing.is_done:
        _finish(session, standing, at=at + PER_QUESTION * len(standing.places))


def _tries(
    place: Place, question: Question, attempt: int, *, missed: bool, at: datetime
) -> Iterator[Try]:
    """A question that is missed is answered right at the second try."""
    when = at + PER_QUESTION * place.number
    sureness = SURENESS[place.number % len(SURENESS)]
    if missed:
        wrong = wrong_answer(question)
        yield _try(place, question, attempt, wrong, number=1, sureness=sureness, at=when)
        when += timedelta(seconds=15)
    number = 2 if missed else 1
    key = question.key()
    yield _try(place, question, attempt, key, number=number, sureness=sureness, at=when)


def _try(
    place: Place,
    question: Question,
    attempt: int,
    answer: Answer,
    *,
    number: int,
    sureness: str | None,
    at: datetime,
) -> Try:
    mark = question.mark(answer)
    return Try(
        item=place.item,
        item_version=question.common.version,
        number=number,
        key=f"{attempt}.demo-{place.number}-{number}",
        answer=answer,
        complete=True,
        dont_know=False,
        confidence=sureness if number == 1 else None,
        score=mark.score,
        correct=mark.correct,
        at=at,
        edition=question.common.edition,
    )


def _row(each: Try) -> dict[str, object]:
    return {
        "key": each.key,
        "item": each.item,
        "item_version": each.item_version,
        "edition": each.edition,
        "try_number": each.number,
        "answer": each.answer,
        "complete": each.complete,
        "dont_know": each.dont_know,
        "confidence": each.confidence,
        "score": each.score,
        "correct": each.correct,
        "at": each.at,
    }


def _finish(session: Session, done: Standing, *, at: datetime) -> None:
    attempt = session.get_one(Attempt, done.attempt.id)
    attempt.finished_at = at
    attempt.right_count = done.right
    attempt.passed = done.passed
    session.flush()
    keep_recalls(session, attempt.person_id, recalls(done, now=at))


def _review(session: Session, viewer: Viewer, catalogue: Catalogue, *, at: datetime) -> None:
    """A day's review, to its end."""
    cards, on = cards_of(session, viewer.id), at.date()
    for place, entry in enumerate(todays(catalogue, cards, person=viewer.id, on=on).entries):
        seen = seen_items(session, viewer.id, entry.subject)
        when = at + PER_REVIEW * place
        recall = reviewed(catalogue, entry, seen=seen, person=viewer.id, at=when)
        if recall is not None:
            keep_recalls(session, viewer.id, [recall])


def _dates(session: Session, viewers: Mapping[str, Viewer], *, now: datetime) -> None:
    for date in DATES:
        asker, set_at = viewers[date.by], now - timedelta(days=date.days)
        desk = team_desk(session, asker, slugify(date.team)) if date.team else company_desk(asker)
        team_id = desk.team.id if desk.team else None
        person_id = viewers[date.person].id if date.person else None
        due_on = None if date.due is None else (now + timedelta(days=date.due)).date()
        draft = Draft(
            (Thing(path=date.path) if date.path else Thing(module=MODULE),),
            (Audience(team_id, person_id),),
            Terms(due_on, date.joiner_days, date.why),
        )
        (asked,) = ask(session, desk, draft, now=set_at)
        if date.taken_back is not None:
            take_back(session, desk, asked.id, now=now - timedelta(days=date.taken_back))


def _ask_for_help(
    session: Session, viewers: Mapping[str, Viewer], catalogue: Catalogue, *, now: datetime
) -> None:
    for each in STUCK:
        lesson = catalogue.lessons[each.lesson] if each.lesson else None
        call = ask_for_help(
            session,
            viewers[each.by],
            helper_id=viewers[each.of].id,
            lesson=lesson.id if lesson else "",
            title=lesson.title if lesson else "",
            note=each.note,
            now=now - timedelta(days=each.days),
        )
        if each.answered is not None:
            close_call(session, viewers[each.of], call.id, now=now - timedelta(days=each.answered))


def _nudges(session: Session, viewers: Mapping[str, Viewer], *, now: datetime) -> None:
    """They show on the home page; the demo sends nobody mail."""
    for word in NUDGES:
        at, by = now - timedelta(days=word.days), viewers[word.by]
        team = team_of(session, by, slugify(word.team))
        session.add(
            Nudge(
                person_id=viewers[word.to].id,
                team_id=team.id,
                sent_by=by.id,
                week=week_of(at),
                words=word.words,
                sent_at=at,
            )
        )
        session.flush()


def _mondays(session: Session, viewers: Mapping[str, Viewer], *, now: datetime) -> None:
    for name in MONDAYS:
        at = now - timedelta(days=21)
        answer_news(session, viewers[name].id, NewsKind.TEAMS, wanted=True, now=at)


def _wishes(session: Session, viewers: Mapping[str, Viewer], *, now: datetime) -> None:
    for wish in WISHES:
        at = now - timedelta(days=wish.days)
        asked = request_term(
            session, viewers[wish.by], word=wish.word, context=wish.context, place="", now=at
        )
        for name in wish.too:
            join_request(session, viewers[name], asked.id, now=at + timedelta(hours=5))


def _keep(
    session: Session, viewer: Viewer, catalogue: Catalogue, keepsake: Keepsake, *, now: datetime
) -> None:
    at, lesson = now - timedelta(days=keepsake.days), catalogue.lessons[keepsake.lesson]
    note = keep(session, viewer, lesson.id, _passage(catalogue, lesson, keepsake, at=now), now=at)
    write(session, viewer, note.id, keepsake.text, now=at)


def _passage(catalogue: Catalogue, lesson: Lesson, keepsake: Keepsake, *, at: datetime) -> Passage:
    if keepsake.passage is None:
        return Passage("p-edited", keepsake.section, keepsake.quote)
    printed = press.printed(lesson, catalogue, today=at.date())
    found = [each for each in passages(printed).values() if each.anchor.startswith("p-")]
    return found[min(keepsake.passage, len(found) - 1)]
