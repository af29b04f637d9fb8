"""What the ten kinds share: the common keys of a bank's file and a place to hold them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from literacy.lib.markdown import inline
from literacy.questions.question import Answer, Common, Face

Text = Annotated[str, StringConstraints(min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Number = Annotated[int | float, Field(allow_inf_nan=False)]
Level = Literal["remember", "understand", "apply", "analyse", "evaluate"]

SEE = r"^[a-z0-9-]*#\S+$"


class Strict(BaseModel):
    """Part of a file: no unknown keys, no guessing of types, no space around texts."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, str_strip_whitespace=True, str_max_length=4000
    )


class Spec(Strict):
    """The keys of every item in a bank."""

    id: Slug
    area: Slug
    type: str
    level: Level
    stem: Text
    see: Annotated[str, StringConstraints(pattern=SEE)]
    why: str = ""
    fact: Slug | list[Slug] = Field(default_factory=list)
    version: Annotated[int, Field(ge=1)] = 1
    edit: Literal["typo", "clarified", "new fact"] | None = None
    reviewed_by: Text | list[Text] = Field(default_factory=list)
    retired: bool = False

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls.model_validate(dict(data))

    def common(self, *, lesson: str, line: int) -> Common:
        return Common(
            id=self.id,
            lesson=lesson,
            area=self.area,
            level=self.level,
            stem=self.stem,
            see=self.see,
            why=self.why,
            facts=_listed(self.fact),
            version=self.version,
            edit=self.edit or "",
            reviewed_by=_listed(self.reviewed_by),
            retired=self.retired,
            line=line,
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """A question of any kind; one that is answered in steps overrides `complete`."""

    common: Common

    def complete(self, answer: Answer) -> bool:
        return True

    def _face(self, kind: str, **parts: Any) -> Face:
        return Face(kind=kind, stem=inline(self.common.stem), parts=parts)

    @property
    def _why(self) -> Markup:
        return inline(self.common.why)


def _listed(one_or_more: str | list[str]) -> tuple[str, ...]:
    return (one_or_more,) if isinstance(one_or_more, str) else tuple(one_or_more)
