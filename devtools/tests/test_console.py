import io

import pytest

from devtools.console import GREEN, Console


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("LINES", "24")
    return Terminal()


def test_a_file_gets_plain_lines_and_no_footer():
    out = io.StringIO()
    console = Console(out)
    console.footer(["foot"])
    console.line(console.style("hello", GREEN))
    assert out.getvalue() == "hello\n"


def test_a_line_takes_the_place_of_the_footer_which_is_drawn_anew_below(terminal):
    console = Console(terminal)
    console.footer(["one", "two"])
    terminal.truncate(0)
    terminal.seek(0)
    console.line("hello")
    up_two_and_erase = "\x1b[2F\x1b[J"
    assert terminal.getvalue() == f"{up_two_and_erase}hello\n\x1b[?7lone\ntwo\n\x1b[?7h"


def test_a_low_window_has_no_footer(terminal, monkeypatch):
    monkeypatch.setenv("LINES", "5")
    Console(terminal).footer(["one", "two"])
    assert terminal.getvalue() == ""


def test_no_color_is_respected(terminal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert Console(terminal).style("hello", GREEN) == "hello"
