"""``python -m bench.freeze OUT``: everything a reader can see, a file for each thing.

What it says must not move while code does: take it before and after, and compare.

    python -m bench.freeze OUT [--only PART ...]
    python -m bench.freeze --compare BEFORE AFTER [--expected FILE]

It asks the program that its Python has, by its commands alone: it knows ``billtrail.cli.main``,
the workspace's database and what the site answers, and no other module. The clock stands
(``clock``), so days, instants and ids are the same in every run; the places of this run and of
this machine are written as words.

Files of a comparison that may differ stand in FILE, a line each: a pattern of names, after
`` | `` a pattern of lines where only such lines may, and ``# why``.
"""
