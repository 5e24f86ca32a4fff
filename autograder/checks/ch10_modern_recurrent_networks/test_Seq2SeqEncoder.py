import torch

from autograder.toolkit import hint, seeded


def read(answer, X, valid_len):
    """Return what a new encoder makes of X, with vocabulary 10 and 2 layers (runs beside the student's code)."""
    outputs, state = answer.Seq2SeqEncoder(10, 8, 16, 2)(X, valid_len)
    return outputs.detach(), state.detach()


@hint("Both results come from one call of nn.GRU(..., batch_first=True) on the embedded tokens.")
def test_gives_all_top_states_and_the_last_of_every_layer(answer):
    """Tokens (4, 9) give outputs (4, 9, 16) and a state (2, 4, 16), whose top row is the last output."""
    X = torch.randint(10, (4, 9), generator=seeded())
    outputs, state = answer.run(read, X, None)
    shapes = tuple(outputs.shape), tuple(state.shape)
    assert shapes == ((4, 9, 16), (2, 4, 16)), (
        f"Seq2SeqEncoder(10, 8, 16, 2) returned the shapes {shapes}; (4, 9, 16) and (2, 4, 16) were expected"
    )
    assert float(outputs.abs().max()) > 0, "Seq2SeqEncoder(10, 8, 16, 2) returned outputs that are 0 everywhere"
    worst = float((outputs[:, -1] - state[-1]).abs().max())
    assert worst <= 1e-6, (
        f"the last outputs and the top layer's last state differ by {worst:.3g}; they are the same"
    )


@hint("The GRU should never read the padding: nn.utils.rnn.pack_padded_sequence tells it where sentences end.")
def test_each_sentence_stops_at_its_own_length(answer):
    """outputs[i, valid_len[i] - 1] is state[-1, i], and outputs after it are 0."""
    X, valid_len = torch.randint(10, (4, 9), generator=seeded()), torch.tensor([5, 8, 1, 3])
    outputs, state = answer.run(read, X, valid_len)
    assert tuple(outputs.shape) == (4, 9, 16), f"outputs have the shape {tuple(outputs.shape)}; (4, 9, 16) is right"
    for i, length in enumerate(valid_len.tolist()):
        worst = float((outputs[i, length - 1] - state[-1, i]).abs().max())
        assert worst <= 1e-6, f"the last valid output of row {i} and its top state differ by {worst:.3g}"
        left = float(outputs[i, length:].abs().max())
        assert left == 0, (
            f"row {i} has {length} tokens, and its outputs after them reach {left:.3g}; 0 was expected"
        )


def registered(answer):
    return {name: list(value.shape) for name, value in answer.Seq2SeqEncoder(10, 8, 16, 2).named_parameters()}


@hint("self.embedding = nn.Embedding(...) and self.rnn = nn.GRU(...), with num_layers layers and in one direction.")
def test_consists_of_embedding_and_rnn(answer):
    """Vocabulary 10, sizes 8 and 16 and two layers make 2,960 parameters, in embedding and rnn."""
    # 10 * 8, and 3 * ((8 + 16) * 16 + 2 * 16) and 3 * ((16 + 16) * 16 + 2 * 16) for the layers
    want = {"embedding.weight": [10, 8]}
    for layer, below in enumerate((8, 16)):
        want |= {f"rnn.weight_ih_l{layer}": [48, below], f"rnn.weight_hh_l{layer}": [48, 16]}
        want |= {f"rnn.bias_ih_l{layer}": [48], f"rnn.bias_hh_l{layer}": [48]}
    got = answer.run(registered)
    assert got == want, f"Seq2SeqEncoder(10, 8, 16, 2) has the parameters {got}; expected were {want}"
