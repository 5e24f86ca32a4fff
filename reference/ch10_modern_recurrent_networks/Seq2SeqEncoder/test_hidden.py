import torch
from torch import nn

from autograder.toolkit import assert_same, hint, seeded


def random_weights(vocab_size=7, embed_size=3, num_hiddens=4, num_layers=2):
    """Return random parameters by name, float64."""
    shapes = {"embedding.weight": (vocab_size, embed_size)}
    for layer in range(num_layers):
        shapes[f"rnn.weight_ih_l{layer}"] = (3 * num_hiddens, num_hiddens if layer else embed_size)
        shapes[f"rnn.weight_hh_l{layer}"] = (3 * num_hiddens, num_hiddens)
        shapes[f"rnn.bias_ih_l{layer}"] = shapes[f"rnn.bias_hh_l{layer}"] = (3 * num_hiddens,)
    generator = seeded()
    return {name: torch.randn(shape, generator=generator, dtype=torch.float64) for name, shape in shapes.items()}


def random_batch(valid_len=(3, 6, 1, 4), num_steps=7, vocab_size=7):
    """Return tokens (n, num_steps) from 1 to vocab_size - 1 and the lengths."""
    X = torch.randint(1, vocab_size, (len(valid_len), num_steps), generator=seeded())
    return X, torch.tensor(valid_len)


def sizes_of(weights):
    """Return vocab_size, embed_size, num_hiddens and num_layers of named parameters."""
    layers = sum(name.startswith("rnn.weight_hh") for name in weights)
    return *weights["embedding.weight"].shape, weights["rnn.weight_hh_l0"].shape[1], layers


def read_alone(weights, X, valid_len):
    """Return what the library's GRU makes of each sentence alone and without padding."""
    _, embed_size, num_hiddens, num_layers = sizes_of(weights)
    gru = nn.GRU(embed_size, num_hiddens, num_layers, batch_first=True)
    names = {name.removeprefix("rnn."): value for name, value in weights.items() if name.startswith("rnn.")}
    outputs, states = [], []
    for tokens, length in zip(X, valid_len.tolist(), strict=True):
        embedded = weights["embedding.weight"][tokens[None, :length]]
        output, state = torch.func.functional_call(gru, names, (embedded,))
        outputs.append(nn.functional.pad(output[0], (0, 0, 0, X.shape[1] - length)))
        states.append(state)
    return torch.stack(outputs), torch.cat(states, 1)


def loaded(answer, weights, dropout=0.0):
    """Return an encoder with these parameters (runs beside the student's code, as what calls it)."""
    embedding, state = weights["embedding.weight"], weights["rnn.weight_hh_l0"]
    layers = sum(name.startswith("rnn.weight_hh") for name in weights)
    model = answer.Seq2SeqEncoder(*embedding.shape, state.shape[1], layers, dropout).to(embedding.dtype)
    model.load_state_dict(weights)
    return model


def read(answer, weights, X, valid_len):
    outputs, state = loaded(answer, weights)(X, valid_len)
    return outputs.detach(), state.detach()


def assert_read(got, want, setting, guesses=None, **tolerances):
    """Compare outputs and states with what was expected; the setting is named in the message."""
    for name, one, other in zip(("outputs", "state"), got, want, strict=True):
        saying = f"{{got}} in {name} {setting}; {{want}} was expected"
        fitting = (guesses or {}) if name == "state" else {}
        assert_same(one, other, saying=saying, guesses=fitting, **tolerances)


@hint("Embedding, then the GRU: the outputs are the states of the top layer, the state has one row per layer.")
def test_reads_like_the_library(answer):
    """Without valid_len, outputs and states of one, two and three layers are those of embedding and GRU."""
    for num_layers in (1, 2, 3):
        weights = random_weights(num_layers=num_layers)
        X, _ = random_batch()
        got = answer.run(read, weights, X, None)
        want = read_alone(weights, X, torch.full((4,), 7))
        assert_read(got, want, f"with {num_layers} layers and no valid_len", rtol=1e-10, atol=1e-10)


@hint("Pack the embedded batch with enforce_sorted=False and let the GRU read that; unpack with total_length=T.")
def test_each_sentence_is_read_as_if_alone(answer):
    """In a padded batch each sentence gives what it gives alone and unpadded, in every layer."""
    weights = random_weights(num_layers=3)
    X, valid_len = random_batch()
    got = answer.run(read, weights, X, valid_len)
    want = read_alone(weights, X, valid_len)
    _, late = read_alone(weights, X, torch.full((4,), 7))
    sorted_state = want[1][:, valid_len.argsort(descending=True)]
    guesses = {
        "It looks as if the state is taken after the padding: each sentence must stop at its own length.": late,
        "It looks as if only the top layer stops at the sentence's end: each layer must.": torch.cat(
            [late[:2], want[1][2:]]
        ),
        "It looks as if the batch was sorted by length and not put back in order.": sorted_state,
    }
    setting = f"with three layers and valid_len {valid_len.tolist()}"
    assert_read(got, want, setting, guesses, rtol=1e-10, atol=1e-10)


def read_both(answer, weights, X, other, valid_len):
    """Return what an encoder makes of two batches."""
    model = loaded(answer, weights)
    return [[part.detach() for part in model(tokens, valid_len)] for tokens in (X, other)]


@hint("valid_len alone says what counts: no token is padding by its number, and none is read after the end.")
def test_padding_may_be_any_token(answer):
    """Other tokens in the padding change nothing, nor does token 0 inside a sentence count as padding."""
    weights = random_weights()
    X, valid_len = random_batch()
    X[1, 2] = X[3, 0] = 0
    beyond = torch.arange(7) >= valid_len[:, None]
    other = torch.where(beyond, (X + 1) % 7, X)
    first, second = answer.run(read_both, weights, X, other, valid_len)
    want = read_alone(weights, X, valid_len)
    assert_read(first, want, "with token 0 inside two sentences", rtol=1e-10, atol=1e-10)
    for name, one, two in zip(("outputs", "state"), first, second, strict=True):
        worst = float((one - two).abs().max())
        assert worst == 0, f"other padding tokens changed {name} by {worst:.3g}; by exactly 0 was expected"


@hint("Sorting is not undone by sorting again: order.argsort() is the way back, enforce_sorted=False needs none.")
def test_the_order_of_the_batch_does_not_matter(answer):
    """A batch with its rows in another order gives the same rows in that order."""
    weights = random_weights()
    X, valid_len = random_batch()
    for order in ([3, 2, 1, 0], [2, 1, 3, 0], [2, 0, 3, 1]):  # sorting these by length takes no swaps of two
        got = answer.run(read, weights, X[order], valid_len[order])
        want = read_alone(weights, X[order], valid_len[order])
        assert_read(got, want, f"with valid_len {valid_len[order].tolist()}", rtol=1e-10, atol=1e-10)


def gradients(answer, weights, X, valid_len, cotangents):
    """Return the gradients of a weighted sum of both results for all parameters."""
    model = loaded(answer, weights)
    outputs, state = model(X, valid_len)
    loss = (outputs * cotangents[0]).sum() + (state * cotangents[1]).sum()
    loss.backward()
    return {name: torch.zeros_like(p) if p.grad is None else p.grad for name, p in model.named_parameters()}


@hint("Everything between tokens and results stays in the graph; what stands after a sentence's end has no part.")
def test_every_parameter_gets_its_gradient(answer):
    """Gradients of all parameters are those of sentences read alone; a token that only pads gets exactly 0."""
    weights = random_weights()
    X, valid_len = random_batch()
    X[1, :6] = torch.arange(1, 7)  # each token but 0 is read at least once
    X = torch.where(torch.arange(7) >= valid_len[:, None], 0, X)
    generator = seeded()
    cotangents = [torch.randn(shape, generator=generator, dtype=torch.float64) for shape in ((4, 7, 4), (2, 4, 4))]
    got = answer.run(gradients, weights, X, valid_len, cotangents)
    leaves = {name: value.clone().requires_grad_() for name, value in weights.items()}
    outputs, state = read_alone(leaves, X, valid_len)
    loss = (outputs * cotangents[0]).sum() + (state * cotangents[1]).sum()
    want = dict(zip(leaves, torch.autograd.grad(loss, list(leaves.values())), strict=True))
    for name, gradient in want.items():
        saying = f"{{got}} in the gradient of {name}; {{want}} was expected"
        assert_same(got.get(name), gradient, rtol=1e-8, atol=1e-9, saying=saying)
    padding = float(got["embedding.weight"][0].abs().max())
    assert padding == 0, f"a token that stands in the padding alone got the gradient {padding:.3g}; 0 was expected"


def noisy(answer, weights, X, valid_len, dropout):
    """Return two readings in training mode and one in evaluation mode."""
    model = loaded(answer, weights, dropout).train()
    modes = [model(X, valid_len), model(X, valid_len), model.eval()(X, valid_len)]
    return [[part.detach() for part in parts] for parts in modes]


@hint("Give dropout to nn.GRU: it drops what goes up from one layer to the next, and nothing else, while training.")
def test_dropout_acts_between_the_layers(answer):
    """With dropout 0.5 only upper layers become noisy, in training mode alone."""
    # Half of 2 * 14 values between the layers: that two draws agree has probability 2^-28 at most.
    weights = random_weights()
    X, valid_len = random_batch()
    first, second, evaluated = answer.run(noisy, weights, X, valid_len, 0.5)
    want = read_alone(weights, X, valid_len)
    assert_read(evaluated, want, "in evaluation mode with dropout 0.5", rtol=1e-10, atol=1e-10)
    saying = "{got} in the lowest layer's state while training with dropout 0.5; {want}, as without, was expected"
    assert_same(first[1][0], want[1][0], rtol=1e-10, atol=1e-10, saying=saying)
    assert not torch.equal(first[0], second[0]), (
        "two readings in training mode with dropout 0.5 gave exactly the same outputs; noise was expected in them"
    )


def test_works_in_float32(answer):
    """With float32 parameters both results are float32 and agree to 1e-5."""
    weights = random_weights()
    X, valid_len = random_batch()
    got = answer.run(read, {name: value.float() for name, value in weights.items()}, X, valid_len)
    want = read_alone(weights, X, valid_len)
    assert_read(got, [part.float() for part in want], "in float32", rtol=1e-5, atol=2e-5)
