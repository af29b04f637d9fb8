"""Which passwords are refused."""

import pytest

from literacy.accounts.strength import problem_with

ABOUT = ("Maya Okafor", "maya.okafor@example.com", "Harbour & Finch")


@pytest.mark.parametrize(
    "password",
    [
        "harbour lamp 49 euro",
        "green-ladder-fish-rain",
        "xK9#mQ2$vL7p",
        "kühlschrank im Hof",
        "密码是我的秘密很长很长啊",
        "🐸🎩🌧🚲🍋🧭🪁🎻🧀🪐🦆🥁",
        "  spaces around it  ",
        "ω" * 3 + "διαφορετικό",
        "tab\tand\nnewline, fine",
        "a long one " * 2 + "with x " * 100,
    ],
)
def test_a_password_of_unrelated_words_or_signs_is_fine(password: str) -> None:
    assert problem_with(password, about=ABOUT) == ""


@pytest.mark.parametrize("password", ["", "short", "elevensigns", "🐸🎩🌧🚲"])
def test_fewer_than_twelve_characters_are_refused(password: str) -> None:
    assert "12 characters" in problem_with(password)


def test_twelve_characters_are_enough() -> None:
    assert problem_with("lamp fox bus") == ""


def test_1024_bytes_are_taken_and_one_more_is_refused() -> None:
    rest = "".join(chr(0x4E00 + number) for number in range(341))

    assert problem_with(rest + "x") == ""
    assert "1024 bytes" in problem_with(rest + "xy")


@pytest.mark.parametrize(
    "password",
    ["aaaaaaaaaaaa", "abababababab", "abcabcabcabc", "jfk4jfk4jfk4jfk4", "111222333444"],
)
def test_repetition_is_refused(password: str) -> None:
    assert "repeats" in problem_with(password)


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password1234!",
        "P@ssw0rd2026",
        "pa55word!!!!",
        "passwordpassword",
        "letmeinplease!",
        "iloveyou1234",
        "Summer2026!!",
        "welcome-welcome",
        "trustno1trustno1",
        "qwertyuiop12",
        "1q2w3e4r5t6y",
        "asdfghjkl123",
        "zyxwvutsrqpo",
        "123456789012",
        "correct horse battery staple",
        "correcthorsebatterystaple",
        "literacy2026!",
        "LiteracyLiteracy",
        "harbourfinch1",
        "Harbour & Finch 2026",
        "maya.okafor@example.com",
        "MayaOkafor123",
        "okafor-okafor-1",
        "administrator1",
    ],
)
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    assert "first that people try" in problem_with(password, about=ABOUT)


def test_another_persons_name_is_no_reason() -> None:
    assert problem_with("Okafor Lindqvist lamp") == ""
