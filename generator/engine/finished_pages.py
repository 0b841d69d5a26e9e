"""Finished: pages that the templates wrote as HTML pass through the engine as they are.

Markdown would read each such page twice, tag by tag, only to hand it on unchanged: three quarters of the engine's time.
An extension of Python-Markdown, named in ``mkdocs.yml``; pages written by hand go through Markdown as ever.
"""

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from generator.pages.frame import START


class Finished(Preprocessor):
    """Stashes the whole text of a finished page before anything looks for tags in it."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines).strip("\n")
        return [self.md.htmlStash.store(text)] if text.startswith(START) else lines


class FinishedExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        # After line ends are normalised (30), before MkDocs (21) and Markdown (20) parse HTML.
        md.preprocessors.register(Finished(md), "finished", 25)


def makeExtension(**options: object) -> FinishedExtension:  # noqa: N802
    """What Python-Markdown calls for an extension that is named by its module."""
    return FinishedExtension(**options)
