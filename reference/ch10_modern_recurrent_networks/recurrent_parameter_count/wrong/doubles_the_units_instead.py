"""Takes two directions for one layer of twice as many units, whose state matrix is four times as large.

Fails: test_counts_two_layers_in_two_directions
"""


def recurrent_parameter_count(kind, num_inputs, num_hiddens, num_layers=1, bidirectional=False, biases_per_gate=1):
    blocks = {"rnn": 1, "gru": 3, "lstm": 4}
    if kind not in blocks or min(num_inputs, num_hiddens, num_layers) < 1 or biases_per_gate < 0:
        raise ValueError("no such network")
    if bidirectional:
        num_hiddens *= 2
    first = num_inputs + num_hiddens + biases_per_gate
    later = 2 * num_hiddens + biases_per_gate
    return blocks[kind] * num_hiddens * (first + (num_layers - 1) * later)
