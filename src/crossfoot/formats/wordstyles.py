"""What the paragraph styles of a Word file stand for: a heading, a caption, a list; by their built-in names, English in every Word."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..document import BlockKind
from .archive import Archive
from .elements import Begin, End, pieces_of

# What a style is called inside the file, whatever Word shows for it.
_KINDS: tuple[tuple[str, BlockKind], ...] = (
    ("title", "headline"),
    ("subtitle", "standfirst"),
    ("heading", "headline"),
    ("caption", "caption"),
    ("list", "list"),
    ("quote", "quotation"),
    ("intense quote", "quotation"),
    ("block text", "quotation"),
)
_MOST_STEPS = 12


@dataclass(slots=True)
class _Style:
    """One style as written: its name, the style it is based on, whether it numbers its paragraphs."""

    name: str = ""
    based_on: str = ""
    numbered: bool = False
    outline: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of a file, by their keys."""

    known: dict[str, _Style] = field(default_factory=dict)

    def kind(self, key: str) -> BlockKind | None:
        """What a paragraph of this style is; nothing for ordinary ones."""
        for style in self._line(key):
            kind = kind_of_style(style.name)
            if kind:
                return kind
            if style.outline:
                return "headline"
            if style.numbered:
                return "list"
        return None

    def is_contents(self, key: str) -> bool:
        """A line of a table of contents, which says what the headings say."""
        return any(style.name.startswith(("toc ", "table of figures")) for style in self._line(key))

    def is_hidden(self, key: str) -> bool:
        """Text of this style is not shown."""
        return any(style.hidden for style in self._line(key))

    def _line(self, key: str) -> list[_Style]:
        """A style, the one it is based on, and so on."""
        found: list[_Style] = []
        while key in self.known and len(found) < _MOST_STEPS:
            found.append(self.known[key])
            key = found[-1].based_on
        return found


def styles_of(archive: Archive, path: str | None) -> Styles:
    """The styles of a Word file."""
    styles = Styles()
    here = _Style()
    for piece in pieces_of((path and archive.part(path)) or b"<none/>", archive.name):
        if isinstance(piece, End) and piece.name == "w:style":
            here = _Style()
        if not isinstance(piece, Begin):
            continue
        value = piece.attributes.get("w:val", "")
        match piece.name:
            case "w:style":
                here = styles.known.setdefault(piece.attributes.get("w:styleId", ""), _Style())
            case "w:name":
                here.name = value.casefold()
            case "w:basedOn":
                here.based_on = value
            case "w:numId":
                here.numbered = value != "0"
            case "w:outlineLvl":
                here.outline = value.isdigit() and int(value) < 9
            case "w:vanish":
                here.hidden = is_on(value)
    return styles


def kind_of_style(name: str) -> BlockKind | None:
    """What a style of this name is for; nothing for ordinary paragraphs."""
    if name == "list paragraph":
        return None
    return next((kind for start, kind in _KINDS if name.startswith(start)), None)


def is_on(value: str) -> bool:
    """A switch of Word: there and not switched off."""
    return value not in ("0", "false", "off")
