"""Puts a space before each note, splits, and reads each piece on its own."""

import re


def bar_durations(tune):
    def length(word):
        match = re.fullmatch(r"[=_^]?[a-gzA-G][',]*(\d*)(/\d*|)", word)
        if not match:
            raise ValueError(word)
        duration = float(match[1] or 1)
        if match[2] == "/":
            return duration / 2
        return duration / int(match[2][1:]) if match[2] else duration

    lines = [line for line in tune.splitlines() if not re.match(r"[a-zA-Z]:", line)]
    bars = re.split(r"[\]:|]", " ".join(lines))
    words = [re.sub(r"([_^=]?[A-Ga-gz])", r" \1", bar).split() for bar in bars]
    return [sum(map(length, bar)) for bar in words if bar]
