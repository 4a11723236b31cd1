"""How are numbers drawn, so that everybody can read them: in the light, in the dark, on a phone, by ear?

The template filter `bars` draws a `chart` (a dictionary made by `charts_page`) as SVG inside the page:
no script, no file from elsewhere. Bars begin at zero, axes are labelled, what is not complete is hatched,
and colours are the style sheet's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from datasette import hookimpl
from jinja2 import Environment
from markupsafe import Markup

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 58, 8, 14, 46
WIDEST_BAR = 72
COLOURS = 8
"""Of the style sheet; the last is for all that is left over."""


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    env.filters["bars"] = bars


def bars(chart: Mapping[str, Any]) -> Markup:
    """A chart of stacked bars.

    `key` tells charts of a page apart; `title`, `summary`; `x_label`, `y_label`; `bars`, each with `label`, `tick`
    (whether the label is printed) and `incomplete`; `layers`, each with `name` and `values`, one for each bar.
    """
    columns, layers = chart["bars"], chart["layers"]
    heights = [sum(values) for values in zip(*(layer["values"] for layer in layers), strict=True)] or [0]
    top, ticks = scale(max(heights))
    step = min(WIDEST_BAR, (WIDTH - LEFT - RIGHT) / max(1, len(columns)))
    parts = [
        Markup(
            '<svg class="chart" role="img" aria-labelledby="{key}-title {key}-summary" viewBox="0 0 {width} {height}">'
            '<title id="{key}-title">{title}</title><desc id="{key}-summary">{summary}</desc>'
            '<defs><pattern id="{key}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)">'
            '<rect class="hatch" width="2" height="6"></rect></pattern></defs>'
        ).format(key=chart["key"], title=chart["title"], summary=chart["summary"], width=WIDTH, height=HEIGHT),
        *_grid(ticks, top, chart["y_label"]),
    ]
    for place, column in enumerate(columns):
        x = LEFT + place * step
        told = ", ".join(f"{layer['name']} {layer['values'][place]:,}" for layer in layers if layer["values"][place])
        words = f"{column['label']}: {told or '0'}{' (not complete)' if column['incomplete'] else ''}"
        parts.append(Markup('<g class="bar"><title>{}</title>').format(words))
        parts += _bar(x, step, [layer["values"][place] for layer in layers], top)
        if column["incomplete"]:
            parts.append(
                _rectangle(x, TOP, step, HEIGHT - TOP - BOTTOM, Markup('fill="url(#{}-hatch)"').format(chart["key"]))
            )
        parts.append(Markup("</g>"))
        if column["tick"]:
            parts.append(
                Markup('<text class="tick" x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(
                    x + step / 2, HEIGHT - BOTTOM + 16, column["tick"]
                )
            )
    parts.append(
        Markup('<text class="axis" x="{}" y="{}" text-anchor="middle">{}</text></svg>').format(
            (WIDTH + LEFT) / 2, HEIGHT - 8, chart["x_label"]
        )
    )
    return Markup("").join(parts)


def _grid(ticks: Sequence[int], top: int, label: str) -> Iterator[Markup]:
    for tick in ticks:
        y = _y(tick, top)
        yield Markup('<line class="grid" x1="{}" x2="{}" y1="{y:.1f}" y2="{y:.1f}"></line>').format(
            LEFT, WIDTH - RIGHT, y=y
        )
        yield Markup('<text class="tick" x="{}" y="{:.1f}" text-anchor="end">{:,}</text>').format(LEFT - 6, y + 4, tick)
    middle = (TOP + HEIGHT - BOTTOM) / 2
    yield Markup('<text class="axis" transform="translate(14 {}) rotate(-90)" text-anchor="middle">{}</text>').format(
        middle, label
    )


def _bar(x: float, step: float, values: Sequence[int], top: int) -> Iterator[Markup]:
    gap = min(2.0, step * 0.2)
    below = 0
    for layer, value in enumerate(values):
        if value:
            y, base = _y(below + value, top), _y(below, top)
            yield _rectangle(
                x + gap / 2, y, step - gap, base - y, Markup('class="series series-{}"').format(min(layer + 1, COLOURS))
            )
        below += value


def _rectangle(x: float, y: float, width: float, height: float, look: Markup) -> Markup:
    return Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" {}></rect>').format(
        x, y, width, height, look
    )


def _y(value: float, top: int) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top


def scale(largest: int) -> tuple[int, list[int]]:
    """The top of an axis that begins at zero, and where its lines are.

    >>> scale(7), scale(230), scale(0)
    ((8, [0, 2, 4, 6, 8]), (300, [0, 100, 200, 300]), (1, [0, 1]))
    """
    step = 1
    while largest > 4 * step:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    lines = max(1, -(-largest // step))
    return lines * step, [line * step for line in range(lines + 1)]
