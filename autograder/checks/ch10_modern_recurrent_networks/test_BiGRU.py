import torch

from autograder.toolkit import assert_same, hint, seeded


def read(answer, X):
    """Return both results of a new BiGRU(3, 4) and its parameters (runs beside the student's code)."""
    model = answer.BiGRU(3, 4)
    outputs, final = model(X)
    return outputs.detach(), final.detach(), {name: p.detach() for name, p in model.named_parameters()}


@hint("Put the two states of a step side by side with torch.cat along the last axis.")
def test_gives_two_states_for_every_step(answer):
    """Three sequences of six steps and four units give outputs (3, 6, 8) and final (3, 8)."""
    outputs, final, _ = answer.run(read, torch.randn(3, 6, 3, generator=seeded()))
    shapes = tuple(outputs.shape), tuple(final.shape)
    assert shapes == ((3, 6, 8), (3, 8)), (
        f"BiGRU(3, 4) returned the shapes {shapes} for X (3, 6, 3); (3, 6, 8) and (3, 8) were expected"
    )
    assert float(outputs.abs().max()) > 0, "BiGRU(3, 4) returned outputs that are 0 everywhere"


@hint(
    "self.f_rnn and self.b_rnn are nn.GRU(num_inputs, num_hiddens, batch_first=True), each with its own parameters."
)
def test_consists_of_two_grus(answer):
    """BiGRU(3, 4) has the parameters of two GRUs of one direction, f_rnn and b_rnn: 216 numbers."""
    shapes = {"weight_ih_l0": [12, 3], "weight_hh_l0": [12, 4], "bias_ih_l0": [12], "bias_hh_l0": [12]}
    want = {f"{direction}.{name}": shape for direction in ("f_rnn", "b_rnn") for name, shape in shapes.items()}
    _, _, parameters = answer.run(read, torch.zeros(1, 1, 3))
    got = {name: list(value.shape) for name, value in parameters.items()}
    assert got == want, f"BiGRU(3, 4) has the parameters {got}; expected were {want}"


@hint("b_rnn reads the sequence reversed; reverse what it gives once more, so that both states belong to step t.")
def test_agrees_with_the_library_without_lengths(answer):
    """Without lengths it gives what the library's bidirectional GRU gives with the same parameters."""
    X = torch.randn(3, 6, 3, generator=seeded())
    outputs, final, parameters = answer.run(read, X)
    gru = torch.nn.GRU(3, 4, batch_first=True, bidirectional=True)
    names = {name[6:] + ("_reverse" if name[0] == "b" else ""): value for name, value in parameters.items()}
    want, state = torch.func.functional_call(gru, names, (X,))
    backwards = torch.cat([want[..., :4], want[..., 4:].flip(1)], 2)
    guesses = {"It looks as if b_rnn's outputs were not turned round again.": backwards.detach()}
    saying = "{got} in outputs; the library gives {want}"
    assert_same(outputs, want.detach(), rtol=1e-5, atol=1e-5, saying=saying, guesses=guesses)
    guesses = {"It looks as if final is outputs[:, -1], but b_rnn ends at step 0.": want[:, -1].detach()}
    saying = "{got} in final; the library gives {want}"
    assert_same(final, torch.cat([*state], 1).detach(), rtol=1e-5, atol=1e-5, saying=saying, guesses=guesses)


def read_padded(answer, X, length):
    """Return both results for a row padded from length on, and for the same row without padding."""
    model = answer.BiGRU(3, 4)
    padded = model(X, torch.tensor([X.shape[1], length]))
    alone = model(X[1:, :length])
    return [part[1:].detach() for part in padded], [part.detach() for part in alone]


@hint("b_rnn begins at the last valid step, f_rnn's part of final is its state there, and outputs after it are 0.")
def test_padding_changes_nothing(answer):
    """A row of length 4 in a batch of six steps is read like the row of four steps alone, with zeros after it."""
    padded, alone = answer.run(read_padded, torch.randn(2, 6, 3, generator=seeded()), 4)
    assert_same(alone[0], torch.zeros(1, 4, 8), atol=torch.inf)  # the shape
    want = torch.cat([alone[0], torch.zeros(1, 2, 8)], 1)
    saying = "{got} in outputs of a row of length 4; {want} was expected"
    assert_same(padded[0], want, rtol=1e-5, atol=1e-5, saying=saying)
    saying = "{got} in final of a row of length 4; without the padding it is {want}"
    assert_same(padded[1], alone[1], rtol=1e-5, atol=1e-5, saying=saying)
