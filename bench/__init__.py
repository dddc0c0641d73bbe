"""Measurements: ratios in one run on one machine, printed as they are. A room for each question.

``speed``, how long files take:

    python -m bench imports     parsing and importing real BILLSTATUS archives (make bench)
    python -m bench peer --congress CHECKOUT   the same files by us and by unitedstates/congress
    python -m bench cluster     four sessions by one process and by two workers of Dask
    python -m bench pubinfo     importing California's tables against Python's csv module
    python -m bench archive     importing a zip of full size: memory
    python -m bench prints      comparing two prints of 50 pages
    python -m bench texts       search in 40,000 prints
    python -m bench briefs      a brief, warm; the census of campaigns, languages and audiences
    python -m bench visits      a page for each member of Congress
    python -m bench workbooks   reading workbooks of counts that are large, or look so

``site``, what a server does:

    python -m bench pages       every page of the site at 40,000 bills, or as many as one likes
    python -m bench crowd       one page asked for by many at once, with wrk
    python -m bench load        fifty readers of a public site, while its file is replaced
    python -m bench statements  SQL that wants too much, against a real server: time and memory
    python -m bench desk        from a keystroke at the desk to the new page
    python -m bench tasks       the desk's seven tasks: steps, and seconds at a person's pace
    python -m bench access      faults that axe finds, beside stock Datasette's

``corpus``, made of real bills, for measures that want many:

    python -m bench corpus N    a workspace with N bills

``truth``, whether what is said is so:

    python -m bench accuracy    stages of three Congresses against an independent reading
    python -m bench sentences   what page, show and brief say of 34,000 measures against their lines
    python -m bench california  stages of California measures against settled statuses
    python -m bench states      bills of seven states against the ends that their own lines tell
    python -m bench citations   the citation reader against 200 places that were read by eye
    python -m bench citations-us  the same on 170 places in bills of Congress
    python -m bench likeness    how well new bills of our efforts are found, and how much else

``protection``, what counts give away; ``faults``, what must do no harm:

    python -m bench suppression  hidden counts of random tables, and what an attacker recovers
    python -m bench fuzz        changed inputs for everything that reads files (make fuzz)
    python -m bench kills       commands killed at random moments: lost, doubled, left over
    python -m bench updates     updates in a row, of publishers that move on and fail
    python -m bench doubts      what a publisher says twice is held, whatever came before

Beside another checkout:

    python -m bench.freeze OUT  what must not move while code does, to compare
    python -m bench.bars --old CHECKOUT  processor time of commands
    python -m bench.pairs OTHER -- ARGUMENTS  processor time of one command

Those that make no data of their own read the publishers' files beside the checkout, and say so
where those are missing.
"""

from pathlib import Path

#: Where the publishers that are built by hand lie.
TESTS = Path(__file__).resolve().parents[1] / "tests"
REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
BULK = REAL / "federal" / "bulk"
