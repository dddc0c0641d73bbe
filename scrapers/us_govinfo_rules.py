CODES = {}
TEXTS = ()
TEXTS_OF_CODES = {}
WORDS = {"Intro-H": "Introduced in House"}


def classify(action, bill):
    return ()
