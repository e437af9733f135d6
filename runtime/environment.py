"""The environment that processes started by namro get: little, and all of it named."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from pydantic import SecretStr

from runtime.settings import PREFIX

if TYPE_CHECKING:
    from runtime.settings import Settings

_PASSED_ON = (
    "HOME",
    "LANG",
    "LC_ALL",
    "PATH",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    "TMPDIR",
    "HTTPS_PROXY",
    "https_proxy",
)
_NEVER_BY_PROXY = "127.0.0.1,localhost,::1"


def for_children(settings: Settings) -> dict[str, str]:
    """Return the environment of a child: the system's bare needs and our settings.

    The settings come from this process, wherever it read them, so that a child
    needs no `.env`. Secrets are in it as plain text: hand it to a process, and
    neither write nor log it.
    """
    system = os.environ  # noqa: TID251 - runtime/ is where it is read
    passed = {name: system[name] for name in _PASSED_ON if name in system}
    passed.setdefault("PATH", os.defpath)
    passed["PYTHONUNBUFFERED"] = "1"
    passed["NO_PROXY"] = _NEVER_BY_PROXY
    given = settings.model_fields_set - {"data_dir"}
    values = {name: getattr(settings, name) for name in given}
    ours = {name: _plain(value) for name, value in values.items() if value is not None}
    ours["data_dir"] = str(settings.data_dir.absolute())
    if settings.now is not None:
        ours["now_since"] = settings.now_since.isoformat()
    for name in ("drop_dir", "zalo_zns_templates"):
        if (path := getattr(settings, name)) is not None:
            ours[name] = str(path.absolute())
    return passed | {f"{PREFIX}{name.upper()}": value for name, value in ours.items()}


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return json.dumps({name: _plain(one) for name, one in value.items()})
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)
