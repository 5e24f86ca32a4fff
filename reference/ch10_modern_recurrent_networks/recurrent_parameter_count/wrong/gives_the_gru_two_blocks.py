"""Counts two blocks for the GRU, its two gates; the candidate has matrices of its own.

Fails: test_counts_one_layer_of_each_kind
"""


def recurrent_parameter_count(kind, num_inputs, num_hiddens, num_layers=1, bidirectional=False, biases_per_gate=1):
    blocks = {"rnn": 1, "gru": 2, "lstm": 4}
    if kind not in blocks or min(num_inputs, num_hiddens, num_layers) < 1 or biases_per_gate < 0:
        raise ValueError("no such network")
    directions = 2 if bidirectional else 1
    count, width = 0, num_inputs
    for _ in range(num_layers):
        count += directions * blocks[kind] * num_hiddens * (width + num_hiddens + biases_per_gate)
        width = directions * num_hiddens
    return count
