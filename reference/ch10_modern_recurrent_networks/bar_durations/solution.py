import re


def bar_durations(tune: str) -> list[float]:
    """List how long the bars of a tune in ABC notation are, in units of the default note length.

    Headers and bars without notes are left out. Raises ValueError for what is neither note nor space nor bar line.
    """
    ### BEGIN SOLUTION
    music = " ".join(line for line in tune.split("\n") if not re.match("[A-Za-z]:", line))
    note = r"[\^_=]?[A-Ga-gz][,']*(\d*)(/?)(\d*)"
    durations = []
    for bar in re.split(r"[|:\]]+", music):
        if not re.fullmatch(f"({note}| )*", bar):
            raise ValueError(f"{bar!r} does not consist of notes and spaces")
        lengths = [int(m or 1) / int(k or (2 if slash else 1)) for m, slash, k in re.findall(note, bar)]
        if lengths:
            durations.append(sum(lengths))
    return durations
    ### END SOLUTION
