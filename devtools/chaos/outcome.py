"""What people read when a soak is over."""

from collections.abc import Iterator, Mapping

from devtools.chaos.finding import Fate
from devtools.chaos.report import Report
from devtools.console import BOLD, GREEN, RED, Console

# Of the findings, so many are shown; the report has all.
SHOWN = 20


def tell(report: Report, console: Console) -> None:
    """Print the outcome; its last line says all that matters."""
    console.line()
    for line in lines(report, console):
        console.line(line)


def lines(report: Report, console: Console) -> Iterator[str]:
    style = console.style
    yield f"{style('Jobs', BOLD)}     {listed(report.counts())}"
    if failures := report.failures():
        yield f"{style('Failed', BOLD)}   {listed(failures)}"
    fates = {fate.value: report.count(fate) for fate in Fate}
    colour = RED if any(fates.values()) else GREEN
    yield f"{style('Audit', BOLD)}    {style(listed(fates), colour)}"
    for finding in report.findings[:SHOWN]:
        yield f"         {finding.fate}: {finding.job} {finding.detail}"
    if left := len(report.findings[SHOWN:]):
        yield f"         … and {left} more; --report has all."
    yield f"{style('Rescues', BOLD)}  {rescued(report)}"
    mark = style("✓", GREEN) if report.has_passed else style("✗", RED)
    yield f"{mark} {summary(report)}"


def summary(report: Report) -> str:
    faults = len(report.evidence.blows)
    what = f"{report.executed} jobs ran through {faults} faults (seed {report.plan.seed})"
    if report.has_passed:
        return f"{what}: none lost, doubled, stuck or wrong"
    reasons = [
        *([f"{len(report.findings)} findings"] if report.findings else []),
        *(["a rescue took too long"] if report.is_late else []),
        *(["too few to say anything"] if report.has_too_few else []),
    ]
    return f"{what}: {', '.join(reasons)}"


def rescued(report: Report) -> str:
    if not report.rescues:
        return "none was needed"
    limit = report.plan.times.rescue_limit
    return (
        f"{len(report.rescues)}, the longest {report.longest_rescue:.1f} s after the fault "
        f"(at most {limit:.0f} s)"
    )


def listed(counts: Mapping[str, int]) -> str:
    return " · ".join(f"{count} {name}" for name, count in counts.items())


def clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
