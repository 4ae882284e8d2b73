from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from longhaul_client.cli.arguments import json_object, named_file, named_value
from longhaul_client.cli.progress import Lines, bar
from longhaul_client.cli.running import as_files
from longhaul_client.models import GenericJob

from .documents import document


@pytest.mark.parametrize(
    ("text", "value"),
    [("x=5", 5), ("x=true", True), ("x=[1]", [1]), ("x=;", ";"), ("x=a=b", "a=b"), ("x=", "")],
)
def test_an_option_is_json_or_else_a_text(text, value):
    assert named_value(text) == ("x", value)


@pytest.mark.parametrize(("read", "text"), [(named_value, "x"), (json_object, "[]")])
def test_what_cannot_be_read_is_told(read, text):
    with pytest.raises(ArgumentTypeError, match="give"):
        read(text)


def test_a_file_may_have_an_equals_sign_in_its_name(tmp_path):
    path = tmp_path / "a=b.csv"
    path.touch()
    assert named_file(str(path)) == ("", path)
    assert named_file(f"table={path.parent}") == ("table", path.parent)


def test_files_of_one_name_belong_together():
    a, b = Path("a"), Path("b")
    assert as_files([("", a)]) == a
    assert as_files([("pages", a), ("pages", b), ("cover", b)]) == {"pages": [a, b], "cover": [b]}
    assert as_files([("", a), ("", b)]) == [a, b]
    assert not as_files([])


def test_each_state_is_said_once(capsys):
    lines = Lines()
    for status, percent in [("pending", None), ("pending", None), ("completed", 100)]:
        lines(GenericJob.model_validate(document(status, percent)))
    assert capsys.readouterr().err == "queued\ncompleted\n"


def test_a_bar_follows_the_percents(capsys):
    with bar() as follow:
        follow(GenericJob.model_validate(document("processing", None)))
        follow(GenericJob.model_validate(document("processing", 40)))
    assert "40%" in capsys.readouterr().err
