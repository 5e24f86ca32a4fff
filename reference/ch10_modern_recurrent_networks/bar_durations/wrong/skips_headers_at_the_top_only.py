"""Skips headers only before the first line of music, although they may stand anywhere.

Fails: test_skips_headers
"""

import re


def bar_durations(tune):
    lines = tune.split("\n")
    while lines and re.match("[A-Za-z]:", lines[0]):
        lines.pop(0)
    music = " ".join(lines)
    note = r"[\^_=]?[A-Ga-gz][,']*(\d*)(/?)(\d*)"
    durations = []
    for bar in re.split(r"[|:\]]+", music):
        if not re.fullmatch(f"({note}| )*", bar):
            raise ValueError(f"cannot read {bar!r}")
        lengths = [int(m or 1) / int(k or (2 if slash else 1)) for m, slash, k in re.findall(note, bar)]
        if lengths:
            durations.append(sum(lengths))
    return durations
