"""What a page says after an act was done, and how it gets there."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.responses import RedirectResponse

SAID = {
    "saved": "Đã lưu.",
    "signed_out": "Đã đăng xuất.",
    "link_sent": (
        "Nếu địa chỉ này có tài khoản, liên kết đăng nhập đã được gửi đến hộp thư;"
        " liên kết dùng được trong 30 phút."
    ),
    "password_set": "Đã đổi mật khẩu; hãy đăng nhập lại.",
}
"""Sentences by their keys: an address carries the key, never the words."""


def after(address: str, said: str | None = None) -> RedirectResponse:
    """Return the answer that shows a page of ours after an act.

    Args:
        address: Its path, with a query if need be; another host's is not followed.
        said: The key of what the page shall say.
    """
    parts = urlsplit(address)
    path = parts.path if parts.path.startswith("/") else "/"
    query = [one for one in parse_qsl(parts.query) if one[0] != "said"]
    if said is not None:
        query.append(("said", said))
    path = "/" + path.lstrip("/\\")
    return RedirectResponse(
        urlunsplit(("", "", path, urlencode(query), parts.fragment)), status_code=303
    )
