"""Pictures: maps of the policy, drawn at build time. One module per picture, each a function from the Handbook to a
layout.

A layout states where each shape is, where it links to and what it is called; a template (``templates/pictures``) makes
the SVG, and every colour is a class in ``pictures.css``. Each picture has two layouts: ``wide``, and ``small`` for a
phone, which is not the wide one scaled down.
"""
