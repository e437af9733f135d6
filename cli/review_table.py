"""What an officer looks at before confirming a reading: who, who not, what is open."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from cli.reviewing import as_plain
from directive.amending import ACTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from directive.correcting import Change
    from directive.registry import Agency
    from office.intake import Review


def show(review: Review, *, console: Console) -> None:
    """Print the groups with their members and near misses, then what stays open."""
    head = f"{review.title or 'Văn bản'}: {review.instructions} nội dung chỉ đạo"
    console.print(Text(f"{head} (mã văn bản {review.directive_id})", style="bold"))
    table = Table(show_lines=True)
    table.add_column("Nơi được giao", ratio=2)
    table.add_column("Số", justify="right")
    table.add_column("Gồm", ratio=5)
    table.add_column("Gần với nhóm, chưa tính", ratio=3)
    for one in review.addressed:
        if one.members:
            table.add_row(
                Text(one.phrase),
                str(len(one.members)),
                Text(", ".join(agency.name for agency in one.members)),
                Text(", ".join(f"{a.name} ({a.code})" for a in one.near_misses)),
            )
    console.print(table)
    console.print(Text("\n".join(_open_lines(review))))


def show_changes(changes: Sequence[Change], *, console: Console) -> None:
    """Print what a person read otherwise than the machine."""
    if changes:
        console.print(Text("Đã sửa so với bản đọc của máy:"))
    for one in changes:
        told = as_plain(one)
        place = one.path or "Đầu văn bản"
        words = f"máy đọc {_words(told['machine'])}, nay là {_words(told['person'])}"
        console.print(Text(f"  {place}  {one.field}: {words}"))


def _words(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def as_json(review: Review) -> dict[str, Any]:
    """Return the review as plain values."""
    return {
        "directive_id": review.directive_id,
        "title": review.title,
        "instructions": review.instructions,
        "addressed": [
            {
                "phrase": one.phrase,
                "count": len(one.members),
                "members": _named(one.members),
                "near_misses": _named(one.near_misses),
            }
            for one in review.addressed
        ],
        "unresolved": [
            {"phrase": one.phrase, "candidates": list(one.candidates)}
            for one in review.unresolved
        ],
        "unknown_names": list(review.unknown_names()),
        "gaps": [
            {"instruction": path, "clarity": gap.clarity, "question": gap.question}
            for path, gap in review.gaps
        ],
        "amends": [asdict(link) for link in review.amends],
    }


def near_misses(review: Review) -> dict[str, str]:
    """Return the agencies that are nearly in a group: code → name."""
    return {a.code: a.name for one in review.addressed for a in one.near_misses}


def _open_lines(review: Review) -> Iterable[str]:
    for link in review.amends:
        found = f"mã {link.earlier}" if link.earlier else "chưa có trong hệ thống"
        yield f"Văn bản này {ACTS[link.act]} văn bản số {link.number} ({found})."
        if link.open:
            yield (
                f"  Văn bản đó còn {link.open} nhiệm vụ chưa xong. Quyết định bằng:"
                f" namro amend {link.earlier} --withdraw, --until NGÀY hoặc --keep"
            )
    if review.unresolved:
        yield "Chưa xác định được cơ quan:"
        for one in review.unresolved:
            near = f" (có thể là {', '.join(one.candidates)})" if one.candidates else ""
            yield f"  “{one.phrase}”{near}"
    if review.gaps:
        yield "Điểm chưa rõ, cần hỏi lại:"
        for path, gap in review.gaps:
            yield f"  {path}  {gap.question}"


def _named(agencies: Iterable[Agency]) -> list[dict[str, str]]:
    return [{"code": agency.code, "name": agency.name} for agency in agencies]
