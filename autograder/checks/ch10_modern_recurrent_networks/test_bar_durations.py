from autograder.toolkit import assert_raises, assert_same, hint


@hint("2 + 1/2 + 3/2 units, then a rest of 4: a slash without a number halves, and a rest takes time, too.")
def test_adds_up_the_notes_of_each_bar(answer):
    """The bars of 'C2 D/ E3/2 | z4 |]' last 4 units each."""
    assert_same(answer.bar_durations("C2 D/ E3/2 | z4 |]"), [4.0, 4.0])


@hint("Stepping over what is no note hides mistakes: compare the whole text with what is allowed.")
def test_a_letter_that_is_no_note_is_an_error(answer):
    """An H in the music raises ValueError."""
    assert_raises(ValueError, answer.bar_durations, "C2 H |", accepts=("C2 B |",))
