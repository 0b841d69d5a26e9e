"""The ways through, each one function that reads as a table of contents. Only this room knows all stages.

data/*.yml --load--> records --validate--> records --link--> Handbook --render--> Markdown
           --build--> HTML --index--> site with search --bundle--> one zip for readers without a network

``check``: may the data be used; ``site``: everything that is delivered; ``preview``: while somebody edits; ``editions``:
what was published and what changed; ``audits``: the data against the originals and against the web. A module imports
what its own way needs, so that ``check`` does not wait for what draws and packs.
"""
