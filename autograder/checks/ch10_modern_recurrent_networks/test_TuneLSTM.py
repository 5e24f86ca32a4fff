import torch

from autograder.toolkit import assert_same, hint, seeded

SHAPES = [[27, 16], [256, 16], [256, 64], [256], [256], [27, 64], [27]]


def _shapes(answer):
    """Return the shapes of the parameters (runs beside the student's code, as all below)."""
    return [list(parameter.shape) for parameter in answer.TuneLSTM(27, 16, 64).parameters()]


@hint("An nn.Embedding, an nn.LSTM and an nn.Linear, as attributes in this order.")
def test_has_an_embedding_an_lstm_and_a_linear_layer(answer):
    """27 tokens, embeddings of 16 and 64 hidden units make seven parameters, in the order of the layers."""
    got = answer.run(_shapes)
    assert got == SHAPES, f"TuneLSTM(27, 16, 64).parameters() have the shapes {got}; expected were {SHAPES}"


def _read(answer, X):
    model = answer.TuneLSTM(27, 16, 64)
    logits, (H, C) = model(X)
    return [list(result.shape) for result in (logits, H, C)]


@hint("Logits for every position; the state as the layer returns it. batch_first=True reads X row by row.")
def test_gives_logits_for_every_position(answer):
    """X of shape (4, 9) gives logits (4, 9, 27) and the state after the last position, twice (1, 4, 64)."""
    got = answer.run(_read, torch.randint(27, (4, 9), generator=seeded()))
    want = [[4, 9, 27], [1, 4, 64], [1, 4, 64]]
    assert got == want, f"logits, H and C have the shapes {got}; expected were {want}"


def _write(answer, prefix):
    torch.manual_seed(3)
    model = answer.TuneLSTM(27, 16, 64).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(8)
    text = prefix
    for _ in range(5):
        logits, _ = model(text)
        text = torch.cat([text, logits[:, -1:].argmax(-1)], dim=1)
    return model.generate(prefix, 5, 0.0, torch.Generator()), text


@hint("Take the logits at the last position; then feed the new token alone, together with the state.")
def test_temperature_zero_follows_the_largest_logit(answer):
    """At temperature 0, generate gives the prefix and then the largest logits of forward on the growing text."""
    got, want = answer.run(_write, torch.randint(27, (6, 4), generator=seeded()))
    assert_same(got, want)
