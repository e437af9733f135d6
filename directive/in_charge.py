"""The leader in charge of what a document orders: who signed it."""

from __future__ import annotations

import re
import unicodedata

from directive.policy import Audience

LEADERS = (Audience.CHAIRMAN, Audience.VICE_CHAIRMAN, Audience.DEPUTY_CHIEF)
"""The duties that sign for the province, the highest first."""
OTHERWISE = Audience.VICE_CHAIRMAN
"""Who is in charge, by the reporting line, where nobody knows who signed."""

_POST = re.compile(r"(PHÓ )?(CHỦ TỊCH|CHÁNH VĂN PHÒNG)")


def signed_by(position: str | None) -> Audience | None:
    """Return the duty of who signed; None where the words name none of the province.

    The last post named is the signer's own, those before it are whom he signs for:
    "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" is a vice chairman, "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG" a
    head of the office (NĐ 30/2020, annex I, part II, 7).
    """
    words = " ".join(unicodedata.normalize("NFC", position or "").upper().split())
    named = _POST.findall(words)
    if not named:
        return None
    deputy, post = named[-1]
    if post == "CHÁNH VĂN PHÒNG":
        return Audience.DEPUTY_CHIEF
    return Audience.VICE_CHAIRMAN if deputy else Audience.CHAIRMAN
