"""The entries of the menu: each shows to whom the table of rights opens it."""

from __future__ import annotations

from dataclasses import dataclass

from office.rights import Right, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the menu; `but_for` whom it lets in and shows elsewhere."""

    path: str
    name: str
    right: Right
    but_for: frozenset[Role] = frozenset()


_OFFICE = frozenset({Role.OFFICER, Role.OFFICE_HEAD})

ENTRIES = (
    Entry("/", "Tổng quan", Right.SIGNED_IN),
    Entry("/alerts", "Cảnh báo", Right.DECIDE),
    Entry("/directives", "Văn bản", Right.EXPORT),
    Entry("/answer", "Việc được giao", Right.ANSWER, but_for=_OFFICE),
    Entry("/assignments", "Nhiệm vụ", Right.EXPORT),
    Entry("/calendar", "Lịch", Right.EXPORT),
    Entry("/messages", "Thông báo", Right.READ_MESSAGES),
    Entry("/ranking", "Xếp hạng", Right.FIGURES),
    Entry("/my-channels", "Kênh nhận tin", Right.OWN_CHANNELS),
    Entry("/admin", "Quản trị", Right.REGISTER),
)
