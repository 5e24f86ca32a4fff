"""Reads the number before the slash and ignores what follows, so that E3/2 lasts 3 units.

Fails: test_adds_up_the_notes_of_each_bar
"""

import re


def bar_durations(tune):
    music = " ".join(line for line in tune.split("\n") if not re.match("[A-Za-z]:", line))
    note = r"[\^_=]?[A-Ga-gz][,']*(\d*)(/?)(\d*)"
    durations = []
    for bar in re.split(r"[|:\]]+", music):
        if not re.fullmatch(f"({note}| )*", bar):
            raise ValueError(f"cannot read {bar!r}")
        lengths = [float(m or 1) for m, slash, k in re.findall(note, bar)]
        if lengths:
            durations.append(sum(lengths))
    return durations
