"""Passes pages that templates wrote as HTML through the engine unchanged.

Python-Markdown would parse each such page twice, tag by tag, for the same result: three quarters of the engine's time.
This is an extension of Python-Markdown, named in ``mkdocs.yml``; handwritten pages go through Markdown as usual.
"""

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from generator.pages.frame import START


class Finished(Preprocessor):
    """Stashes the whole text of a finished page before other preprocessors look for tags in it."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines).strip("\n")
        return [self.md.htmlStash.store(text)] if text.startswith(START) else lines


class FinishedExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        # After line ends are normalised (30), before MkDocs (21) and Markdown (20) parse HTML.
        md.preprocessors.register(Finished(md), "finished", 25)


def makeExtension(**options: object) -> FinishedExtension:  # noqa: N802
    """Called by Python-Markdown for an extension named by its module."""
    return FinishedExtension(**options)
