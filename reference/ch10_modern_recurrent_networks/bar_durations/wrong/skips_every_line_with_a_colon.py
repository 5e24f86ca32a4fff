"""Takes each line with a colon for a header and so loses the music that is repeated.

Fails: test_double_lines_and_repeats_make_no_empty_bars
"""

import re


def bar_durations(tune):
    music = " ".join(line for line in tune.split("\n") if ":" not in line)
    note = r"[\^_=]?[A-Ga-gz][,']*(\d*)(/?)(\d*)"
    durations = []
    for bar in re.split(r"[|:\]]+", music):
        if not re.fullmatch(f"({note}| )*", bar):
            raise ValueError(f"cannot read {bar!r}")
        lengths = [int(m or 1) / int(k or (2 if slash else 1)) for m, slash, k in re.findall(note, bar)]
        if lengths:
            durations.append(sum(lengths))
    return durations
