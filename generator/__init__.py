"""A static site generator that turns a structured model of a city's industrial policy into a public handbook.

One way through: load -> validate -> link -> render -> build -> index -> bundle. ``pipeline.site`` reads as that list;
every stage is one module with one verb, and only the pipeline knows them all.
"""
