"""The ways through, each a function that reads as a table of contents. Only this room knows all stages.

data/*.yml --load--> records --validate--> records --link--> Handbook --render--> Markdown
           --build--> HTML --index--> site with search --bundle--> offline zip

``check``: is the data valid; ``site``: everything that is delivered; ``preview``: while editing; ``editions``:
publishing and changes; ``audits``: the data against originals and the web. Each module imports only what its own way
needs, so that ``check`` loads nothing that draws or packs.
"""
