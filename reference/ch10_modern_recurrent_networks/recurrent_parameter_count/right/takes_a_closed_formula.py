"""A closed formula: the first layer and num_layers - 1 equal ones."""


def recurrent_parameter_count(kind, num_inputs, num_hiddens, num_layers=1, bidirectional=False, biases_per_gate=1):
    if kind not in ("rnn", "gru", "lstm"):
        raise ValueError(f"unknown kind {kind!r}")
    if num_inputs < 1 or num_hiddens < 1 or num_layers < 1 or biases_per_gate < 0:
        raise ValueError("a size is too small")
    blocks = {"rnn": 1, "gru": 3, "lstm": 4}[kind]
    directions = 1 + bool(bidirectional)
    first = num_inputs + num_hiddens + biases_per_gate
    later = directions * num_hiddens + num_hiddens + biases_per_gate
    return directions * blocks * num_hiddens * (first + (num_layers - 1) * later)
