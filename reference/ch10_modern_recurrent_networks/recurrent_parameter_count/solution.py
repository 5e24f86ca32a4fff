def recurrent_parameter_count(
    kind: str,
    num_inputs: int,
    num_hiddens: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    biases_per_gate: int = 1,
) -> int:
    """Count the parameters of a stack of recurrent layers.

    kind: 'rnn', 'gru' or 'lstm', with 1, 3 and 4 blocks. biases_per_gate: bias vectors of a block, at least 0.
    Raises ValueError for another kind, another size below 1 or a negative biases_per_gate.
    """
    ### BEGIN SOLUTION
    blocks = {"rnn": 1, "gru": 3, "lstm": 4}
    if kind not in blocks or min(num_inputs, num_hiddens, num_layers) < 1 or biases_per_gate < 0:
        raise ValueError("kind must be rnn, gru or lstm, sizes at least 1, biases_per_gate at least 0")
    directions = 2 if bidirectional else 1
    count, width = 0, num_inputs
    for _ in range(num_layers):
        block = (width + num_hiddens + biases_per_gate) * num_hiddens
        count += directions * blocks[kind] * block
        width = directions * num_hiddens
    return count
    ### END SOLUTION
