"""Goes on adding in the next bar instead of starting from nothing.

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
        lengths = [int(m or 1) / int(k or (2 if slash else 1)) for m, slash, k in re.findall(note, bar)]
        if lengths:
            durations.append(sum(durations[-1:]) + sum(lengths))
    return durations
