"""Sending: each mail once, whatever a server says and wherever a run is killed; nothing hangs."""

import os
import re
import signal
import socket
import sqlite3
import threading
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine
from aiosmtpd.smtp import AuthResult
from mailing import ANA, BEN, certified, in_child, mail_server, make_office, use_server

from billtrail import mail
from billtrail.commands.machine import doctor
from billtrail.errors import BilltrailError, UsageError, WriterBusy
from billtrail.legislatures.vocabulary import Edition
from billtrail.mail import Subscriber, channels, make_round, outbox, subscribing
from billtrail.mail import mail_server as servers
from billtrail.publish import lay_over
from billtrail.publish.publish import publish
from billtrail.snapshot import open_snapshot
from billtrail.workspace import git_ignore
from billtrail.workspace.secrets_file import write_stored

NOW = datetime.fromisoformat("2026-11-26T16:00:00+00:00")


@pytest.fixture
def office(tmp_path, site_file):
    return make_office(tmp_path / "office", site_file.read_bytes(), (ANA, BEN))


@pytest.fixture
def inbox(office):
    with mail_server(office) as found:
        yield found


def go(office, now=NOW):
    said = []
    return make_round(office, said.append, now), said


def states(office):
    return {row.to: str(row.state) for row in reversed(mail.read_rows(office))}


def test_each_gets_one_mail_and_none_again(office, inbox):
    done, said = go(office)
    assert (done.made, done.sent, said) == (2, 2, [])
    assert sorted(to for to, _ in inbox.mails) == ["ana@example.org", "ben@example.net"]
    assert {str(found["To"]) for _, found in inbox.mails} == {to for to, _ in inbox.mails}
    done, _ = go(office)
    assert (done.made, done.sent) == (0, 0) and len(inbox.taken) == 2
    assert all(not row.message for row in mail.read_rows(office))


def test_what_servers_refuse_is_told_tried_again_and_given_up(office, inbox):
    inbox.answers["ana@example.org"] = "550 no such user"
    inbox.answers["ben@example.net"] = "451 greylisted, try later"
    done, _ = go(office)
    assert (done.sent, done.later, done.given_up) == (0, 1, 1)
    ana, ben = reversed(mail.read_rows(office))
    assert (ana.state, ben.state) == ("given up", "waiting")
    assert "550 no such user" in ana.problem and "451" in ben.problem
    assert mail.read_standing(office, NOW.date()) == mail.MailStanding(1, 1, "")
    assert go(office, NOW + timedelta(minutes=4))[0].later == 0  # not yet
    inbox.answers.clear()
    assert go(office, NOW + timedelta(minutes=6))[0].sent == 1
    ((to, late),) = inbox.mails
    assert to == "ben@example.net" and late["Message-ID"] and "H.R." in str(late["Subject"])
    with time_machine.travel(NOW + timedelta(days=7)):
        assert go(office, NOW + timedelta(days=7))[0].sent == 2
    lost = next(found for to, found in inbox.mails if to == "ana@example.org")
    text = lost.get_body(("plain",)).get_content()
    assert "Since Nov 19, 2026" in text and "Rep. Chu, Judy" in text  # what was given up is said


@pytest.mark.parametrize(
    ("step", "answer", "state"),
    [("data", "554 not wanted", "given up"), ("data", "452 too full", "waiting"),
     ("mail", "550 you may not send", "waiting")],
)  # fmt: skip
def test_refused_after_data_or_for_the_sender(office, inbox, step, answer, state):
    inbox.answers[step] = answer
    go(office)
    assert set(states(office).values()) == {state} and not inbox.taken


def test_what_waits_is_given_up_at_last(office):
    with mail.open_outbox(office) as found:
        digest = next(mail.prepare_digests(office, [ANA], lambda _: None, NOW.date())).digest
        assert found.put(ANA, "day", digest, b"message", NOW)
        assert not found.put(ANA, "day", digest, b"another", NOW)
        waits, now = [], NOW
        while rows := found.due(now):
            state = found.note(rows[0], mail.Outcome("451 later"), now)
            waits.append((state, now))
            now += timedelta(days=1)
        assert len(waits) == outbox.TRIES
        assert [state for state, _ in waits] == ["waiting"] * (outbox.TRIES - 1) + ["given up"]
        assert found.before(ANA) == mail.Before(NOW.date() - timedelta(days=7), frozenset())


def test_a_server_that_is_not_there_or_silent_is_asked_once(office, monkeypatch):
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        use_server(office, silent.getsockname()[1])
        monkeypatch.setattr(servers, "_TIMEOUT", 0.2)
        assert go(office)[0].later == 2
    assert all("could not be used" in row.problem for row in mail.read_rows(office))
    assert set(states(office).values()) == {"waiting"}


def test_settings_of_the_server_that_are_wrong_are_said(office):
    use_server(office, 25)
    for name, value in (("HOST", "mail.example.org"), ("SECURITY", "ssl"), ("PORT", "x")):
        write_stored(office.root, f"BILLTRAIL_SMTP_{name}", value)
        with pytest.raises(UsageError):
            mail.read_server(office)


def test_an_encrypted_server_is_believed_by_its_certificate_alone(office, tmp_path, monkeypatch):
    context, believed = certified(tmp_path)

    def lets_in(server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == b"right", handled=False)

    with mail_server(office, authenticator=lets_in, tls_context=context) as inbox:
        for name, value in (("HOST", "localhost"), ("SECURITY", "starttls"), ("USER", "a@x.org")):
            write_stored(office.root, f"BILLTRAIL_SMTP_{name}", value)
        write_stored(office.root, "BILLTRAIL_SMTP_PASSWORD", "wrong")
        assert go(office)[0].later == 2  # its certificate is nobody's we know
        assert "CERTIFICATE_VERIFY_FAILED" in mail.read_rows(office)[0].problem
        monkeypatch.setenv("SSL_CERT_FILE", str(believed))
        assert go(office, NOW + timedelta(hours=1))[0].later == 2
        assert mail.read_rows(office)[0].problem.endswith("535 5.7.8 Authentication credentials "
                                                          "invalid")  # fmt: skip
        write_stored(office.root, "BILLTRAIL_SMTP_PASSWORD", "right")
        assert go(office, NOW + timedelta(hours=3))[0].sent == 2
        assert len(inbox.taken) == 2


def test_the_doctor_says_what_was_not_delivered_and_names_nobody(office, inbox):
    inbox.answers |= {"ana@example.org": "550 no ana here", "ben@example.net": "451 later"}
    go(office)
    (office.root / "subscribers.toml").chmod(0o644)
    told = "\n".join(f.line for f in doctor._ask(doctor._check_digests, office))
    assert "1 digest could not be delivered" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "to be tried again" in told and "schedule --install" in told and "chmod 600" in told
    assert not re.search("ana|ben", told.replace(str(office.root), ""), re.IGNORECASE)


# -- killed ----------------------------------------------------------------------------------------


def killed_at_statement(number, office):
    """A round that kills itself before a statement of the outbox."""

    def work():
        connect, left = outbox._connect, [number]

        def count(_):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        def watched(path):
            connection = connect(path)
            connection.set_trace_callback(count)
            return connection

        outbox._connect = watched
        go(office)

    return work


#: A number is a statement of the outbox, a word a step of the server.
KILLS = (6, 9, 11, "rcpt", "data", "taken")


@pytest.mark.parametrize("point", KILLS)
def test_nothing_is_lost_wherever_a_run_is_killed(office, inbox, point):
    if isinstance(point, int):
        in_child(killed_at_statement(point, office), inbox)
    else:
        in_child(lambda: go(office), inbox, point)
    first = len(inbox.taken)
    go(office)
    assert list(states(office).values()) == ["sent", "sent"]
    ids = {to: {m["Message-ID"] for one, m in inbox.mails if one == to} for to, _ in inbox.mails}
    assert {to: len(found) for to, found in ids.items()} == {"ana@example.org": 1,
                                                             "ben@example.net": 1}  # fmt: skip
    if len(inbox.taken) > 2:  # only one that the server took and whose answer nobody noted
        assert point in ("data", "taken") or (isinstance(point, int) and first), point
    assert len(inbox.taken) <= 3


# -- channels --------------------------------------------------------------------------------------


class Hook(BaseHTTPRequestHandler):
    """A webhook: it keeps what it gets, and answers or does not."""

    def do_POST(self):
        self.server.got.append(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.startswith("/hang"):
            self.server.go_on.wait(5)
        self.send_response(500 if self.path.startswith("/fail") else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@contextmanager
def webhook():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    server.got, server.go_on = [], threading.Event()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.go_on.set()
        server.shutdown()
        server.server_close()


def test_a_webhook_that_hangs_or_fails_stops_nobody_else(office, inbox, monkeypatch, capsys):
    monkeypatch.setattr(channels.send_all, "__defaults__", (1.0,))
    with webhook() as server:
        for name, path in (("HANGS", "hang"), ("FAILS", "fail"), ("WORKS", "work"), ("GONE", "")):
            address = f"json://127.0.0.1:{server.server_port}/{path}/zqxsecret"
            write_stored(office.root, f"{name}_CHANNEL", address if path else "nothing://zqxsecret")
            subscribing.subscribe(office, Subscriber(name, f"{name}_CHANNEL"))
        subscribing.subscribe(office, Subscriber("Nameless", "NO_SUCH_LINE"))
        done, said = go(office)
        assert (done.sent, done.later) == (3, 4)
        assert any(b"WHAT CHANGED" in body for body in server.got)
    told = {row.to: row.problem for row in mail.read_rows(office)}
    assert "did not answer within" in told["HANGS_CHANNEL"]
    assert "did not take" in told["FAILS_CHANNEL"] and "no line" in told["NO_SUCH_LINE"]
    assert "none that is known" in told["GONE_CHANNEL"] and not told["WORKS_CHANNEL"]
    assert "zqxsecret" not in repr(told) + repr(said) + "".join(capsys.readouterr())


# -- who may know ----------------------------------------------------------------------------------


def test_subscribers_are_in_no_edition_no_log_and_no_shared_history(office, inbox, tmp_path):
    _, said = go(office)
    inbox.answers["rcpt"] = "550 ana@example.org is not here"
    _, more = go(office, NOW + timedelta(days=1))
    with (office.root / "subscribers.toml").open("a") as file:
        file.write('[[subscriber]]\nname = "Ana Quill"\nto = "ana@example"\n')
    _, faulty = go(office, NOW + timedelta(days=2))
    assert "fault in subscribers.toml" in repr(faulty)
    for words in map(repr, (said, more, faulty)):
        assert "ana@" not in words and "Ana" not in words
    for edition in (Edition.PUBLIC, Edition.COALITION):
        made = publish(office.database, tmp_path / edition, edition).database
        for word in (b"Ana Quill", b"ana@example.org", b"Ben Marsh", b"ana quill"):
            assert word not in made.read_bytes()
        assert_laid_over_is_the_edition(office, made, edition)
    journal = office.root / "changes.jsonl"
    assert not journal.exists() or "Ana" not in journal.read_text()
    for name in ("subscribers.toml", "outbox.db"):
        assert git_ignore.is_private(name)
        assert (office.root / name).stat().st_mode & 0o077 == 0


def assert_laid_over_is_the_edition(office, made, edition):
    """What a partner's digest is read from has, row by row, what the edition has of our own."""
    with (
        open_snapshot(office.database, NOW.date()) as snapshot,
        closing(sqlite3.connect(made)) as published,
    ):
        lay_over(snapshot.connection, edition)
        over = [r[0] for r in snapshot.connection.execute("SELECT name FROM temp.sqlite_master")]
        assert {"positions", "dates", "texts", "staff_reports", "issued_papers"} <= {*over}
        for name in over:
            rows = {column[1]: column for column in published.execute(f"PRAGMA table_info({name})")}
            here = snapshot.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            if not rows or name == "released_briefs":  # a table that stays at home, or is made
                assert rows or not here
                continue
            columns = ", ".join(f'"{column}"' for column in rows)
            sql = f"SELECT {columns} FROM {name} ORDER BY {columns}"
            ours = [tuple(row) for row in snapshot.connection.execute(sql)]
            assert ours == published.execute(sql).fetchall(), name


def test_who_is_forgotten_leaves_the_file_the_outbox_and_its_bytes(office, inbox):
    inbox.answers["rcpt"] = "451 later"
    go(office)
    assert b"ana@example.org" in (office.root / "outbox.db").read_bytes()
    lines = subscribing.forget(office, "ana quill")
    assert lines[-1].startswith("Not reached")
    for name in ("outbox.db", "subscribers.toml"):
        content = (office.root / name).read_bytes().lower()
        assert b"ana@example.org" not in content and b"ana quill" not in content
    inbox.answers.clear()
    go(office, NOW + timedelta(hours=1))
    assert [to for to, _ in inbox.mails] == ["ben@example.net"]


def test_nothing_goes_to_who_left_the_file_or_to_an_old_address(office, inbox):
    inbox.answers["rcpt"] = "451 later"
    go(office)
    subscribing.subscribe(office, replace(BEN, to="new@example.net"))
    text = (office.root / "subscribers.toml").read_text().replace("Ana Quill", "Eve Dell")
    (office.root / "subscribers.toml").write_text(text.replace("ana@", "eve@"))
    inbox.answers.clear()
    go(office, NOW + timedelta(hours=1))
    assert [to for to, _ in inbox.mails] == ["eve@example.org"]
    with time_machine.travel(NOW + timedelta(days=7)):
        go(office, NOW + timedelta(days=7))
    assert "new@example.net" in [to for to, _ in inbox.mails]


def test_one_run_sends_at_a_time(office, inbox):
    with outbox.sending(office), pytest.raises(WriterBusy):
        go(office)


def test_an_outbox_that_is_no_database_is_said(office):
    (office.root / "outbox.db").write_bytes(b"nonsense" * 1000)
    with pytest.raises(BilltrailError):
        go(office)
