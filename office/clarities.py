"""The five clarities of one assignment, each with the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from directive.marks import FIELDS
from directive.model import FIVE, Clarity, Grade, Role
from directive.sentence import Sentence, named
from office.naming import CLARITIES, GRADES, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from store.dossier import Head


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the source that a clarity was read from: [start, end)."""

    start: int
    end: int
    clarity: Clarity


@dataclass(frozen=True, slots=True)
class Clear:
    """One clarity: how clear it is, what it says, in which words, what to ask."""

    clarity: Clarity
    name: str
    grade: Grade
    grade_name: str
    facts: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    questions: tuple[str, ...]


def marks_of(reading: Mapping[str, Any]) -> tuple[Mark, ...]:
    """Return where the words of each clarity stand, in the order of the source."""
    start, end = reading["span"]
    marks = [Mark(start, end, Clarity.WHAT)]
    marks += [
        Mark(found["span"][0], found["span"][1], FIELDS[name])
        for name, evidence in reading["evidence"].items()
        if name in FIELDS
        for found in evidence
    ]
    return tuple(sorted(dict.fromkeys(marks), key=lambda mark: mark.start))


def of(head: Head, source: str | None) -> tuple[Clear, ...]:
    """Return the five clarities of an assignment.

    Args:
        head: The assignment with its instruction.
        source: The text that spans count in; None when it is not kept any more.
    """
    reading = head.instruction.reading
    marks = marks_of(reading)
    facts: dict[Clarity, list[tuple[str, str]]] = {
        Clarity.WHO: list(_who(head)),
        Clarity.WHAT: list(_what(head)),
        Clarity.RESPONSIBILITY: list(_responsibility(head)),
        Clarity.DEADLINE: list(_deadline(reading)),
        Clarity.RESULT: list(_result(head, reading)),
    }
    return tuple(
        Clear(
            clarity=one,
            name=CLARITIES[one],
            grade=(grade := Grade(reading["clarity"][one])),
            grade_name=GRADES[grade],
            facts=tuple(facts[one]),
            words=_words(source, marks, one),
            questions=tuple(
                gap["question"] for gap in reading["gaps"] if gap["clarity"] == one
            ),
        )
        for one in FIVE
    )


def _words(
    source: str | None, marks: tuple[Mark, ...], one: Clarity
) -> tuple[str, ...]:
    if source is None or one is Clarity.WHAT:
        return ()
    quoted = (source[m.start : m.end] for m in marks if m.clarity is one)
    return tuple(dict.fromkeys(" ".join(words.split()) for words in quoted))


def _what(head: Head) -> Iterator[tuple[str, str]]:
    yield Sentence("Việc"), head.assignment.what
    machine, now = head.instruction.machine_reading, head.instruction.reading
    if machine and machine["span"] == now["span"] and machine["text"] != now["text"]:
        yield Sentence("Lời văn do Văn phòng sửa; máy đọc"), machine["text"]


def _who(head: Head) -> Iterator[tuple[str, str]]:
    yield Sentence("Cơ quan"), head.agency_name
    if head.person is not None:
        yield (
            Sentence("Người được phân công"),
            head.person.name or Sentence("(đã xóa theo quy định)"),
        )
        if head.person.post:
            yield Sentence("Chức danh"), head.person.post
    else:
        yield Sentence("Người được phân công"), Sentence("chưa phân công")


def _responsibility(head: Head) -> Iterator[tuple[str, str]]:
    assignment = head.assignment
    yield Sentence("Vai trò"), named(ROLES[Role(assignment.role)])
    yield Sentence("Chịu trách nhiệm"), assignment.accountable
    partners = assignment.coordinating or head.instruction.reading["coordinating"]
    if partners:
        yield Sentence("Phối hợp"), ", ".join(partners)


def _deadline(reading: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in (reading["deadline"], *reading["more_deadlines"]):
        yield Sentence("Theo văn bản"), one["text"] or Sentence("không nêu thời hạn")


def _result(head: Head, reading: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield (
        Sentence("Kết quả"),
        head.assignment.expected_result or Sentence("văn bản không nêu"),
    )
    to = head.collector_name or reading["report_to"]
    yield Sentence("Gửi về"), to or Sentence("văn bản không nêu nơi nhận kết quả")
    for onward in reading["onward"]:
        yield Sentence("Tổng hợp báo cáo tiếp"), ", ".join(onward["to"])
