"""Takes one token after the other off the front of the text, with re.match."""

import re


def bar_durations(tune):
    music = re.sub(r"^[A-Za-z]:.*$", "", tune, flags=re.MULTILINE)
    durations, bar = [], []
    while music:
        if line := re.match(r"[|:\]]", music):
            durations += [sum(bar)] if bar else []
            bar = []
        elif not (line := re.match(r"\s", music)):
            line = re.match(r"[_^=]?[A-Ga-gz][,']*(?P<times>[0-9]*)(?:(?P<slash>/)(?P<by>[0-9]*))?", music)
            if line is None:
                raise ValueError("unknown sign " + music[0])
            times = int(line["times"]) if line["times"] else 1
            by = int(line["by"] or 2) if line["slash"] else 1
            bar.append(times / by)
        music = music[line.end() :]
    if bar:
        durations.append(sum(bar))
    return durations
