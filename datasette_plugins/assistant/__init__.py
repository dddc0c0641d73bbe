"""What a program that reads for a person may ask of a published file, by MCP (``serve --mcp``).

Imports ``server``, ``snapshot``, ``words``, and the values of the pages that say the same.
"""
