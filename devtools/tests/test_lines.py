from devtools.lines import LineFilter


def kept(*lines):
    keep = LineFilter()
    return [text for line in lines if (text := keep(line)) is not None]


def test_ordinary_lines_stay_in_the_log():
    assert kept("2026-11-20 09:03:00,123 INFO celery.beat: Sending due task") == []


def test_job_lines_reach_the_terminal_without_their_head():
    line = "2026-11-20 09:03:00,123 INFO jobs.execution: table-profile 019a completed"
    assert kept(line) == ["09:03:00 table-profile 019a completed"]


def test_the_link_of_a_mail_reaches_the_terminal():
    line = (
        "2026-11-20 09:03:00,123 INFO users.mail_files: mail to a@b.c: http://here/verify-email/k"
    )
    assert kept(line) == ["09:03:00 mail to a@b.c: http://here/verify-email/k"]


def test_a_logger_that_merely_begins_like_jobs_is_no_job_line():
    assert kept("2026-11-20 09:03:00,123 INFO jobsite: hello") == []


def test_an_error_keeps_its_traceback_and_nothing_after_it():
    lines = (
        "2026-11-20 09:03:00,123 ERROR django.request: Internal Server Error",
        "Traceback (most recent call last):",
        "ValueError: no",
        "2026-11-20 09:03:01,000 INFO django: fine",
        "more of what is fine",
    )
    assert kept(*lines) == ["09:03:00 ERROR Internal Server Error", *lines[1:3]]


def test_a_bare_traceback_is_an_error():
    lines = ("Traceback (most recent call last):", "ImportError: no")
    assert kept(*lines) == list(lines)


def test_a_level_in_the_message_does_not_count():
    assert kept("2026-11-20 09:03:00,123 INFO celery: ERROR is only a word here") == []


def test_gunicorn_and_flower_have_heads_of_their_own():
    gunicorn = "[2026-11-20 09:03:00 +0000] [12] [ERROR] Worker (pid:13) was sent SIGKILL!"
    flower = "[W 261120 09:03:00 inspector:44] Inspect method failed"
    assert kept(gunicorn, flower) == [
        "09:03:00 ERROR Worker (pid:13) was sent SIGKILL!",
        "09:03:00 W Inspect method failed",
    ]


def test_gunicorn_information_stays_in_the_log():
    assert kept("[2026-11-20 09:03:00 +0000] [12] [INFO] Listening at: http://127.0.0.1") == []
