"""A draft that passed, bound as the Catalogue that readers are given."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from literacy.content.catalogue import (
    Bank,
    Catalogue,
    Conversation,
    Edit,
    Fact,
    LabMission,
    Lesson,
    Module,
    Objective,
    PlannedLesson,
    Source,
    Step,
    Term,
)
from literacy.content.rules.prose import word_count
from literacy.content.schema import (
    ConversationEntry,
    EditEntry,
    FactEntry,
    FrontMatter,
    ModuleEntry,
    PlannedEntry,
    SourceEntry,
    TermEntry,
)
from literacy.content.written import Draft, Manuscript, Written, WrittenBank
from literacy.questions.misconceptions import misconceptions
from literacy.questions.question import Question


def bound(draft: Draft, *, version: str) -> Catalogue:
    """The catalogue of a draft without breaking problems."""
    modules = {entry.slug: _module(entry, draft) for entry in draft.course.value.modules}
    reading_order = [slug for module in modules.values() for slug in module.lessons]
    return Catalogue(
        title=draft.course.value.title,
        course_version=draft.course.value.version,
        version=version,
        modules=MappingProxyType(modules),
        lessons=MappingProxyType({slug: _lesson(draft.lessons[slug]) for slug in reading_order}),
        banks=MappingProxyType({slug: _bank(bank) for slug, bank in draft.banks.items()}),
        facts=MappingProxyType({id_: _fact(fact.value) for id_, fact in draft.facts.items()}),
        terms=MappingProxyType({slug: _term(term, draft) for slug, term in draft.terms.items()}),
        figures=MappingProxyType(dict(draft.figures)),
        conversations=MappingProxyType(_conversations(draft)),
        moved_lessons=MappingProxyType(dict(_moved_lessons(draft))),
        moved_terms=MappingProxyType(dict(_moved_terms(draft))),
    )


def _module(entry: ModuleEntry, draft: Draft) -> Module:
    planned = sorted(_planned(entry, draft), key=lambda lesson: draft.order[lesson.slug])
    return Module(
        slug=entry.slug,
        number=f"{entry.number:02d}",
        title=entry.title,
        short=entry.short,
        part=_part(entry.slug, draft),
        strand=entry.strand,
        requires=tuple(entry.requires),
        outcome=entry.outcome,
        planned=tuple(planned),
        lessons=tuple(lesson.slug for lesson in planned if lesson.slug in draft.lessons),
    )


def _part(module: str, draft: Draft) -> str:
    return next(part.title for part in draft.course.value.parts if module in part.modules)


def _planned(entry: ModuleEntry, draft: Draft) -> Iterator[PlannedLesson]:
    """What the map announces; a written lesson speaks for itself."""
    known = {lesson.slug for lesson in entry.lessons}
    for lesson in entry.lessons:
        written = draft.lessons.get(lesson.slug)
        yield _as_planned(written.front.value if written else lesson)
    for slug, written in draft.lessons.items():
        if slug not in known and written.front.value.module == entry.slug:
            yield _as_planned(written.front.value)


def _as_planned(lesson: PlannedEntry | FrontMatter) -> PlannedLesson:
    return PlannedLesson(
        slug=lesson.slug,
        title=lesson.title,
        minutes=lesson.minutes,
        essential=lesson.essential,
        promise=lesson.promise,
    )


def _lesson(manuscript: Manuscript) -> Lesson:
    front = manuscript.front.value
    return Lesson(
        id=front.id or front.slug,
        slug=front.slug,
        title=front.title,
        module=front.module,
        order=front.order,
        minutes=front.minutes,
        essential=front.essential,
        promise=front.promise,
        requires=tuple(front.requires),
        objectives=tuple(Objective(each.id, each.text) for each in front.objectives),
        labs=tuple(LabMission(*mission.split("/")) for mission in front.lab),
        terms=tuple(front.terms),
        facts=tuple(front.facts),
        sources=tuple(_source(each) for each in front.sources),
        owner=front.owner,
        reviewed=front.reviewed,
        review_by=front.review_by,
        body=manuscript.body,
        body_line=manuscript.body_line,
        path=manuscript.front.path,
        digest=manuscript.digest,
        headings=tuple(each for each in manuscript.headings if each.level in (2, 3)),
        words=word_count(manuscript),
        redirects=tuple(front.redirects),
        version=front.version,
        edits=tuple(map(_edit, front.edits)),
    )


def _edit(entry: EditEntry) -> Edit:
    return Edit(
        version=entry.version,
        on=entry.on,
        kind=entry.kind,
        note=entry.note,
        see=entry.see.removeprefix("#"),
        was=entry.was,
        now=entry.now,
        items=tuple(entry.items),
    )


def _source(entry: SourceEntry) -> Source:
    return Source(entry.title, entry.part, entry.url)


def _bank(bank: WrittenBank) -> Bank:
    return Bank(
        lesson=bank.lesson,
        areas=MappingProxyType(dict(bank.file.value.areas)),
        items=MappingProxyType(dict(bank.items)),
        version=bank.version,
        path=bank.file.path,
    )


def _fact(entry: FactEntry) -> Fact:
    return Fact(
        id=entry.id,
        topic=entry.topic,
        wrong=entry.wrong,
        right=entry.right,
        source=entry.source,
        basis=entry.basis,
        as_of=entry.as_of,
        overdue_on=entry.overdue_on,
        url=entry.url,
    )


def _term(written: Written[TermEntry], draft: Draft) -> Term:
    entry = written.value
    return Term(
        slug=entry.slug,
        term=entry.term,
        module=_module_of(written, draft),
        definition=entry.definition,
        why=entry.why,
        it_hears=entry.it_hears,
        example=entry.example,
        ask_it=entry.ask_it,
        owner=entry.owner,
        status=entry.status,
        reviewed=entry.reviewed,
        review_by=entry.review_by,
        expands=entry.expands,
        also=tuple(entry.also),
        say=entry.say,
        related=tuple(entry.related),
        lessons=tuple(entry.lessons),
        source=_source(entry.source) if entry.source else None,
        facts=tuple(entry.facts),
        link=entry.link,
        redirects=tuple(entry.redirects),
        replaced_by=entry.replaced_by or "",
    )


def _conversations(draft: Draft) -> dict[str, Conversation]:
    """Those about a mistake that some question names, with the questions and what they point to."""
    asked: dict[str, list[Question]] = {}
    for bank in draft.banks.values():
        for question in bank.items.values():
            for name in misconceptions(question):
                asked.setdefault(name, []).append(question)
    return {
        name: _conversation(draft.conversations[name].value, questions)
        for name, questions in sorted(asked.items())
        if name in draft.conversations
    }


def _conversation(entry: ConversationEntry, questions: Sequence[Question]) -> Conversation:
    return Conversation(
        id=entry.id,
        mixes=(entry.mixes[0], entry.mixes[1]),
        truth=entry.truth,
        ask=entry.ask,
        steps=tuple(Step(step.minutes, step.do) for step in entry.steps),
        passages=tuple(dict.fromkeys(map(_passage, questions))),
        items=frozenset((each.common.lesson, each.common.id) for each in questions),
    )


def _passage(question: Question) -> tuple[str, str]:
    """The lesson and the heading that a question points to."""
    lesson, _, heading = question.common.see.partition("#")
    return lesson or question.common.lesson, heading


def _module_of(term: Written[TermEntry], draft: Draft) -> str:
    """The module whose name the file bears, or else that of the first lesson it names."""
    stem = term.path.rpartition("/")[2].removesuffix(".yml")
    modules = draft.course.value.modules
    if any(module.slug == stem for module in modules):
        return stem
    first = next(iter(term.value.lessons), "")
    return next(
        (module.slug for module in modules if any(each.slug == first for each in module.lessons)),
        "",
    )


def _moved_lessons(draft: Draft) -> Iterator[tuple[str, str]]:
    for slug, lesson in draft.lessons.items():
        yield from ((old, slug) for old in lesson.front.value.redirects)


def _moved_terms(draft: Draft) -> Iterator[tuple[str, str]]:
    for slug, term in draft.terms.items():
        yield from ((old, slug) for old in term.value.redirects)
