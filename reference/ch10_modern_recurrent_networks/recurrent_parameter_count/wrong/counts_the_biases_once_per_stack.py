"""Counts the biases of the first layer alone.

Fails: test_counts_without_biases
"""


def recurrent_parameter_count(kind, num_inputs, num_hiddens, num_layers=1, bidirectional=False, biases_per_gate=1):
    blocks = {"rnn": 1, "gru": 3, "lstm": 4}
    if kind not in blocks or min(num_inputs, num_hiddens, num_layers) < 1 or biases_per_gate < 0:
        raise ValueError("no such network")
    directions = 2 if bidirectional else 1
    first = num_inputs + num_hiddens + biases_per_gate
    later = (directions + 1) * num_hiddens + 1
    return directions * blocks[kind] * num_hiddens * (first + (num_layers - 1) * later)
