"""A lab session played without a server: moves, requests and reports, one second apart."""

from datetime import datetime, timedelta

from literacy.labs.cache import moves
from literacy.labs.cache.events import Draft, Event
from literacy.labs.cache.judge import judge
from literacy.labs.cache.record import runs
from literacy.labs.cache.verdict import Verdict
from tests import make

PATH = "00" + "0" * 30


class Play:
    """`load` is what a browser with an ideal cache does: `status` says what the server answered."""

    def __init__(self, mission: str, *, path: str = PATH) -> None:
        self.mission = mission
        self.path = path
        self.now: datetime = make.NOW
        self.events: tuple[Event, ...] = ()

    def wait(self, seconds: float) -> "Play":
        self.now += timedelta(seconds=seconds)
        return self

    def add(self, drafts: tuple[Draft, ...]) -> "Play":
        self.events += tuple(
            Event(self.now, self.mission, each.kind, each.facts) for each in drafts
        )
        return self.wait(1)

    def begin(self, rule: str = "") -> "Play":
        return self.add(moves.load(self.events, self.mission, rule, self.path))

    def arrive(self, status: int = 200, *, file: int = 0) -> "Play":
        """The learner's browser asks for the current file."""
        here = moves.files(self.run)[file]
        if self.mission in ("second-load", "deploy-day"):
            answer = moves.at_origin(self.events, here.rule, here.name, now=self.now)
            return self.add((moves.hit_event(answer, status=status, size=40_960),))
        answer = moves.at_edge(self.events, here.rule, here.name, who="", now=self.now)
        return self.add((moves.edge_event(answer, who="", status=status, size=40_960),))

    def report(self, name: str = "") -> "Play":
        return self.add(
            moves.report(self.events, self.mission, name=name, ms=100, size=41_260, now=self.now)
        )

    def load(self, *statuses: int, rule: str = "") -> "Play":
        """One load: it reached the server with these statuses, or not at all."""
        self.begin(rule)
        for status in statuses:
            self.arrive(status)
        return self.report()

    def visit(self, rule: str = "") -> "Play":
        return self.add(moves.visit(self.events, self.mission, rule=rule, now=self.now))

    def deploy(self) -> "Play":
        return self.add(moves.deploy(self.events, self.mission))

    def purge(self) -> "Play":
        return self.add(moves.purge(self.events))

    def rule(self, rule: str) -> "Play":
        return self.add(moves.change_rule(self.events, rule))

    def rename(self) -> "Play":
        return self.add(moves.rename(self.events))

    def guess(self, answer: str) -> "Play":
        return self.add(moves.guess(self.events, answer))

    @property
    def run(self):
        return runs(self.events, self.mission)[-1]

    @property
    def verdict(self) -> Verdict:
        return judge(self.mission, self.events, path=self.path, now=self.now)

    @property
    def reached(self) -> tuple[bool, ...]:
        return tuple(goal.reached for goal in self.verdict.goals)
