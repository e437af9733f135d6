"""Pages of a PDF as pictures, drawn in a process of their own: `apart`'s rules hold.

`python -m store.documents.drawing sizes` answers with the width and height of every
page (points), `… drawing 3` with the third page as PNG; the file is on standard input.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys

from store.documents.model import DocumentError

SECONDS = 30
MEMORY = 2 * 2**30  # bytes
WIDE = 1200  # pixels; a page of A4 is read well at 145 dots per inch
TALLEST = 4 * WIDE
MOST_PAGES = 500
GREYS = [round((level >> 5) * 255 / 7) for level in range(256)]  # eight of them


def sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Return (width, height) of each page in points.

    Raises:
        DocumentError: It is no PDF that can be drawn.
    """
    return tuple((width, height) for width, height in json.loads(_ask("sizes", data)))


def page(data: bytes, number: int) -> bytes:
    """Return a page (from 1) as PNG.

    Raises:
        DocumentError: There is no such page, or it cannot be drawn.
    """
    return _ask(str(number), data)


def _ask(what: str, data: bytes) -> bytes:
    command = [sys.executable, "-P", "-m", "store.documents.drawing", what]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise DocumentError("takes too long to draw") from None
    if done.returncode != 0:
        raise DocumentError("cannot be drawn")
    return done.stdout


def main(what: str) -> None:
    """Draw the file on standard input; answer on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    import pypdfium2  # type: ignore[import-untyped] # noqa: PLC0415 - no types; slow

    with pypdfium2.PdfDocument(sys.stdin.buffer.read()) as opened:
        if what == "sizes":
            found = [
                opened.get_page_size(n) for n in range(min(len(opened), MOST_PAGES))
            ]
            sys.stdout.write(json.dumps(found))
            return
        drawn = opened[int(what) - 1]
        width, height = drawn.get_size()
        scale = min(WIDE / width, TALLEST / height)
        made = io.BytesIO()
        picture = drawn.render(scale=scale, grayscale=True).to_pil()
        picture.point(GREYS).save(made, "PNG")
    sys.stdout.buffer.write(made.getvalue())


if __name__ == "__main__":
    main(sys.argv[1])
