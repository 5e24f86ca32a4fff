from autograder.toolkit import assert_raises, assert_same, hint


@hint("A block has 28 * 32 + 32 * 32 + 32 numbers; the GRU has three blocks (the candidate is one), the LSTM four.")
def test_counts_one_layer_of_each_kind(answer):
    """28 inputs and 32 units make 1952 parameters for rnn, 5856 for gru and 7808 for lstm."""
    for kind, want in (("rnn", 1952), ("gru", 5856), ("lstm", 7808)):
        assert_same(answer.recurrent_parameter_count(kind, 28, 32), want)


@hint("From the second layer on the input is the state of the layer below: num_hiddens numbers, not num_inputs.")
def test_later_layers_read_the_layer_below(answer):
    """Three layers of 2 units on 5 inputs: 2 (5 + 2 + 1) numbers in the first, 2 (2 + 2 + 1) in the other two."""
    assert_same(answer.recurrent_parameter_count("rnn", 5, 2, 3), 36)


@hint("Look the kind up before you count, and raise ValueError where it is not there.")
def test_rejects_another_kind(answer):
    """The kind 'cnn' raises ValueError."""
    assert_raises(ValueError, answer.recurrent_parameter_count, "cnn", 4, 4, accepts=("gru", 4, 4))
