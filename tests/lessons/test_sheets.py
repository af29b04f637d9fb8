"""A lesson page that is made once for many readers carries nothing of any one of them."""

import re
from collections.abc import Callable

from literacy.accounts.models import Person
from tests.browsing import Browser
from tests.make import People

SignIn = Callable[[Person], Browser]
LESSON = "/lessons/cache-rules"
TOKENS = re.compile(r'(?:data-token|name="csrf_token" value)="([^"]*)"')


def test_the_second_reader_gets_forms_of_her_own(signed_in: SignIn, people: People) -> None:
    maya, eve = signed_in(people.maya), signed_in(people.eve)

    of_maya = set(TOKENS.findall(maya.get(LESSON).get_data(as_text=True)))
    of_eve = set(TOKENS.findall(eve.get(LESSON).get_data(as_text=True)))

    assert len(of_maya) == len(of_eve) == 1
    assert of_maya.isdisjoint(of_eve)


def test_what_the_second_reader_sends_is_taken(signed_in: SignIn, people: People) -> None:
    maya, eve = signed_in(people.maya), signed_in(people.eve)
    maya.get(LESSON)
    token = TOKENS.search(eve.get(LESSON).get_data(as_text=True))
    assert token

    response = eve.client.post(
        f"{LESSON}/place", data={"anchor": "key-idea", "share": "0.9", "csrf_token": token[1]}
    )

    assert response.status_code == 204
