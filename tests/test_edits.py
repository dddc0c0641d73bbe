"""Commands that change the workspace's files: kept, checked, noted, taken back."""

import json
import re
import tomllib

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.campaigns.content.load import load_content
from billtrail.cli import main
from billtrail.decisions import decisions, undo
from billtrail.errors import CheckFailed, StoreError, UsageError
from billtrail.records import record_files
from billtrail.records.record_files import RecordStep, read_record, record, write_record
from billtrail.workspace import edits as workspace_edits
from billtrail.workspace.edits import Edit
from billtrail.workspace.journal import Splice

pytestmark = pytest.mark.slow

#: A file as a person keeps it: comments, an order of their own, spaces; built by hand.
OWN = """# Ours. Ask Ana before changing this.
stale_after_days = 3   # we look twice a week

[[bill]]
key = "us-119-hr1379"   # overtaken
why = "Our own note."

[[text]]
key = "limits"
text = "Our words."

[[bill]]
key = "us-119-s2255"
aim = "watch"
"""
KEY = "us-119-hr1144"


@pytest.fixture
def run(fresh):
    def call(*arguments):
        return CliRunner().invoke(main, ["--workspace", str(fresh.root), *arguments])

    return call


def journal(fresh):
    lines = (fresh.root / "changes.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def bill(fresh, key):
    found = [b for c in load_content(fresh.root).campaigns for b in c.bills if b.key == key]
    return found[0] if found else None


def decide(run, key=KEY, value="support", on="2026-11-20"):
    return run("position", key, value, "--by", "Policy team", "--on", on)


# -- records in files ----------------------------------------------------------------------------


def test_a_record_changes_and_everything_else_stays_as_written():
    path = record("bill", key="us-119-hr1379")
    values = {"key": "us-119-hr1379", "why": "Our own note.", "position": "neutral"}
    text = OWN[: OWN.rindex("[[bill]]")]
    changed = write_record("a.toml", text, path, values)
    assert changed == text.replace('note."\n', 'note."\nposition = "neutral"\n')
    assert read_record("a.toml", changed, path) == values


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'title = "New"\n'),
        ("# Ours.\n", '# Ours.\ntitle = "New"\n'),
        ('[[bill]]\nkey = "x"\n', 'title = "New"\n\n[[bill]]\nkey = "x"\n'),
        ('[[bill]]\r\nkey = "x"\r\n', 'title = "New"\r\n\r\n[[bill]]\r\nkey = "x"\r\n'),
        ('# Ours.\n\n# A bill.\n[[bill]]\nkey = "x"\n',
         '# Ours.\ntitle = "New"\n\n# A bill.\n[[bill]]\nkey = "x"\n'),
        ('title = "Old"  # as on the wall\n', 'title = "New"  # as on the wall\n'),
    ],
)  # fmt: skip
def test_the_fields_of_a_file_are_a_record_too(before, after):
    assert write_record("a.toml", before, record_files.FILE, {"title": "New"}) == after
    assert read_record("a.toml", after, record_files.FILE) == {"title": "New"}
    gone = write_record("a.toml", after, record_files.FILE, None)
    assert "title" not in gone
    assert gone.count("#") == before.count("#") - before.count("# as on")


def test_a_language_not_said_is_english():
    assert read_record("a.toml", OWN, record("text", key="limits", language="en"))
    assert read_record("a.toml", OWN, record("text", key="limits", language="es")) is None


def test_what_stood_only_to_hold_a_record_goes_with_it():
    member = (RecordStep("family", {"id": "us-tsra"}), RecordStep("member", {"bill": KEY}))
    added = write_record("a.toml", OWN, member, {"bill": KEY, "kind": "companion", "basis": "b"})
    assert tomllib.loads(added)["family"][0]["member"][0]["kind"] == "companion"
    assert tomllib.loads(write_record("a.toml", added, member, None)) == tomllib.loads(OWN)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_record_that_goes_from_the_end_of_a_file_leaves_no_empty_line(end):
    text, path = OWN.replace("\n", end), record("bill", key="us-119-hr9999")
    added = write_record("a.toml", text, path, {"key": "us-119-hr9999", "aim": "watch"})
    assert write_record("a.toml", added, path, None) == text


CSV = '\ufeffid,value\r\na,1\r\nb,"2, or 3"\r\n'


def test_a_row_is_found_by_its_id_changed_added_and_removed():
    path = (RecordStep("", {"id": "b"}),)
    assert read_record("s.csv", CSV, path) == {"id": "b", "value": "2, or 3"}
    assert write_record("s.csv", CSV, path, {"id": "b", "value": "4"}) == CSV.replace(
        '"2, or 3"', "4"
    )
    assert write_record("s.csv", CSV, path, None) == "\ufeffid,value\r\na,1\r\n"
    new = (RecordStep("", {"id": "c"}),)
    assert write_record("s.csv", CSV, new, {"id": "c", "value": "5"}) == CSV + "c,5\r\n"
    assert write_record("s.csv", "", new, {"id": "c", "value": "5"}) == "id,value\nc,5\n"


@pytest.mark.parametrize("text", ["a = ", 'bill = 3\n[[bill]]\nkey = "x"\n'])
def test_a_file_that_cannot_be_read_is_not_written(text):
    with pytest.raises(CheckFailed, match=r"a\.toml"):
        write_record("a.toml", text, record("bill", key="x"), None)


@pytest.mark.parametrize(
    "text",
    [
        'bill = [{key = "x"}, {key = "y"}]\n',
        '[[bill]]\nkey = "x"\na.b = 1\na.c = 2\n',
        '[[bill]]\nkey = "x"\n[bill.a]\nb = 1\n',
    ],
)
def test_a_layout_that_cannot_be_changed_safely_is_said(text):
    with pytest.raises(StoreError, match="edit it"):
        write_record("a.toml", text, record("bill", key="x"), {"key": "x", "a": {"b": 5}})


_KEYS = st.sampled_from(["us-119-hr1379", "us-119-s2255", "us-118-s9", "ca-20252026-ab938"])
_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
_VALUES = st.fixed_dictionaries(
    {"aim": _WORDS}, optional={"why": _WORDS, "days": st.integers(1, 9)}
)


@examples(20)
@given(st.lists(st.tuples(_KEYS, st.none() | _VALUES), max_size=6))
def test_any_changes_taken_back_in_turn_leave_the_file_saying_the_same(changes):
    texts, before = [OWN], []
    for key, values in changes:
        path = record("bill", key=key)
        before.append((path, read_record("a.toml", texts[-1], path)))
        new = None if values is None else {"key": key, **values}
        texts.append(write_record("a.toml", texts[-1], path, new))
        assert "# Ours. Ask Ana" in texts[-1]
    text = texts.pop()
    for path, values in reversed(before):
        text = write_record("a.toml", text, path, values)
        assert _sorted(text) == _sorted(texts.pop())


def _sorted(text):
    return {
        name: sorted(value, key=str) if isinstance(value, list) else value
        for name, value in tomllib.loads(text).items()
    }


# -- every comment and line end stays --


#: A file as a person may keep it, with the bills it holds: comments over, in and behind records and
#: apart from them, several lines to a value, tables within tables, either line end.
_NOTES = st.sampled_from(["", "# Ask Ana.\n", "# One.\n# Two, [[not a table]]\n", "\n# Apart.\n\n"])
_BEHIND = st.sampled_from(["", "   # behind", ' # with "quotes" and = signs', "  "])
_WHY = st.sampled_from(['"Short."', '"""\nSeveral\n# lines, no comment\n\n[[bill]]\n"""',
                        "'single # mark'", '"é \\u00e9 \\n"'])  # fmt: skip
_FIELDS = st.sampled_from(["", "# in between\n", 'aim = "watch"\n', 'aim = "pass" # for now\n',
                           'tags = [ # several\n  "a", # one\n  "b",\n]\n', "\n"])  # fmt: skip


@st.composite
def person_files(draw):
    keys = draw(st.lists(_KEYS, unique=True, min_size=1))
    parts = [draw(st.sampled_from(["", "# Ours.\n\n", "stale_after_days = 3 # twice\n\n"]))]
    for key in keys:
        parts += [draw(_NOTES), "[[bill]]", draw(_BEHIND), "\n"]
        parts += [f'key = "{key}"', draw(_BEHIND), "\n", f"why = {draw(_WHY)}", draw(_BEHIND), "\n"]
        parts += [draw(_FIELDS), draw(st.sampled_from(["", "\n", "# below\n", "\n\n# apart\n\n"]))]
        if draw(st.booleans()):
            parts += [
                draw(_NOTES),
                f'[[text]]\nkey = "limits-{key}"\ntext = "Words."\n',
                draw(_NOTES),
            ]
    if draw(st.booleans()):
        parts += [
            draw(_NOTES),
            '[[family]]\nid = "us-tsra"\n',
            draw(_NOTES),
            f'[[family.member]]\nbill = "{keys[0]}"\nkind = "companion"\n',
            draw(_NOTES),
        ]
    text = "".join(parts)
    text = text if draw(st.booleans()) else text.rstrip("\n")
    text = text.replace("\n", "\r\n") if draw(st.booleans()) else text
    return ("\ufeff" if draw(st.booleans()) else "") + text


_MEMBER = (RecordStep("family", {"id": "us-tsra"}), RecordStep("member", {"bill": "us-118-s9"}))
_EDITS = st.tuples(
    st.one_of(_KEYS.map(lambda key: record("bill", key=key)), st.just(_MEMBER)),
    st.none() | st.fixed_dictionaries({}, optional={
        "aim": _WORDS, "position": _WORDS, "tags": st.lists(_WORDS, max_size=2)}),
)  # fmt: skip


def comments(text):
    return sorted(re.findall(r"#[^\r\n]*", text))


@examples(100)
@given(person_files(), _EDITS)
def test_an_edit_changes_its_own_lines_and_no_line_end(text, edit):
    path, fields = edit
    before = read_record("a.toml", text, path)
    after = None if fields is None else {**path[-1].identity, **(before or {}), **fields}
    if after is not None and path == _MEMBER:
        after |= {"kind": "companion"}
    new = write_record("a.toml", text, path, after)
    source = record_files.record_source("a.toml", text, path)
    splice = Splice.between(text, new)
    if source is None:
        assert splice.old == ""
    elif after is None:
        assert comments(new) == left_of(comments(text), comments(source))
        lines = iter(text.lstrip("\ufeff").splitlines())
        assert all(line in lines for line in new.lstrip("\ufeff").splitlines())
    else:
        before_it, _, behind_it = text.partition(source)
        assert new.startswith(before_it) and new.endswith(behind_it)
    ends = re.findall("\r?\n", text) or ["\n"]
    assert set(re.findall("\r?\n", new)) <= set(ends)


def left_of(all_, gone):
    rest = list(all_)
    for one in gone:
        rest.remove(one)
    return rest


@given(person_files(), st.lists(_EDITS, min_size=1, max_size=4), st.booleans())
def test_edits_taken_back_leave_the_same_bytes(text, edits, by_hand):
    """As ``apply`` and ``take_back`` do it: what each change did to the text is noted."""
    texts, splices = [text], []
    for path, fields in edits:
        before = read_record("a.toml", texts[-1], path)
        after = None if fields is None else {**path[-1].identity, **(before or {}), **fields}
        texts.append(write_record("a.toml", texts[-1], path, after))
        splices.append(Splice.between(texts[-2], texts[-1]))
    if by_hand:
        assert splices[-1].taken_back(texts[-1] + "# by hand\n") is None
    for splice in reversed(splices):
        now = texts.pop()
        assert splice.taken_back(now) == texts[-1]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_undo_of_each_command_gives_the_same_bytes(fresh, run, end):
    (fresh.root / "campaigns").mkdir()
    file = fresh.root / "campaigns" / "tsra.toml"
    own = OWN + '\n# Rosa: they called twice.\n[[bill]]\nkey = "us-119-hr9999"\naim = "watch"\n' \
        'why = "Same title."\n\n# The end.\n'  # fmt: skip
    written = own.replace("\n", end).encode()
    file.write_bytes(written)
    commands = [
        ("position", "us-119-hr1379", "support", "--by", "A", "--on", "2026-11-20"),
        ("unwatch", "us-119-hr9999"),
        ("unwatch", "us-119-hr1379"),
        ("watch", "us-119-hr9998", "--campaign", "tsra"),
        ("text", "review", "tsra/limits", "--by", "Ana"),
    ]
    for command in commands:
        done = run(*command)
        assert done.exit_code == 0, done.output
        assert b"# Ours. Ask Ana" in file.read_bytes() and b"# The end." in file.read_bytes()
        assert file.read_bytes().count(b"\r\n") == (file.read_bytes().count(b"\n") if
                                                    end == "\r\n" else 0)  # fmt: skip
    for _ in commands:
        assert run("undo").exit_code == 0
    assert file.read_bytes() == written


def test_a_record_that_comes_back_brings_its_comments_though_the_file_moved_on(fresh, run):
    (fresh.root / "campaigns").mkdir()
    file = fresh.root / "campaigns" / "tsra.toml"
    note = '# Rosa: they called twice.\n[[bill]]\nkey = "us-119-hr9999"\naim = "watch"\nwhy = "x"\n'
    file.write_text(f"{OWN}\n{note}", encoding="utf-8")
    assert run("unwatch", "us-119-hr9999").exit_code == 0
    assert "Rosa" not in file.read_text(encoding="utf-8")
    file.write_text("# By hand.\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("undo").exit_code == 0
    assert note in file.read_text(encoding="utf-8") and "# By hand." in file.read_text("utf-8")


_CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0"))


@given(
    st.lists(st.tuples(_CELL, _CELL), max_size=5), st.booleans(), st.sampled_from(["\n", "\r\n"])
)
def test_other_rows_of_a_csv_stay_as_they_are_written(cells, quoted, end):
    rows = [f'"{n}","{a.replace(chr(34), chr(34) * 2)}"{end}' for n, (a, _) in enumerate(cells)]
    text = "".join([f"id,value{end}", *rows])
    path = (RecordStep("", {"id": "new"}),)
    added = write_record("s.csv", text, path, {"id": "new", "value": "a,b"})
    assert added == f'{text}new,"a,b"{end}'
    if rows:
        assert write_record("s.csv", added, path, None) == text
        changed = write_record(
            "s.csv", text, (RecordStep("", {"id": "0"}),), {"id": "0", "value": "x"}
        )
        assert changed == "".join([f"id,value{end}0,x{end}", *rows[1:]])


# -- commands ------------------------------------------------------------------------------------


def test_a_position_is_written_noted_read_and_taken_back(fresh, run):
    file = fresh.root / "campaigns" / "tvpra.toml"
    assert decide(run).exit_code == 0
    assert bill(fresh, KEY).position == "support"
    (line,) = journal(fresh)
    assert (line["by"], line["file"]) == ("Policy team", "campaigns/tvpra.toml")
    assert line["records"][0]["before"] is None
    assert line["records"][0]["after"]["decided_on"] == "2026-11-20"
    assert "Taken back: position us-119-hr1144 support" in run("undo").output
    assert not file.exists()
    assert (bill(fresh, KEY).position, journal(fresh)[-1]["undoes"]) == (None, 1)
    assert run("undo").exit_code == 2


def test_what_a_person_wrote_is_kept_and_later_handwork_is_not_undone(fresh, run):
    file = fresh.root / "campaigns" / "tsra.toml"
    file.parent.mkdir()
    file.write_text(OWN.replace('aim = "watch"\n', ""), encoding="utf-8")
    assert decide(run, "us-119-s2255", "needs-decision").exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Ours. Ask Ana") and "# overtaken" in text
    file.write_text(text.replace("needs decision", "neutral"), encoding="utf-8")
    refused = run("undo")
    assert refused.exit_code == 2 and "changed by hand" in refused.stderr
    assert len(journal(fresh)) == 1


def test_changes_are_taken_back_one_after_the_other(fresh, run):
    decide(run)
    decide(run, value="neutral")
    decide(run, "us-119-hr2851", "oppose unless amended")
    for expected in ("oppose unless amended", "neutral", "support"):
        assert expected in run("undo").output
    assert bill(fresh, KEY).position is None


def test_a_bill_is_watched_and_left_again(fresh, run):
    said = run("watch", "HR 9999 (119th)", "--campaign", "tsra", "--why", "Same title.")
    assert "billtrail update --bill us-119-hr9999" in said.stderr
    assert bill(fresh, "us-119-hr9999").why == "Same title."
    assert run("watch", "us-119-hr9999", "--campaign", "tsra").exit_code == 2
    run("unwatch", "us-119-hr9999")
    assert bill(fresh, "us-119-hr9999") is None


def test_a_shipped_bill_leaves_its_effort_and_comes_back_as_it_was(fresh, run):
    before = load_content(fresh.root).campaigns
    assert run("unwatch", "us-119-hr1379").exit_code == 0
    assert "12 bills" in run("family", "us-tsra").output
    assert run("watch", "us-119-hr1379", "--campaign", "tsra").exit_code == 0
    after = load_content(fresh.root).campaigns
    assert [c.families for c in after] == [c.families for c in before]
    assert [c.bills for c in after] == [c.bills for c in before]


def test_a_text_is_reviewed_word_for_word(fresh, run):
    assert (
        run("text", "review", "tsra/limits/es", "tsra/problem", "--by", "Ana Name").exit_code == 0
    )
    texts = {
        decisions.text_name(c.id, t): t for c in load_content(fresh.root).campaigns for t in c.texts
    }
    assert texts["tsra/limits/es"].reviewed_by == texts["tsra/problem/en"].reviewed_by == "Ana Name"
    assert texts["tsra/limits/es"].reviewed_on
    shipped = next(c for c in load_content(None).campaigns if c.id == "tsra")
    assert texts["tsra/problem/en"].text in {t.text for t in shipped.texts}


WRONG = [
    (("position", "us-119-hr1144", "maybe", "--by", "A", "--on", "2026-11-20"), "none of: needs"),
    (("position", "us-119-hr1144", "support", "--by", "A", "--on", "2099-01-01"), "not come yet"),
    (("position", "us-119-hr9999", "support", "--by", "A", "--on", "2026-11-20"),
     "H.R. 9999 of the 119th Congress is not followed by any campaign. Follow it: billtrail watch"),
    (("position", "hr4817x", "support", "--by", "A", "--on", "2026-11-20"), "Nothing in this file"),
    (("watch", "us-119-hr2", "--campaign", "tsraa"), "Nearest: tsra"),
    (("watch", "nonsense", "--campaign", "tsra"), "Nothing in this file is called"),
    (("unwatch", "us-119-hr2"), "H.R. 2 of the 119th Congress is not followed by any campaign"),
    (("text", "review", "tsra/limit", "--by", "A"), "Nearest: tsra/limits/en"),
    (("text", "review", "tsra/limits", "tvpra/limits", "--by", "A"), "one campaign at a time"),
    (("undo",), "no change to take back"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_input_changes_nothing(fresh, run, arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2 and said in result.stderr
    assert not (fresh.root / "changes.jsonl").exists()
    assert not (fresh.root / "campaigns").exists()


def test_what_would_break_the_content_is_refused_whole(fresh, run):
    """The law itself cannot leave: sentences hold by it, and others became law as it."""
    result = run("unwatch", "us-119-hr4323")
    assert result.exit_code == 1
    assert "stays followed: sentences of the campaign Trafficking Survivors" in result.stderr
    assert not (fresh.root / "changes.jsonl").exists()


def test_a_faulty_file_is_named_and_stays(fresh, run):
    (fresh.root / "campaigns").mkdir()
    file = fresh.root / "campaigns" / "tvpra.toml"
    file.write_text('[[bill]\nkey = "x"\n', encoding="utf-8")
    result = decide(run)
    assert result.exit_code == 1 and "tvpra.toml" in result.stderr
    assert file.read_text(encoding="utf-8").startswith("[[bill]\n")


def test_a_broken_note_is_named(fresh, run):
    (fresh.root / "changes.jsonl").write_text("{}\n", encoding="utf-8")
    result = decide(run)
    assert result.exit_code == 1 and "changes.jsonl line 1 is broken" in result.stderr


def test_a_line_of_a_kind_this_program_does_not_know_is_no_broken_one(fresh, run):
    """It was written by a newer program: what was done before it is not taken back in its place."""
    decide(run)
    line = {"id": 2, "at": "2026-11-24T00:00:00Z", "by": "A", "command": "newer X",
            "kind": "newer", "about": {"x": 1}}  # fmt: skip
    with (fresh.root / "changes.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    result = run("undo")
    assert result.exit_code == 2 and "'newer X' was done by a newer Billtrail" in result.stderr
    assert bill(fresh, KEY).position == "support"
    assert decide(run, value="neutral").exit_code == 0
    assert run("undo").exit_code == 0 and journal(fresh)[-1]["undoes"] == 3
    assert journal(fresh)[1] == line


def test_saying_the_same_again_is_said(run):
    decide(run)
    again = decide(run)
    assert again.exit_code == 2 and "already says so" in again.stderr


def test_a_change_noted_but_not_written_is_taken_back_without_harm(fresh, run, monkeypatch):
    """A crash between the note and the file leaves a note; undo clears it."""

    def crash(path, text):
        raise OSError("built by hand")

    with monkeypatch.context() as patched:
        patched.setattr(workspace_edits, "_write", crash)
        assert isinstance(decide(run).exception, OSError)
    assert run("undo").exit_code == 0
    assert bill(fresh, KEY).position is None


def test_other_files_of_records_use_the_same_way(fresh):
    """Files that are no content are checked by whoever keeps them."""
    edit = Edit(record("report", id="r1"), {"text": "Held in committee."})

    def refuse(text):
        assert "Held in committee." in text
        raise CheckFailed("reports.toml [[report]] r1: link is missing")

    with pytest.raises(CheckFailed, match="link is missing"):
        workspace_edits.apply(fresh, "reports.toml", [edit], command="report r1", check=refuse)
    done = workspace_edits.apply(fresh, "reports.toml", [edit], command="report r1", by="A Name")
    assert (done.by, (fresh.root / "reports.toml").is_file()) == ("A Name", True)
    undo.undo(fresh)
    assert not (fresh.root / "reports.toml").exists()
    with pytest.raises(UsageError):
        undo.undo(fresh)
