"""One file per publisher; each defines ``SOURCE``. Found by walking this folder."""

#: What all publishers share. No sources, and importing Scrapy takes over a second.
SHARED = frozenset({"crawl", "fence", "looking", "pace", "pipeline", "planning", "robots",
                    "settings", "spider", "update", "us_congress_client",
                    "us_congress_visits"})  # fmt: skip
