"""Adds exact fractions and turns each bar into a float at the end."""

import re
from fractions import Fraction


def bar_durations(tune):
    music = " ".join(line for line in tune.split("\n") if line[1:2] != ":" or not line[0].isalpha())
    result = []
    for bar in music.replace(":", "|").replace("]", "|").split("|"):
        rest = re.sub(r"[_^=]?[A-Ga-gz][,']*([0-9]*(/[0-9]*)?)", r"<\1>", bar) if not set(bar) & set("<>") else bar
        if re.sub(r"<[0-9/]*>", "", rest).strip(" "):
            raise ValueError(f"what is {bar}?")
        total = Fraction(0)
        for length in re.findall(r"<([0-9/]*)>", rest):
            times, slash, by = length.partition("/")
            total += Fraction(int(times or 1), int(by or 2) if slash else 1)
        if total:
            result.append(float(total))
    return result
