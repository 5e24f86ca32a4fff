"""Lists the shapes of all parameters and adds up their sizes."""

import math


def recurrent_parameter_count(kind, num_inputs, num_hiddens, num_layers=1, bidirectional=False, biases_per_gate=1):
    names = {"rnn": ["h"], "gru": ["z", "r", "h"], "lstm": ["i", "f", "o", "c"]}
    if kind not in names:
        raise ValueError(f"kind must be one of {list(names)}")
    if any(size < 1 for size in (num_inputs, num_hiddens, num_layers)):
        raise ValueError("sizes begin at 1")
    if biases_per_gate < 0:
        raise ValueError("fewer than no biases")
    shapes = {}
    for layer in range(num_layers):
        for direction in range(2 if bidirectional else 1):
            below = num_inputs if layer == 0 else num_hiddens * (2 if bidirectional else 1)
            for gate in names[kind]:
                shapes[layer, direction, gate, "W_x"] = (below, num_hiddens)
                shapes[layer, direction, gate, "W_h"] = (num_hiddens, num_hiddens)
                for k in range(biases_per_gate):
                    shapes[layer, direction, gate, f"b_{k}"] = (num_hiddens,)
    return sum(math.prod(shape) for shape in shapes.values())
