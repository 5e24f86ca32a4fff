"""Lets a regular expression replace each note of a bar, noting its length; nothing but spaces may remain."""

import re


def bar_durations(tune):
    note = re.compile(r"[_^=]?[A-Ga-gz][,']*([1-9][0-9]*)?(/([1-9][0-9]*)?)?")
    lines = [line for line in tune.split("\n") if not (line[:1].isalpha() and line[1:2] == ":")]
    result = []
    for bar in re.split(r"[|\]:]+", "\n".join(lines)):
        durations = []

        def take(match, durations=durations):
            length = int(match[1] or 1)
            if match[2]:
                length = length / int(match[3] or 2)
            durations.append(float(length))
            return "\0"

        rest = note.sub(take, bar)
        if rest.replace("\0", "").strip():
            raise ValueError(f"not a note: {rest!r}")
        if durations:
            result.append(sum(durations))
    return result
