"""Which lines of a log are worth a look at the terminal."""

import re

HEAD = re.compile(
    r"""
    \[?(?P<date>\d{4}-\d\d-\d\d)[ T](?P<time>\d\d:\d\d:\d\d)[^\s\]]*  # 2026-11-20 09:03:00,123
    (?:\ [+-]\d{4}|\ [A-Z]{3,4}(?=\ \[))?\]?  # gunicorn's and PostgreSQL's time zone
    (?:\ \[\d+\])?                            # …and process number
    \ \[?(?P<level>[A-Z]+)\]?:?               # WARNING, [WARNING]
    (?:\ (?P<logger>[\w.]+):)?                # jobs.execution:
    \s*(?P<message>.*)
    """,
    re.VERBOSE,
)
FLOWER_HEAD = re.compile(r"\[(?P<level>[DIWEC]) \d{6} (?P<time>[\d:]+) \S+\] (?P<message>.*)")
TRACEBACK = "Traceback (most recent call last):"
SPOKEN = {"jobs", "users"}  # what happens to jobs, and the links of mails
SEVERE = {"WARNING", "ERROR", "CRITICAL", "FATAL", "PANIC", "W", "E", "C"}


class LineFilter:
    """Keeps errors with the lines that belong to them, and what jobs and accounts say."""

    def __init__(self) -> None:
        self._keeping = False

    def __call__(self, line: str) -> str | None:
        """Return the line as people read it, or None."""
        head = HEAD.match(line) or FLOWER_HEAD.match(line)
        if head is None:
            self._keeping = self._keeping or line.startswith(TRACEBACK)
            return line if self._keeping else None
        found = head.groupdict()
        logger = found.get("logger") or ""
        is_ours = logger.partition(".")[0] in SPOKEN
        severe = found["level"] in SEVERE
        self._keeping = severe
        level = f"{found['level']} " if severe else ""
        return f"{found['time']} {level}{found['message']}" if severe or is_ours else None
