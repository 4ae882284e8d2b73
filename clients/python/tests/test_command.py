import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[1] / "src"
SLOW = '{"steps": 600, "step_seconds": 0.05}'


def start(*arguments, **variables):
    return subprocess.Popen(
        [sys.executable, "-m", "longhaul_client", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(SOURCES)} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def longhaul(*arguments, **variables):
    """Run the command line; return its exit status, what it printed, and what it said besides."""
    process = start(*arguments, **variables)
    printed, said = process.communicate()
    return process.returncode, printed, said


def test_a_completed_job_is_a_success_with_a_summary(text):
    status, printed, said = longhaul("run", "copy-file", text, "--option", "upper=true")
    assert (status, printed) == (0, f"  length: {text.stat().st_size:,}\n")
    assert said.splitlines()[-1] == "completed"


def test_options_and_files_are_taken_by_name(text):
    arguments = ["run", "copy-file", f"text={text}", "--options", '{"upper": true}', "--json"]
    status, printed, said = longhaul(*arguments)
    assert (status, said) == (0, "")
    assert json.loads(printed)["job"]["options"] == {"upper": True}


def test_an_option_is_json_or_else_a_text():
    arguments = ["run", "echo", "--option", "text=a;b", "--option", "times=2"]
    assert longhaul(*arguments)[:2] == (0, "  text: a;ba;b\n")


def test_files_of_the_job_are_fetched(text, tmp_path):
    folder = tmp_path / "new"
    arguments = ["run", "copy-file", text, "--download", "copy", "-o", folder, "--json"]
    status, printed, _ = longhaul(*arguments)
    assert (status, json.loads(printed)["downloads"]) == (0, {"copy": str(folder / "copy.txt")})
    assert (folder / "copy.txt").read_text() == text.read_text()


def test_a_failed_job_is_a_failure_in_one_line(tmp_path):
    (tmp_path / "bad.txt").write_text("refuse")
    status, printed, said = longhaul("run", "copy-file", tmp_path / "bad.txt")
    assert (status, printed) == (1, "")
    assert said.splitlines()[-1].endswith("The file asks to be refused.")


def test_a_failed_job_is_told_to_programs(tmp_path):
    (tmp_path / "bad.txt").write_text("refuse")
    status, printed, said = longhaul("run", "copy-file", tmp_path / "bad.txt", "--json")
    error = json.loads(printed)["error"]
    assert (status, said) == (1, "")
    assert (error["kind"], error["code"]) == ("JobFailed", "refused_by_itself")
    assert error["job"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_cancels_the_job(number):
    process = start("run", "script", "--options", SLOW)
    for line in process.stderr:
        if line.startswith("running"):
            break
    process.send_signal(number)
    assert process.communicate()[1].endswith("longhaul: interrupted\n")
    assert process.returncode == 130
    jobs = json.loads(longhaul("list", "--feature", "script", "--limit", "1", "--json")[1])
    assert jobs[0]["cancel_requested"] or jobs[0]["status"] == "cancelled"


def test_a_job_is_followed_by_its_id(text, tmp_path):
    run = json.loads(longhaul("run", "copy-file", text, "--json")[1])
    job = run["job"]["id"]
    assert longhaul("status", job)[1] == f"{job}  copy-file  completed  text.txt\n"
    assert json.loads(longhaul("results", job, "--json")[1]) == run["result"]
    assert longhaul("download", job, "copy", "-o", tmp_path)[1] == f"{tmp_path / 'copy.txt'}\n"
    assert job in longhaul("list", "--status", "completed")[1]
    assert longhaul("delete", job)[:2] == (0, f"Deleted {job}.\n")
    assert longhaul("status", job)[0] == 1


def test_a_job_that_has_ended_cannot_be_cancelled():
    job = json.loads(longhaul("run", "echo", "--json")[1])["job"]["id"]
    status, _, said = longhaul("cancel", job)
    assert (status, said.count("\n")) == (1, 1)
    assert "is completed and cannot be cancelled" in said


def test_features_are_told_with_what_they_take():
    lines = longhaul("features")[1].splitlines()
    first = lines.index("copy-file: Give a text file back, in upper case if asked.")
    assert lines[first + 1] == "  takes text (.txt, .bin)"


@pytest.mark.parametrize(
    ("variables", "advice"),
    [
        ({"LONGHAUL_TOKEN": "wrong"}, "Check LONGHAUL_TOKEN or --token."),
        ({"LONGHAUL_TOKEN": ""}, "Give your API token, or set LONGHAUL_TOKEN."),
        ({"LONGHAUL_URL": "host"}, "Give the server's address like https://host, not host"),
        ({"LONGHAUL_URL": "http://127.0.0.1:1"}, "with a longer --patience."),
    ],
)
def test_an_error_is_one_line_that_says_what_to_do(variables, advice):
    status, printed, said = longhaul("features", "--patience", "0", **variables)
    assert (status, printed, said.count("\n")) == (1, "", 1)
    assert said.endswith(f"{advice}\n")


@pytest.mark.parametrize(
    "arguments",
    [[], ["run"], ["run", "echo", "--option", "text"], ["run", "echo", "--options", "[1]"]],
)
def test_a_mistake_in_the_command_line_is_no_failed_job(arguments):
    assert longhaul(*arguments)[0] == 2


def test_a_file_that_is_not_there_is_named():
    status, _, said = longhaul("run", "copy-file", "/no/such.txt")
    assert (status, said) == (1, "longhaul: There is no file /no/such.txt.\n")


def test_a_file_that_is_needed_is_asked_for():
    status, _, said = longhaul("run", "copy-file")
    assert (status, said) == (
        1,
        "longhaul: copy-file needs a file (text): name one, or add --sample.\n",
    )


def test_the_user_is_told_what_is_tried_again():
    url = "http://127.0.0.1:1"
    _, _, said = longhaul("run", "echo", "--timeout", "1", "--url", url)
    assert "The server does not answer" in said.splitlines()[0]
    assert said.splitlines()[0].endswith("Trying again in 2 s.")
    assert said.splitlines()[-1] == "longhaul: It takes longer than 1 s."
