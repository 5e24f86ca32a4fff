import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded


@hint("Leave out every line that begins with a letter and a colon, before you look for notes.")
def test_skips_headers(answer):
    """Lines such as K:C, whose letters are no notes, are skipped, also between lines of music."""
    assert_same(answer.bar_durations("X:12\nT:The Cabbage, a Dance\nM:4/4\nK:C\nC2 D2 |\n"), [4.0])
    assert_same(answer.bar_durations("C2\nK:G\nD2 |\nw:la la la\nE3 |"), [4.0, 3.0])


@hint("An accidental before the letter and any number of , and ' after it are parts of the note.")
def test_accidentals_and_octave_marks_take_no_time(answer):
    """'^F,2 _b'2 | =c,, ^g'' z' |' has bars of 4 and 3 units."""
    assert_same(answer.bar_durations("^F,2 _b'2 | =c,, ^g'' z' |"), [4.0, 3.0])


@hint("C to B and c to b are all letters from A to G, large or small.")
def test_knows_all_fifteen_letters(answer):
    """Each of A to G, a to g and z is a note of one unit."""
    for letter in "ABCDEFGabcdefgz":
        assert_same(answer.bar_durations(f"{letter}|{letter}3"), [1.0, 3.0])


@hint("A run of bar lines ends the bar once; a bar without notes is not listed.")
def test_double_lines_and_repeats_make_no_empty_bars(answer):
    """'|: C4 :||: D4 || | E2 :|' has three bars."""
    assert_same(answer.bar_durations("|: C4 :||: D4 || | E2 :|"), [4.0, 4.0, 2.0])
    assert_same(answer.bar_durations("|C2|\n|D|]\n"), [2.0, 1.0])


@hint("The last bar counts, even if no line follows it.")
def test_the_last_bar_needs_no_line(answer):
    """'A2 | B c' has bars of 2 and 2 units."""
    assert_same(answer.bar_durations("A2 | B c"), [2.0, 2.0])


@hint("Read all digits of a number: C12 is one note of twelve units.")
def test_reads_lengths_of_every_form(answer):
    """C12, /4, 3/4, 3/, /16 and 10/5 are 12, 1/4, 3/4, 3/2, 1/16 and 2 units."""
    got = answer.bar_durations("C12 | d/4 | e3/4 | f3/ | g/16 | a10/5")
    assert_same(got, [12.0, 0.25, 0.75, 1.5, 0.0625, 2.0])


@hint("A line break is no bar line: join the lines of music with a space.")
def test_a_bar_runs_over_a_line_break(answer):
    """'C2 D\\nE2 | F' has bars of 5 and 1 units."""
    assert_same(answer.bar_durations("C2 D\nE2 | F\n\n"), [5.0, 1.0])


@hint("A tune without notes has no bars: return an empty list.")
def test_no_notes_give_an_empty_list(answer):
    """An empty text, headers alone and bar lines alone give []."""
    for tune in ("", "\n", "X:1\nK:C\n", "| || |]"):
        assert_same(answer.bar_durations(tune), [])


LENGTHS = {"": 1.0, "2": 2.0, "3": 3.0, "16": 16.0, "/": 0.5, "/4": 0.25, "3/2": 1.5, "5/8": 0.625, "7/": 3.5}
LINES = ("|", "||", " | ", "|]", "|: ", " :|", " :||: ", "|\n")


def _random_tune(generator):
    """Return forty random notes, their lengths in bars of one to seven notes, and the text with random lines."""

    def choose(items):
        return items[int(torch.randint(len(items), (), generator=generator))]

    bars, text = [], ""
    while sum(map(len, bars)) < 40:
        bars.append([])
        for _ in range(choose(range(1, 8))):
            length = choose(list(LENGTHS))
            bars[-1].append(LENGTHS[length])
            mark = choose(("", "", ",", "''"))
            text += (
                choose(("", "^", "_", "=")) + choose("ABCDEFGabcdefgz") + mark + length + choose(("", " ", "\n "))
            )
        text += choose(LINES)
    return bars, text


@hint("Add the lengths of the notes between two lines, and begin the next bar with nothing.")
def test_adds_up_random_tunes(answer):
    """Twenty tunes of random notes and bar lines get the lengths that they were made of."""
    generator = seeded()
    for _ in range(20):
        bars, text = _random_tune(generator)
        assert_same(answer.bar_durations(text), [sum(bar) for bar in bars])


def test_the_total_does_not_depend_on_the_bar_lines(answer):
    """With and without its bar lines, a tune lasts equally long."""
    _, text = _random_tune(seeded())
    total = sum(answer.bar_durations(text))
    alone = answer.bar_durations("".join(" " if c in "|]:" else c for c in text))
    assert_same(alone, [total])


@hint("float(...) makes a Python float of a whole number or a fraction.")
def test_durations_are_python_floats(answer):
    """Whole numbers of units are floats as well."""
    got = answer.bar_durations("C4 | D/ | E F")
    kinds = [type(duration).__name__ for duration in got]
    assert kinds == ["float"] * 3, (
        f"bar_durations returned numbers of the types {kinds}; three floats were expected"
    )


@hint("A bar is right only if all of it can be read: notes, spaces, and nothing else.")
def test_anything_else_is_an_error(answer):
    """Other characters, and lengths, accidentals and octave marks without a note, raise ValueError."""
    others = (
        "(3",
        "~C",
        "C-",
        "h",
        "x",
        "C!",
        "<",
        "2C",
        "C 2",
        "/2 C",
        "^ C",
        "C ^",
        ", C",
        "'",
        "C^2",
        "C2,",
        "C//",
    )
    for tune in (*(f"C2 | {other}" for other in others), "C2 ~ | D2", "K:C\nC2 H"):
        assert_raises(ValueError, answer.bar_durations, tune, accepts=("C2 | D",))
