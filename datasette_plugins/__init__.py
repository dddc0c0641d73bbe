"""The site: a package a page, each with its own entry point.

``server`` is the site as a whole, ``theme`` how it looks; a page may ask another for a part.
"""
