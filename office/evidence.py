"""Files that prove a result: let in by what they are, and given out again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.errors import SecretDocumentError
from directive.reading.secrecy import refuse_secret
from directive.reading.text import View
from directive.sentence import Sentence
from office.errors import NotFoundError, OfficeError
from office.submitting import Stored
from store import evidence_kinds, files, submissions
from store.documents.first_page import opening_words
from store.engine import unit_of_work

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from office.rights import Scope

_NO_NAME = "minh-chung"  # its own was erased
KINDS = Sentence("PDF, Word, Excel, ảnh (JPEG, PNG, HEIC), tệp nén, văn bản thường")


@dataclass(frozen=True, slots=True)
class Given:
    """A file to give out: where its bytes lie, and what it is called."""

    path: Path
    name: str
    media_type: str


def admit(name: str, source: IO[bytes]) -> Stored:
    """Keep a file that is handed in, if it may be evidence.

    Args:
        name: As the sender calls it; only its own last part is kept.
        source: Its bytes, seekable.

    Raises:
        OfficeError: It is empty, bears a secrecy mark, or is of no kind we take;
            nothing is kept.
    """
    shown = evidence_kinds.safe_name(name)
    source.seek(0)
    head = source.read(evidence_kinds.HEAD)
    if not head:
        raise OfficeError("Tệp “{shown}” trống; hãy chọn lại tệp.", shown=shown)
    kind = evidence_kinds.media_type(head, shown)
    if kind is None:
        raise OfficeError(
            "Không nhận được tệp “{shown}”; hãy gửi {kinds}.", shown=shown, kinds=KINDS
        )
    source.seek(0)
    try:
        refuse_secret(View.of(opening_words(source, kind)))
    except SecretDocumentError:
        raise OfficeError(
            "Tệp mang dấu mật nên không được đưa vào hệ thống; "
            "hãy gửi theo quy định về bảo vệ bí mật nhà nước."
        ) from None
    source.seek(0)
    digest, size = files.keep_stream(source)
    return Stored(shown, kind, digest, size)


def given(number: int, scope: Scope) -> Given:
    """Return a piece of evidence that a scope lets see.

    An agency sees what it handed in, and what was handed in under what it collects.

    Raises:
        NotFoundError: There is none, it is another agency's, or its bytes are gone.
    """
    with unit_of_work() as session:
        row = submissions.evidence(
            session, number, agency=scope.agency, directive=scope.directive
        )
    if row is None or not files.path_of(row.sha256).exists():
        raise NotFoundError("Không có tệp này.")
    return Given(files.path_of(row.sha256), row.name or _NO_NAME, row.media_type)
