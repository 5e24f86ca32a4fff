"""Counts the lowest layer and asks itself for the rest."""


def recurrent_parameter_count(kind, num_inputs, num_hiddens, num_layers=1, bidirectional=False, biases_per_gate=1):
    match kind:
        case "rnn":
            blocks = 1
        case "gru":
            blocks = 3
        case "lstm":
            blocks = 4
        case _:
            raise ValueError("unknown kind")
    if min(num_inputs, num_hiddens, num_layers, biases_per_gate + 1) < 1:
        raise ValueError("too small")
    directions = 2 if bidirectional else 1
    lowest = directions * blocks * (num_inputs * num_hiddens + num_hiddens**2 + biases_per_gate * num_hiddens)
    if num_layers == 1:
        return lowest
    width = directions * num_hiddens
    return lowest + recurrent_parameter_count(
        kind, width, num_hiddens, num_layers - 1, bidirectional, biases_per_gate
    )
