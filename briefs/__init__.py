"""From a reading to a ``Brief`` value, and from that to PDF, HTML, Word, Markdown and JSON."""
