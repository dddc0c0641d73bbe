"""How long files take: archives, tables, workbooks, prints, briefs and visit sheets."""
