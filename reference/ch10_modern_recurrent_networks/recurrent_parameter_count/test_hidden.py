from itertools import product

import torch

from autograder.toolkit import assert_raises, assert_same, hint

LAYERS = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}


def library(kind, num_inputs, num_hiddens, num_layers, bidirectional):
    """Return the number of parameters of the library's stack."""
    stack = LAYERS[kind](num_inputs, num_hiddens, num_layers, bidirectional=bidirectional, device="meta")
    return sum(parameter.numel() for parameter in stack.parameters())


@hint("In a bidirectional stack each direction has parameters of its own, and later layers read 2 * num_hiddens.")
def test_counts_two_layers_in_two_directions(answer):
    """An lstm with 28 inputs, 32 units, 2 layers and two directions has 40448 parameters."""
    narrow = 2 * 4 * 32 * (28 + 32 + 1) + 2 * 4 * 32 * (32 + 32 + 1)
    guesses = {
        "It looks as if the second layer read num_hiddens numbers; both directions make 2 * num_hiddens.": narrow,
        "It looks as if the second layer read num_inputs numbers.": 2 * 2 * 4 * 32 * (28 + 32 + 1),
        "It looks as if one direction was counted.": 40448 // 2,
    }
    assert_same(answer.recurrent_parameter_count("lstm", 28, 32, 2, bidirectional=True), 40448, guesses=guesses)


@hint("With two biases a block has (inputs + num_hiddens + 2) * num_hiddens numbers.")
def test_agrees_with_the_library(answer):
    """With biases_per_gate=2 it counts what PyTorch's own stacks have: all kinds, 1 to 3 layers, both settings."""
    for kind, num_layers, both in product(LAYERS, (1, 2, 3), (False, True)):
        got = answer.recurrent_parameter_count(kind, 7, 5, num_layers, both, 2)
        assert_same(got, library(kind, 7, 5, num_layers, both))


@hint("Without biases the matrices alone are left.")
def test_counts_without_biases(answer):
    """With biases_per_gate=0 the biases of all layers are missing, nothing else."""
    assert_same(answer.recurrent_parameter_count("gru", 3, 4, 2, False, 0), 3 * 4 * (3 + 4) + 3 * 4 * (4 + 4))


@hint("The kinds differ in the number of blocks alone: 1, 3 and 4 times the same number.")
def test_gates_multiply_the_plain_network(answer):
    """For every setting the GRU has 3 times and the LSTM 4 times the parameters of the plain network."""
    for num_layers, both, biases in product((1, 2, 4), (False, True), (0, 1, 2)):
        rnn, gru, lstm = (answer.recurrent_parameter_count(kind, 6, 3, num_layers, both, biases) for kind in LAYERS)
        assert_same((gru, lstm), (3 * rnn, 4 * rnn))


@hint("num_inputs, num_hiddens and num_layers are at least 1, biases_per_gate is at least 0.")
def test_rejects_impossible_sizes(answer):
    """num_inputs, num_hiddens or num_layers of 0 and biases_per_gate of -1 raise ValueError."""
    for sizes in ((0, 4, 1, False, 1), (4, 0, 1, False, 1), (4, 4, 0, False, 1), (4, 4, 1, False, -1)):
        assert_raises(
            ValueError, answer.recurrent_parameter_count, "gru", *sizes, accepts=("gru", 1, 1, 1, False, 0)
        )
