"""Thumbnails of pictures, for the page of all pictures: without links, words as grey strokes."""

import re

from generator.pages.pictures.shapes import Circle, Drawing, Group, Link, Part, Path, Picture, Rect, Text, width

SIZES = {"pic-head": 19, "pic-name": 17, "pic-title": 15}
FRAME = 620.0  # units of height: what is below is cut off


def sketch(picture: Picture) -> Drawing:
    wide = picture.drawings[0]
    return Drawing("sketch", wide.width, FRAME, tuple(_flat(wide.parts)))


def _flat(parts: tuple[Part, ...], css: str = "") -> list[Part]:
    """All shapes as one group per link, so that hue and force are kept but nothing links anywhere."""
    flat: list[Part] = []
    for part in parts:
        if isinstance(part, Link):
            inner = tuple(_flat(part.parts))
            flat += [Group(inner, (0, 0), part.css)] if inner else []
        elif isinstance(part, Group):
            flat.append(Group(tuple(_flat(part.parts)), part.at, part.css))
        elif isinstance(part, Text):
            flat += [_stroke(part)] if part.y < FRAME else []
        elif isinstance(part, (Rect, Circle)):
            flat += [part] if part.css != "pic-hit" and part.y < FRAME else []
        elif isinstance(part, Path):
            flat.append(part)
    return flat


def _stroke(text: Text) -> Rect:
    found = re.search(r"pic-(\d+)", text.css)
    size = int(found[1]) if found else next((SIZES[css] for css in SIZES if css in text.css), 14)
    long = width(text.text) * size
    if "pic-upright" in text.css:
        return Rect(text.x - 3, text.y, 6, long, "pic-greek")
    start = {"start": text.x, "middle": text.x - long / 2, "end": text.x - long}[text.anchor]
    thick = 9 if size > 15 else 6
    return Rect(
        start, text.y - size * 0.36 - thick / 2, long, thick, "pic-greek pic-greek--head" if size > 15 else "pic-greek"
    )
