"""Keeping and checking passwords."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher

from literacy.accounts import passwords
from literacy.lib.errors import TooMany
from tests.make import PASSWORD


def test_a_kept_password_is_found_right_and_another_wrong(password_hash: str) -> None:
    assert passwords.verify(password_hash, PASSWORD)
    assert not passwords.verify(password_hash, PASSWORD + " ")


def test_a_hash_says_argon2id_with_19_mebibytes_two_passes_one_lane(password_hash: str) -> None:
    assert password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_two_hashes_of_one_password_differ(password_hash: str) -> None:
    assert passwords.hash(PASSWORD) != password_hash


def test_without_an_account_no_password_is_right() -> None:
    assert not passwords.verify(None, "the password of an account that does not exist")


def test_a_broken_hash_is_wrong_and_no_error() -> None:
    assert not passwords.verify("no hash at all", PASSWORD)


def test_more_than_1024_bytes_are_wrong_without_being_worked_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passwords, "_HASHER", None)

    assert not passwords.verify("$argon2id$", "x" * 1025)


def test_a_hash_of_weaker_parameters_is_outdated(password_hash: str) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

    assert passwords.is_outdated(old)
    assert not passwords.is_outdated(password_hash)


def test_a_third_check_at_the_same_time_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_WAIT_SECONDS", 0.01)

    with passwords._slot(), passwords._slot(), pytest.raises(TooMany):
        passwords.verify(None, PASSWORD)


def test_ten_checks_at_once_all_get_their_turn(password_hash: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(lambda _: passwords.verify(password_hash, PASSWORD), range(10)))

    assert results == [True] * 10
