"""Virginia's Legislative Information System: the files of a session.

``tables``   the columns that we read
``rows``     CSV bytes to rows
``staging``  the files of a session to one document a measure
``rules``    what the texts of its history mean, a table
``bill``     a measure's record; ``votes`` its roll calls
``source``   the source
"""
