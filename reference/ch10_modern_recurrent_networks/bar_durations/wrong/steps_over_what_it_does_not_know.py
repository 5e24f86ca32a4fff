"""Steps over characters that are no notes instead of raising ValueError.

Fails: test_a_letter_that_is_no_note_is_an_error
"""

import re


def bar_durations(tune):
    music = " ".join(line for line in tune.split("\n") if not re.match("[A-Za-z]:", line))
    note = r"[\^_=]?[A-Ga-gz][,']*(\d*)(/?)(\d*)"
    durations = []
    for bar in re.split(r"[|:\]]+", music):
        lengths = [int(m or 1) / int(k or (2 if slash else 1)) for m, slash, k in re.findall(note, bar)]
        if lengths:
            durations.append(sum(lengths))
    return durations
