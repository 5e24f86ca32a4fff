"""Lists a bar only when a bar line ends it and so loses the last one.

Fails: test_the_last_bar_needs_no_line
"""

import re


def bar_durations(tune):
    music = " ".join(line for line in tune.split("\n") if not re.match("[A-Za-z]:", line))
    note = r"[\^_=]?[A-Ga-gz][,']*(\d*)(/?)(\d*)"
    durations = []
    for bar in re.split(r"[|:\]]+", music)[:-1]:
        if not re.fullmatch(f"({note}| )*", bar):
            raise ValueError(f"cannot read {bar!r}")
        lengths = [int(m or 1) / int(k or (2 if slash else 1)) for m, slash, k in re.findall(note, bar)]
        if lengths:
            durations.append(sum(lengths))
    return durations
