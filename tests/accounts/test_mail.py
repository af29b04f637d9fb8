"""One's own choices about mail, and the one click that stops a kind of it."""

import pytest
from sqlalchemy import select

from literacy.accounts.models import NewsAnswer, Person, QuietHours, StoppedNews
from literacy.accounts.news.actions import send_news
from literacy.accounts.news.kinds import NewsKind, stop_name, stopped_by
from literacy.lib.db import Database
from literacy.lib.tokens import signed, unsigned
from tests import make
from tests.browsing import words

KEY = "a key for tests only, 32 letters or more"


def stopped(database: Database, person: Person) -> set[str]:
    with database.reading() as session:
        return set(
            session.scalars(select(StoppedNews.kind).where(StoppedNews.person_id == person.id))
        )


def stop_path(person: Person, kind: NewsKind = NewsKind.REMINDER) -> str:
    return f"/mail/stop/{signed(KEY, stop_name(person.id, kind))}"


@pytest.fixture
def letter(database: Database, people: make.People, settings, letters):
    """A reminder that Maya was sent."""
    with database.transaction() as saving:
        send_news(
            saving,
            people.maya.id,
            NewsKind.REMINDER,
            "reminders/half-way",
            key="k",
            settings=settings,
            now=make.NOW,
            path="/attempts/1",
            values={"what": "the quiz", "title": "Copies", "left": "2 questions"},
        )
    return letters.all()[-1]


def test_a_reminder_can_be_stopped_with_one_click(
    letter, people: make.People, settings, client, database: Database
) -> None:
    address = letter["List-Unsubscribe"].strip("<>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = address.removeprefix(settings.origin)

    response = client.post(path, data={"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert "You get no more of this mail" in words(response)
    assert stopped(database, people.maya) == {"reminder"}


def test_a_reminder_says_where_to_go_on_and_how_to_stop(letter, settings, people) -> None:
    text = letter.get_body(("plain",)).get_content()

    assert f"{settings.origin}/attempts/1\n" in text
    assert f"Stop this kind of mail: {settings.origin}{stop_path(people.maya)}\n" in text
    assert f"{settings.origin}/me/mail\n" in text


def test_the_address_in_the_store_stops_nothing(
    database: Database, people: make.People, client
) -> None:
    name = stop_name(people.maya.id, NewsKind.REMINDER)

    assert client.post(f"/mail/stop/{name}").status_code == 404
    assert client.post(f"/mail/stop/{name}.{'x' * 43}").status_code == 404
    assert stopped(database, people.maya) == set()


def test_an_address_is_of_one_person_and_one_kind(people: make.People, client) -> None:
    path = stop_path(people.maya).replace("reminder", "review")

    assert client.get(path).status_code == 404


def test_opening_the_address_only_asks(database: Database, people: make.People, client) -> None:
    page = client.get(stop_path(people.maya))

    assert page.status_code == 200
    assert "Stop the mail “Reminders”?" in words(page)
    assert "Maya" not in words(page)
    assert stopped(database, people.maya) == set()


def test_password_mails_can_not_be_stopped(people: make.People, letters, stranger) -> None:
    stranger.post("/password/forgot", email="maya@example.com")

    assert letters.all()[-1]["List-Unsubscribe"] is None


def test_choices_are_kept_and_shown(database: Database, people: make.People, signed_in) -> None:
    maya = signed_in(people.maya)

    answer = maya.post("/me/mail", wanted=["review", "request"], begin="21", end="6")

    assert answer.status_code == 303
    assert stopped(database, people.maya) == {"reminder", "deadline"}
    page = maya.get("/me/mail").get_data(as_text=True)
    assert '<option value="21" selected>21:00</option>' in page
    assert 'value="review" checked' in page
    assert 'value="reminder">' in page


def test_nothing_ticked_stops_everything(
    database: Database, people: make.People, signed_in
) -> None:
    signed_in(people.maya).post("/me/mail", begin="18", end="8")

    assert stopped(database, people.maya) == {"reminder", "review", "deadline", "request"}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("maya", set()), ("ivan", {"digest"}), ("grace", {"teams"}), ("rosa", set())],
)
def test_each_role_chooses_among_the_mail_it_can_get(
    people: make.People, signed_in, name: str, kinds: set[str]
) -> None:
    page = signed_in(getattr(people, name)).get("/me/mail").get_data(as_text=True)

    assert {kind for kind in ("digest", "teams") if f'value="{kind}"' in page} == kinds


def answer_of(database: Database, person: Person) -> bool | None:
    with database.reading() as session:
        kept = session.get(NewsAnswer, (person.id, "teams"))
        return kept.wanted if kept else None


@pytest.mark.parametrize(
    ("answer", "said"),
    [("yes", "The first one comes next Monday."), ("no", "you won’t be asked again")],
)
def test_a_manager_is_asked_once_whether_she_wants_her_teams_by_mail(
    database: Database, people: make.People, signed_in, answer: str, said: str
) -> None:
    grace, team = signed_in(people.grace), f"/team/{people.campaigns.slug}"
    assert "A short mail on Monday?" in words(grace.get(team))

    for _twice in range(2):
        answered = grace.post("/me/mail/teams", answer=answer, back=team)

    assert (answered.status_code, answered.location) == (303, team)
    page = words(grace.get(team))
    assert said in page
    assert "A short mail on Monday?" not in page
    assert answer_of(database, people.grace) is (answer == "yes")


def test_the_yes_is_taken_back_where_mail_is_chosen(
    database: Database, people: make.People, signed_in
) -> None:
    grace = signed_in(people.grace)
    assert 'value="teams">' in grace.get("/me/mail").get_data(as_text=True)
    grace.post("/me/mail/teams", answer="yes")
    assert 'value="teams" checked' in grace.get("/me/mail").get_data(as_text=True)

    grace.post("/me/mail", wanted=["reminder"], begin="18", end="8")

    assert answer_of(database, people.grace) is False
    grace.post("/me/mail", wanted=["teams"], begin="18", end="8")
    assert answer_of(database, people.grace) is True


def test_the_letter_about_teams_ends_with_one_click(
    database: Database, people: make.People, signed_in, client
) -> None:
    signed_in(people.grace).post("/me/mail/teams", answer="yes")

    response = client.post(
        stop_path(people.grace, NewsKind.TEAMS), data={"List-Unsubscribe": "One-Click"}
    )

    assert "You get no more of this mail" in words(response)
    assert answer_of(database, people.grace) is False


@pytest.mark.parametrize("answer", [{}, {"answer": ""}, {"answer": "maybe"}])
def test_an_answer_that_is_none_is_refused(
    database: Database, people: make.People, signed_in, answer: dict
) -> None:
    response = signed_in(people.grace).post("/me/mail/teams", **answer)

    assert response.status_code == 422
    assert "Choose “Send me that” or “No, thanks”" in words(response)
    assert answer_of(database, people.grace) is None


def test_only_who_leads_answers_and_only_for_herself(
    database: Database, people: make.People, signed_in
) -> None:
    assert signed_in(people.maya).post("/me/mail/teams", answer="yes").status_code == 403

    signed_in(people.grace).post(
        "/me/mail/teams", answer="yes", person_id=str(people.maya.id), back="//evil.example"
    )

    assert answer_of(database, people.maya) is None
    assert answer_of(database, people.grace) is True


@pytest.mark.parametrize(
    "fields",
    [
        {"wanted": ["reminder"], "begin": "24", "end": "8"},
        {"wanted": ["reminder"], "begin": "noon", "end": "8"},
        {"wanted": ["reminder"], "end": "8"},
        {"wanted": ["spam"], "begin": "18", "end": "8"},
        {"wanted": ["digest"], "begin": "18", "end": "8"},
    ],
    ids=["no such hour", "a word", "one hour", "no such kind", "another role's kind"],
)
def test_a_refused_choice_says_so_and_stores_nothing(
    database: Database, people: make.People, signed_in, fields: dict
) -> None:
    response = signed_in(people.maya).post("/me/mail", **fields)

    assert response.status_code == 422
    assert "in the list" in words(response)
    assert stopped(database, people.maya) == set()
    with database.reading() as session:
        assert session.get(QuietHours, people.maya.id) is None


def test_a_time_zone_is_chosen_on_the_account_page(
    database: Database, people: make.People, signed_in
) -> None:
    maya = signed_in(people.maya)

    saved = maya.post("/me/", name="Maya", theme="auto", zone="America/Sao_Paulo")

    assert saved.status_code == 303
    assert "by the clocks of America/Sao_Paulo" in words(maya.get("/me/mail"))
    assert 'value="America/Sao_Paulo" selected' in maya.get("/me/").get_data(as_text=True)


def test_an_unknown_time_zone_is_refused(people: make.People, signed_in) -> None:
    response = signed_in(people.maya).post("/me/", name="Maya", theme="auto", zone="Mars/Base")

    assert response.status_code == 422
    assert "Choose one of the time zones in the list." in words(response)


def test_who_chose_no_zone_lives_by_the_sites(people: make.People, signed_in) -> None:
    assert "by the clocks of UTC" in words(signed_in(people.maya).get("/me/mail"))


@pytest.mark.parametrize("marked", ["", ".", "1.reminder", "1.reminder.é"])
def test_an_unsigned_text_is_nobodys(marked: str) -> None:
    assert unsigned(KEY, marked) is None


def test_a_signed_text_is_read_with_its_key_only() -> None:
    marked = signed(KEY, "7.digest")

    assert unsigned(KEY, marked) == "7.digest"
    assert unsigned(f"{KEY}x", marked) is None
    assert stopped_by("7.digest") == (7, NewsKind.DIGEST)
