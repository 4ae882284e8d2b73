"""Draw inline SVG; colours come from the style sheet."""

from collections.abc import Sequence

from .markup import Markup, element

WIDTH, HEIGHT = 240, 60


def bars(counts: Sequence[int], titles: Sequence[str], *, label: str) -> Markup:
    """Draw bars as high as their counts."""
    step = WIDTH / len(counts)
    scale = HEIGHT / max(counts)
    return _svg(
        "histogram",
        (WIDTH, HEIGHT),
        label,
        *(
            _bar(position * step, max(step - 1, 0.5), max(count * scale, 1), title)
            for position, (count, title) in enumerate(zip(counts, titles, strict=True))
            if count
        ),
    )


def meter(share: float, *, label: str) -> Markup:
    """Draw a share of a whole."""
    track = element("rect", class_="track", width=100, height=4)
    filled = element("rect", width=f"{100 * share:.1f}", height=4)
    return _svg("meter", (100, 4), label, track, filled)


def _bar(left: float, width: float, height: float, title: str) -> Markup:
    return element(
        "rect",
        element("title", title),
        x=f"{left:.1f}",
        y=f"{HEIGHT - height:.1f}",
        width=f"{width:.1f}",
        height=f"{height:.1f}",
    )


def _svg(kind: str, box: tuple[int, int], label: str, *content: Markup) -> Markup:
    return element(
        "svg",
        *content,
        class_=kind,
        viewBox=f"0 0 {box[0]} {box[1]}",
        preserveAspectRatio="none",
        role="img",
        aria_label=label,
    )
