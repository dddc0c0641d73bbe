"""Roll calls of both chambers of Congress, as the chambers' own officers publish them.

``source``     what is asked for, how a file is told from an answer that is none
``house``      the Clerk's XML of a vote of the House
``senate``     the Secretary's XML of a vote of the Senate
``questions``  what is voted on: whether it is the measure itself

Imports ``scrapers.crawling``, ``legislatures`` and ``bills``.
"""
