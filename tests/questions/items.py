"""Items of every kind that break no rule, to be spoiled one key at a time."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from literacy.questions.drawing import token
from literacy.questions.faults import faults
from literacy.questions.kinds.registry import parse
from literacy.questions.question import Fault, Question

FIXTURES = Path(__file__).parent / "fixtures"

WHY = "It says in a few plain words what this answer teaches about copies."

COMMON: Mapping[str, Any] = {
    "id": "who-sees-it",
    "area": "a",
    "level": "apply",
    "stem": "Priya presses reload on the sale page. What has she shown?",
    "see": "#fresh-or-has-it-changed",
}


def choice(text: str, *, correct: bool = False, why: str = WHY, **more: Any) -> dict[str, Any]:
    return {"text": text, "why": why, **({"correct": True} if correct else {}), **more}


OWN, EVERY, PHONES = "Her own copy is new", "Everybody sees it", "Phones were cleared"
LOGO, FONT, PRICE, BASKET = "The logo", "The font file", "The sale price", "The basket"
FOUND, ASKED, COMPARED, SHOWN = "Copy found", "Server asked", "Prints compared", "Copy shown"

KEYS: Mapping[str, Mapping[str, Any]] = {
    "single": {"choices": [choice(OWN, correct=True), choice(EVERY), choice(PHONES)]},
    "multiple": {
        "choices": [
            choice(LOGO, correct=True),
            choice(FONT, correct=True),
            choice(PRICE, misconception="all-is-fresh"),
            choice(BASKET),
        ]
    },
    "truefalse": {
        "answer": False,
        "reasons": [choice(OWN, correct=True), choice(EVERY), choice(PHONES)],
    },
    "numeric": {
        "answer": 16,
        "tolerance": 1,
        "unit": "seconds",
        "why": WHY,
        "hints": [{"value": 2, "within": 0.2, "why": "You divided **bytes** by bits."}],
    },
    "short": {
        "accept": ["utm_medium", "medium"],
        "near": [{"match": ["utm_source"], "why": "That one says **who** sent them."}],
        "why": WHY,
    },
    "order": {"steps": [FOUND, ASKED, COMPARED, SHOWN], "why": WHY},
    "classify": {
        "categories": ["Long", "Never stored"],
        "cards": [
            {"text": LOGO, "in": "Long", "why": "Its name changes."},
            {"text": FONT, "in": "Long", "why": "It stays the same."},
            {"text": PRICE, "in": "Never stored", "why": "It changes hourly."},
            {"text": BASKET, "in": "Never stored", "why": "It is private."},
        ],
    },
    "cloze": {
        "text": "Last click gives {{1}} all €90. Equal credit gives each €{{2}}. We call it {{3}}.",
        "blanks": {
            1: {"choose": ["social", "search"], "answer": "search", "why": "It came last."},
            2: {"answer": 30, "tolerance": 0, "why": "€90 by three."},
            3: {"accept": ["attribution"], "why": "It attributes."},
        },
    },
    "spot": {
        "snippet": "HTTP/1.1 200 OK\nContent-Type: text/html\nCache-Control: max-age=600\nETag: 8812\n",
        "lines": [
            {"n": 1, "why": "A normal answer."},
            {"n": 2, "why": "This is a web page."},
            {"n": 3, "correct": True, "why": "Ten minutes without asking."},
            {"n": 4, "why": "A fingerprint only helps."},
        ],
    },
    "scenario": {
        "start": "now",
        "nodes": {
            "now": {
                "say": "Views double.",
                "choices": [
                    {"text": "Publish", "goto": "crash", "points": 0, "why": "She can't prepare."},
                    {"text": "Write first", "goto": "offer", "points": 2, "why": "She knows."},
                ],
            },
            "crash": {
                "say": "The shop stops.",
                "choices": [
                    {"text": "Help", "goto": "late", "points": 1, "why": "Her goal first."},
                    {"text": "Wait", "goto": "late", "points": 0, "why": "It takes longer."},
                ],
            },
            "offer": {
                "say": "A light page?",
                "choices": [
                    {"text": "Take it", "goto": "good", "points": 2, "why": "Safe and soon."},
                    {"text": "Insist", "goto": "crash", "points": 0, "why": "It costs all."},
                ],
            },
            "late": {"say": "Back at 16:20.", "end": True},
            "good": {"say": "The page holds.", "end": True},
        },
        "pass_points": 4,
    },
}


def item(kind: str, **changes: Any) -> dict[str, Any]:
    return {**COMMON, "type": kind, **KEYS[kind], **changes}


def question(kind: str, **changes: Any) -> Question:
    return parse(item(kind, **changes), lesson="cache-rules", line=7)


def found(kind: str, **changes: Any) -> list[Fault]:
    return list(faults(question(kind, **changes)))


def bank(name: str) -> list[Question]:
    """The questions of one of the founders' files."""
    data = yaml.safe_load((FIXTURES / f"{name}.yml").read_text(encoding="utf-8"))
    return [parse(one, lesson=data["lesson"], line=1) for one in data["items"]]


def tokens(*texts: str) -> list[str]:
    return [token(text) for text in texts]
