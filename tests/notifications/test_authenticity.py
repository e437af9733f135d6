"""Which mails are doubted, by what the office's own mail server wrote on them."""

from __future__ import annotations

import pytest

from notifications.authenticity import is_doubtful

SENDER = "vanthu@stp.cao-bang.example"
OURS = "mx.vpubnd.example"

DOUBTFUL = {
    "dmarc failed": ("", [f"{OURS}; dmarc=fail header.from=stp.cao-bang.example"]),
    "dmarc failed though the signature holds": (
        "",
        [f"{OURS}; dkim=pass header.d=stp.cao-bang.example; dmarc=fail (p=none)"],
    ),
    "spf failed": ("", [f"{OURS}; spf=fail smtp.mailfrom=x@noi-khac.example"]),
    "spf failed, another domain signed": (
        "",
        [f"{OURS}; spf=fail; dkim=pass header.d=noi-khac.example"],
    ),
    "said in a second header of our server": (
        "",
        [f"{OURS}; dkim=none", f"{OURS} 1; spf=pass", f"{OURS}; dmarc=fail"],
    ),
    "comes back to another domain": ("<x@noi-khac.example>", []),
    "comes back to a sister domain": ("<x@stc.cao-bang.example>", []),
    "only looks like it": ("<x@xstp.cao-bang.example>", []),
    "another domain signed what comes back to it": (
        "<x@noi-khac.example>",
        [f"{OURS}; spf=pass; dkim=pass header.i=@noi-khac.example"],
    ),
    "passed elsewhere": (
        "<x@noi-khac.example>",
        [f"{OURS}; spf=none", "mx.noi-khac.example; dmarc=pass"],
    ),
    "passed in a comment": ("<x@noi-khac.example>", [f"{OURS}; none (dmarc=pass)"]),
}

TRUSTED = {
    "nothing is said": ("", []),
    "nothing was checked": ("", [f"{OURS}; none"]),
    "comes back to itself": (f"<{SENDER}>", []),
    "comes back above": ("<tra-lai@cao-bang.example>", []),
    "comes back below": ("<b@bounce.stp.cao-bang.example>", []),
    "everything passed": (
        f"<{SENDER}>",
        [f"{OURS};\r\n spf=pass; dkim=pass header.d=cao-bang.example; dmarc=pass"],
    ),
    "forwarded, but signed": (
        "<chuyen-tiep@noi-khac.example>",
        [f"{OURS}; spf=fail; dkim=pass header.i=vanthu@stp.cao-bang.example"],
    ),
    "forwarded, and vouched for": (
        "<chuyen-tiep@noi-khac.example>",
        [f"{OURS}; spf=fail smtp.mailfrom=noi-khac.example; dmarc=pass"],
    ),
    "a soft answer": ("", [f"{OURS}; spf=softfail; dkim=none; dmarc=none"]),
    "failed at another server": ("", [f"{OURS}; spf=none", "mx.old.example; spf=fail"]),
    "empty return path": ("<>", []),
}


@pytest.mark.parametrize(("back", "results"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_doubts(back: str, results: list[str]) -> None:
    assert is_doubtful(SENDER, return_path=back, authentication=results)


@pytest.mark.parametrize(("back", "results"), TRUSTED.values(), ids=TRUSTED)
def test_does_not_doubt(back: str, results: list[str]) -> None:
    assert not is_doubtful(SENDER, return_path=back, authentication=results)
