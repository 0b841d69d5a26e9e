"""Pictures: maps of the policy, drawn at build time. One module a picture, each a function from the Handbook to a layout.

A layout says where each shape stands, where it leads and what it is called; the SVG around it is a template
(``templates/pictures``) and every colour is a class in ``pictures.css``. Each picture is laid out twice: ``wide``, and
``small`` for a phone, which is a form of its own and not the wide one shrunk.
"""
