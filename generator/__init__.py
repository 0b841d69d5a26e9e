"""A static site generator that turns a structured model of a city's industrial policy into a public handbook.

Stages: load -> validate -> link -> render -> build -> index -> bundle. ``pipeline.site`` reads as that list; each stage
is one module, and only ``pipeline`` knows all of them. Map: ``ARCHITECTURE.md``.
"""
