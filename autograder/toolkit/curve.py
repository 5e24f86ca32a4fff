"""What a curve of training losses says, in a sentence and in a picture.

Losses come from beside the student's code: they are taken for plain numbers, and only numbers get into the picture.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

MOST_POINTS = 200
MOST_LOSS = 1e100
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 360, 150, 52, 10, 350, 122
LINE, INK = "#3b82c4", "#808080"
"""Readable on a light and on a dark page alike: a picture cannot know the page's colours."""


def is_wild(loss: float) -> bool:
    """Tell whether a loss is nan, inf or on its way there."""
    return not abs(loss) <= MOST_LOSS


def explain(losses: Sequence[float]) -> str:
    """Return a sentence about what the curve looks like, and its usual cause; "" for fewer than 5 losses.

    One loss per step, none of them wild.
    """
    if len(losses) < 5:
        return ""
    ends = f"from {losses[0]:.3g} to {losses[-1]:.3g}"
    if max(losses) - min(losses) <= 1e-9 * abs(losses[0]):
        return (
            f"The loss is {losses[0]:.3g} at every step. It looks as if the parameters never change: are the "
            "gradients applied to the parameters that the loss is computed from?"
        )
    curve = _smooth(losses)
    first, last, low = curve[0], curve[-1], min(curve)
    noise = _noise(losses) / math.sqrt(len(losses) / len(curve))
    least = max(3 * noise, 0.02 * abs(first))
    if last - first > least and first - low < least:
        return (
            f"The loss rises from the start, {ends}. It looks as if the update goes up the gradient and not "
            "down, or the steps are far too large."
        )
    if _swings(losses) >= 4:
        return f"The loss swings up and down and does not settle, {ends}. It looks as if the steps are too large."
    if first - low >= least and last - low > 0.5 * (first - low):
        lowest = f"{min(losses):.3g} by step {losses.index(min(losses)) + 1}"
        return (
            f"The loss fell to {lowest} and then rose to {losses[-1]:.3g}. It looks as if the steps are too large, "
            "or gradients of earlier steps are added up."
        )
    if first - last < least:
        return (
            f"The loss did not fall, {ends}. It looks as if gradients do not reach the parameters, or the steps "
            "are far too small."
        )
    return _fell(curve, ends, 3 * noise)


def _fell(curve: Sequence[float], ends: str, least: float) -> str:
    """Return what to say of a loss that fell, and not far enough."""
    first, last = curve[0], curve[-1]
    quarter = max(1, len(curve) // 4)
    third, fourth = (math.fsum(part) / quarter for part in (curve[-2 * quarter : -quarter], curve[-quarter:]))
    if 0 < last < 0.1 * first:
        return (
            f"The loss fell {ends}, so the steps work: look at what is done with the parameters afterwards, or at "
            "whether the loss is the one that was asked for."
        )
    if third - fourth > max(0.1 * (first - last), least):
        return f"The loss fell too slowly, {ends}, and was still falling. It looks as if the steps are too small."
    return f"The loss fell {ends} and then fell no further. It looks as if something cannot change or limits it."


def _smooth(losses: Sequence[float], parts: int = 20) -> list[float]:
    """Return the means of up to ``parts`` stretches of equal length."""
    parts = min(parts, len(losses))
    edges = [len(losses) * part // parts for part in range(parts + 1)]
    return [math.fsum(losses[a:b]) / (b - a) for a, b in pairwise(edges)]


def _noise(losses: Sequence[float]) -> float:
    """Return how much a single loss is off its trend, by the median second difference."""
    bends = sorted(abs(a - 2 * b + c) for a, b, c in zip(losses, losses[1:], losses[2:], strict=False))
    return bends[len(bends) // 2] / 1.65  # what it is for independent normal errors of size 1


def _swings(losses: Sequence[float]) -> int:
    """Return how often the second half of the curve turns around and goes back a fifth of the whole range.

    Single losses of a noisy curve scatter about its trend; those do not count unless they alternate.
    """
    half = list(losses[len(losses) // 2 :])
    if len(half) < 10:
        return 0
    steps = [b - a for a, b in pairwise(half)]
    turns = sum(a * b < 0 for a, b in pairwise(steps)) / (len(steps) - 1)
    if 0.4 < turns < 0.85:  # noise turns around at two of three steps
        return 0
    need, count, extreme, direction = 0.2 * (max(losses) - min(losses)), 0, half[0], 0
    for value in half:
        if (direction >= 0 and value < extreme - need) or (direction <= 0 and value > extreme + need):
            count, direction, extreme = count + 1, (1 if value > extreme else -1), value
        elif direction * (value - extreme) > 0:
            extreme = value
    return count


def picture(losses: Sequence[float]) -> str:
    """Return the curve as a self-contained SVG; a wild loss is a cross at its step."""
    kept = [index * (len(losses) - 1) // max(MOST_POINTS - 1, 1) for index in range(MOST_POINTS)]
    kept = kept if len(losses) > MOST_POINTS else list(range(len(losses)))
    finite = [(index, float(losses[index])) for index in kept if not is_wild(losses[index])]
    if not finite:
        return ""
    lowest, highest = min(loss for _, loss in finite), max(loss for _, loss in finite)
    is_log = lowest > 0 and highest / lowest > 50
    scale = math.log if is_log else float
    low, reach = scale(lowest), (scale(highest) - scale(lowest)) or 1.0

    def x(index: int) -> float:
        return LEFT + (RIGHT - LEFT) * index / max(len(losses) - 1, 1)

    line = " ".join(f"{x(i):.1f},{BOTTOM - (BOTTOM - TOP) * (scale(v) - low) / reach:.1f}" for i, v in finite)
    wild = next((index for index in range(len(losses)) if is_wild(losses[index])), None)
    cross = "" if wild is None else _text(x(wild), TOP + 8, "×", "middle", "#d9534f")
    labels = _text(LEFT - 4, TOP + 8, f"{highest:.3g}", "end") + _text(LEFT - 4, BOTTOM, f"{lowest:.3g}", "end")
    labels += _text(LEFT, HEIGHT - 12, "step 1", "start") + _text(RIGHT, HEIGHT - 12, str(len(losses)), "end")
    labels += _text((LEFT + RIGHT) / 2, HEIGHT - 12, "loss" + (" (logarithmic)" if is_log else ""), "middle")
    axes = f'<path d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}" fill="none" stroke="{INK}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="11">{axes}{labels}'
        f'<polyline points="{line}" fill="none" stroke="{LINE}" stroke-width="1.5"/>{cross}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str, colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{text}</text>'
