"""Who is told by mail or message, of what and when; what waits to be sent, and sending it.

Names and addresses stand in two files of the workspace that are their owner's alone, and no table
of the database has them. Imports ``events``, ``publish``, ``week`` and ``workspace``; and below.

``subscribers``  who gets what, and how often: the file
``subscribing``  somebody added by what people type, and forgotten
``follows``      what a subscriber follows, on a day
``values``       a digest as plain values
``reader``       from a look at the file to a digest
``text``         a digest as text
``page``         a digest as the page of a mail
``message``      a digest as a mail with its calendar
``outbox``       what is to be sent, and what became of it: a file of its own
``mail_server``  mails to a server
``channels``     messages to Slack, Teams, a webhook or a telephone
``post``         a round: who is due, what is put into the outbox, what is sent
``standing``     what could not be delivered, and when the next digests are due
``schedule``     by which programs of this machine rounds are made, and when the next is
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
