from devtools import variables

TEXT = """\
# Some words about the file.

# ── Jobs ─────
# How long one may be silent,
# in seconds.
# JOBS_LEASE=60
# How often one looks.
# JOBS_HEARTBEAT_INTERVAL=1
# JOBS_LEASE_RENEWAL_INTERVAL=5

# ── Django ─────
# One | or the other
DJANGO_DEBUG=
"""


def test_each_variable_has_the_words_above_it():
    first, second, third, _ = variables.read(TEXT)
    assert (first.name, first.default, first.section) == ("JOBS_LEASE", "60", "Jobs")
    assert first.meaning == "How long one may be silent, in seconds."
    assert second.meaning == third.meaning == "How often one looks."


def test_a_section_begins_a_table():
    document = variables.table(TEXT)
    assert document.count("| variable | default | meaning |") == 2
    assert "| `JOBS_LEASE` | `60` | How long one may be silent, in seconds. |" in document


def test_a_bar_does_not_end_a_cell():
    assert r"| `DJANGO_DEBUG` |  | One \| or the other |" in variables.table(TEXT)


def test_every_variable_is_described_once():
    names = [variable.name for variable in variables.read(variables.SOURCE.read_text())]
    assert len(names) == len(set(names))


def test_every_variable_has_a_meaning():
    for variable in variables.read(variables.SOURCE.read_text()):
        assert variable.meaning, variable.name
