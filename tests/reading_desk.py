"""A document that was taken in on the site, and what may be asked about it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from small_documents import document
from sqlalchemy import select

from store.engine import unit_of_work
from store.tables import DirectiveRow, InstructionRow

if TYPE_CHECKING:
    import httpx
    from site_client import Site

ORDERS = document(
    "Chủ tịch UBND tỉnh yêu cầu:\n"
    "1. Sở Nội vụ:\n"
    "- Kiểm tra các cơ sở; báo cáo kết quả trước ngày 15/01/2026.\n"
    "- Tuyên truyền, phổ biến pháp luật đến người lao động.\n"
    "2. Sở Tư pháp: Rà soát văn bản quy phạm pháp luật.\n"
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A document that was taken in, and the site."""

    site: Site
    number: int

    def get(self, rest: str = "/reading") -> str:
        answer = self.site.get(f"/directives/{self.number}{rest}")
        assert answer.status_code == 200, answer.text
        return html.unescape(answer.text)

    def post(self, rest: str, **form: Any) -> httpx.Response:  # noqa: ANN401 - any field
        return self.site.post(f"/directives/{self.number}{rest}", form)

    def row(self) -> DirectiveRow:
        with unit_of_work() as session:
            return session.get_one(DirectiveRow, self.number)

    def order(self, path: str) -> InstructionRow:
        with unit_of_work() as session:
            return session.scalars(
                select(InstructionRow).where(
                    InstructionRow.directive_id == self.number,
                    InstructionRow.path == path,
                )
            ).one()


def taken(site: Site, data: bytes, name: str) -> Desk:
    answer = site.post("/directives", files=[("document", (name, data))])
    assert answer.status_code == 303, answer.text
    return Desk(site, int(answer.headers["location"].split("/")[2]))
