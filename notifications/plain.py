"""The words of a mail that was written as HTML only."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(("p", "div", "br", "tr", "li", "h1", "h2", "h3", "table", "hr"))
_SILENT = frozenset(("style", "script", "head", "title"))
_QUOTE = "blockquote"


def from_html(html: str) -> str:
    """Return HTML as text, each line of a quotation marked with ">"."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[int, list[str]]] = [(0, [])]
        self._depth = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in _SILENT
        self._depth += tag == _QUOTE
        if tag in _BLOCKS or tag == _QUOTE:
            self._lines.append((self._depth, []))

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._depth = max(0, self._depth - (tag == _QUOTE))
        if tag in _BLOCKS or tag == _QUOTE:
            self._lines.append((self._depth, []))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._lines[-1][1].append(data)

    def text(self) -> str:
        flat = ((depth, " ".join("".join(x).split())) for depth, x in self._lines)
        return "\n".join(f"{'> ' * depth}{words}" for depth, words in flat if words)
