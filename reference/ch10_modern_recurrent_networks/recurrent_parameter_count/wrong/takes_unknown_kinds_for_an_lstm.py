"""Takes every kind it does not know for an LSTM.

Fails: test_rejects_another_kind
"""


def recurrent_parameter_count(kind, num_inputs, num_hiddens, num_layers=1, bidirectional=False, biases_per_gate=1):
    blocks = {"rnn": 1, "gru": 3, "lstm": 4}
    if min(num_inputs, num_hiddens, num_layers) < 1 or biases_per_gate < 0:
        raise ValueError("no such network")
    directions = 2 if bidirectional else 1
    count, width = 0, num_inputs
    for _ in range(num_layers):
        count += directions * blocks.get(kind, 4) * num_hiddens * (width + num_hiddens + biases_per_gate)
        width = directions * num_hiddens
    return count
