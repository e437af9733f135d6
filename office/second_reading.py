"""Whether another officer than the one who read a document has to confirm it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.sentence import Sentence
from office.errors import OfficeError
from store import readers, rules

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from directive.policy import Policy
    from office.actor import Actor

ANOTHER = Sentence(
    "Theo quy định của Văn phòng, người tiếp nhận hoặc sửa sau cùng không tự xác nhận"
    " kết quả đọc; hãy nhờ một chuyên viên khác xác nhận."
)


def asks_another(
    session: Session, directive_id: int, *, policy: Policy, actor: Actor
) -> bool:
    """Tell whether a policy keeps this actor from confirming a reading."""
    return policy.another_confirms and readers.last(session, directive_id) == str(actor)


def require_another(session: Session, directive_id: int, *, actor: Actor) -> None:
    """Refuse whoever read a document last, where the policy asks for another.

    Raises:
        OfficeError: He took it in or corrected it last.
    """
    _, policy = rules.newest(session)
    if policy and asks_another(session, directive_id, policy=policy, actor=actor):
        raise OfficeError(ANOTHER)
