"""A corpus of as many bills as one likes, made of real ones: ``python -m bench corpus N --seed S``.

    python -m bench corpus 1000000 --seed 1 -o FOLDER [--parents FOLDER] [--drawn D]

FOLDER is a workspace afterwards: the shipped bills whole, as every workspace has them, and beside
them made bills up to N. ``--parents`` is a workspace with real ones; without it one is filled from
the publishers' archives (the 116th Congress, the 117th's sample, the 119th derived, California's
tables), which takes a minute or two, once. By these rules:

- *Sessions.* Those that had begun by the day, newest first, of every legislature that has a
  calendar and of every other state as it names them. Each is filled to its size before the next.
- *Repeated.* With ``--drawn D`` so many are made, and the others are bills of the largest session
  of a state among those again, row by row, in sessions of the same years that no bill is of yet.
- *Sizes.* Drawn from whole sessions that were counted (``plan.SIZES``); of Congress from its own.
- *Types and numbers.* A made bill is of the type of the real one it is made from, numbered as they
  come, so that types have their real shares. Numbers that are taken stay as they are.
- *Body.* All that lists hold (actions with their classes, sponsors, committees, prints, votes,
  subjects, relations) is one real bill's, so that there are as many as in the real ones. It is
  drawn among the bills of the same legislature, else among those of all states.
- *Words.* Titles are the first half of the body's and the second half of another's of the same
  kind; summaries are that other one's. So each word is as frequent as among the real. Of a
  legislature whose bills are at hand without titles, they are another's.
- *Days* are moved by whole years, from the body's session to its own. Data of an ended session
  speak for two months after its end; of the current one they end with the day the corpus is of.
- *Laws* are numbered anew, so that each number names one bill.

Everything is then written by the program's own writer, as an import would: history, search index,
counts and stages are those that a publisher's files of that size would give. The same seed and
parents make the same rows.
"""
