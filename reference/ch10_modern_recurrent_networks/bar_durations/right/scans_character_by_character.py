"""Walks over the music with an index, character by character."""


def bar_durations(tune):
    lines = tune.split("\n")
    music = "\n".join(line for line in lines if not (line[:1].isalpha() and line[1:2] == ":")) + "|"
    durations, total, notes, i = [], 0.0, 0, 0

    def digits(i):
        start = i
        while music[i].isdigit():
            i += 1
        return music[start:i], i

    while i < len(music):
        if music[i] in "|:]":
            if notes:
                durations.append(total)
            total, notes, i = 0.0, 0, i + 1
        elif music[i] in " \n":
            i += 1
        else:
            if music[i] in "^_=":
                i += 1
            if music[i] not in "ABCDEFGabcdefgz":
                raise ValueError(f"unexpected {music[i]!r}")
            i += 1
            while music[i] in ",'":
                i += 1
            times, i = digits(i)
            length = float(times) if times else 1.0
            if music[i] == "/":
                by, i = digits(i + 1)
                length /= int(by) if by else 2
            total, notes = total + length, notes + 1
    return durations
