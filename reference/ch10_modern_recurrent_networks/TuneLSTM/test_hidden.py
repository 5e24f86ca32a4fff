import re

import torch
from torch import nn

from autograder.toolkit import (
    assert_frequencies,
    assert_is_gradient,
    assert_learns,
    assert_raises,
    assert_same,
    hint,
    seeded,
    tally,
)

NAMES = ("embedding", "input weights", "hidden weights", "input bias", "hidden bias", "weight", "bias")


def _parameters(V=7, e=3, h=4):
    """Return random parameters in float64, large enough to make a difference at every step."""
    generator = seeded()
    shapes = ((V, e), (4 * h, e), (4 * h, h), (4 * h,), (4 * h,), (V, h), (V,))
    return [torch.randn(shape, generator=generator, dtype=torch.float64) for shape in shapes]


def _tokens(*shape):
    return torch.randint(7, shape, generator=seeded())


def _logits(params, X, state=None):
    """Return logits and state as the library's layers give them for these parameters."""
    table, *weights, W, b = params
    H = torch.zeros(1, len(X), W.shape[1], dtype=W.dtype)
    hiddens, H, C = torch.lstm(table[X], state or (H, H), weights, True, 1, 0.0, False, False, True)
    return hiddens @ W.T + b, (H, C)


def _continue(params, text, num_tokens):
    """Return the text with the largest logits appended one by one."""
    for _ in range(num_tokens):
        text = torch.cat([text, _logits(params, text)[0][:, -1:].argmax(-1)], dim=1)
    return text


def _model(answer, params):
    """Return a model of the student's with these parameters (runs beside the student's code, as what follows)."""
    model = answer.TuneLSTM(*params[0].shape, params[5].shape[1]).to(params[0].dtype)
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), params, strict=True):
            parameter.copy_(value)
    return model


def _read(answer, params, X, state=None):
    logits, (H, C) = _model(answer, params)(X, state)
    return logits.detach(), H.detach(), C.detach()


@hint("Embedding, LSTM, linear layer, and nothing after it: the loss takes the softmax.")
def test_computes_what_its_layers_compute(answer):
    """With parameters copied, logits and state agree with the library's layers, in float32 and float64."""
    params, X = _parameters(), _tokens(3, 5)
    for dtype, tolerance in ((torch.float64, 1e-10), (torch.float32, 1e-4)):
        cast = [value.to(dtype) for value in params]
        logits, (H, C) = _logits(cast, X)
        guesses = {
            "It looks as if forward takes the softmax: logits were asked for.": logits.softmax(-1),
            "It looks as if forward takes the log of the softmax: logits were asked for.": logits.log_softmax(-1),
        }
        got = answer.run(_read, cast, X)
        assert_same(got[0], logits, rtol=tolerance, atol=tolerance, guesses=guesses)
        assert_same(got[1:], (H, C), rtol=tolerance, atol=tolerance)


@hint("Give the state to the LSTM layer: self.rnn(self.embedding(X), state).")
def test_two_halves_equal_the_whole(answer):
    """A text read in two halves, with the state handed on, gives logits and state of reading it at once."""
    params, X = _parameters(), _tokens(3, 6)
    whole = answer.run(_read, params, X)
    first, H, C = answer.run(_read, params, X[:, :3])
    second, H, C = answer.run(_read, params, X[:, 3:], (H, C))
    assert_same(torch.cat([first, second], dim=1), whole[0], rtol=1e-10, atol=1e-10)
    assert_same((H, C), whole[1:], rtol=1e-10, atol=1e-10)


def _gradients(answer, params, X, weights):
    model = _model(answer, params)
    (weights * model(X)[0]).sum().backward()
    return [parameter.grad for parameter in model.parameters()]


@hint("forward stays in the graph: no detach(), and no_grad() only in generate.")
def test_gradients_match_central_differences(answer):
    """The gradients of weighted logits with respect to all parameters match central differences in float64."""
    params, X = [0.5 * value for value in _parameters()], _tokens(2, 4)
    weights = torch.randn(2, 4, 7, generator=seeded(), dtype=torch.float64)
    got = dict(zip(NAMES, answer.run(_gradients, params, X, weights), strict=True))
    for name, gradient in got.items():
        assert gradient is not None, f"after backward from the logits, the gradient of the {name} is None"

    def weighted(**at):
        return (weights * _logits(list(at.values()), X)[0]).sum()

    renamed = {name.replace(" ", "_"): gradient for name, gradient in got.items()}
    assert_is_gradient(renamed, of=weighted, at=dict(zip(renamed, params, strict=True)))


def _generate(answer, params, prefix, num_tokens, temperature, generator):
    return _model(answer, params).generate(prefix, num_tokens, temperature, generator)


@hint("Take the logits at the last position of the prefix, and feed each new token back together with the state.")
def test_generates_what_the_largest_logits_say(answer):
    """At temperature 0 a batch of prefixes is continued as the library's layers say, also from a single token."""
    params = _parameters()
    for shape in ((4, 5), (3, 1), (1, 2)):
        prefix = _tokens(*shape)
        want = _continue(params, prefix, 9)
        got = answer.run(_generate, params, prefix, 9, 0.0, seeded())
        assert_same(got, want, saying="{got} as text generated at temperature 0; {want} was expected")


@hint("Each row has its own state and its own logits.")
def test_rows_do_not_know_of_each_other(answer):
    """At temperature 0 each row of a batch is continued as it would be alone."""
    params, prefix = _parameters(), _tokens(4, 3)
    together = answer.run(_generate, params, prefix, 8, 0.0, seeded())
    for row in range(4):
        alone = answer.run(_generate, params, prefix[row : row + 1], 8, 0.0, seeded())
        assert_same(together[row], alone[0])


@hint("Give the temperature to sample_tokens: it divides the logits; each row draws for itself.")
def test_draws_at_the_given_temperature(answer):
    """With logits log 1, log 2, log 3 and temperature 0.5, tokens come as 1 : 4 : 9, in each row for itself."""
    params = [torch.zeros_like(value) for value in _parameters(V=3)]
    params[6] += torch.tensor([1.0, 2.0, 3.0]).log()
    prefix = torch.zeros(2000, 2, dtype=torch.int64)
    text = answer.run(_generate, params, prefix, 2, 0.5, seeded())
    assert_same(text[:, :2] if isinstance(text, torch.Tensor) else text, prefix)
    against = {
        "the temperature is not used": [1 / 6, 2 / 6, 3 / 6],
        "the largest logit is always taken": [0, 0, 1],
    }
    for column in (2, 3):
        tokens = text[:, column]
        want = [1 / 14, 4 / 14, 9 / 14]
        assert_frequencies(
            tally(tokens, 3), want, draws=2000, against=against, of="tokens", setting="temperature=0.5"
        )


def _watched(answer, params, prefix, num_tokens):
    """Generate and note how many tokens the LSTM reads, in which mode, and whether with a graph."""
    model = _model(answer, params)
    reads, modes, graphs = [], [], []

    def note(layer, inputs, outputs):
        reads.append(inputs[0].shape[-2])
        modes.append(layer.training)
        graphs.append(outputs[0].requires_grad)

    (layer,) = (layer for layer in model.modules() if isinstance(layer, torch.nn.LSTM))
    layer.register_forward_hook(note)
    after = []
    for training in (True, False):
        model.train(training)
        model.generate(prefix, num_tokens, 1.0, torch.Generator().manual_seed(0))
        after.append([model.training, layer.training])
    return {"tokens": sum(reads), "modes": modes, "graphs": graphs, "after": after}


@hint("The state holds all of the past: feed the prefix once, and then only the one new token.")
def test_reads_every_token_once(answer):
    """For a prefix of 4 and 6 new tokens, the LSTM reads 4 + 6 - 1 = 9 tokens a row."""
    read = answer.run(_watched, _parameters(), _tokens(2, 4), 6)["tokens"] / 2
    assert read == 9, f"while generating, the nn.LSTM layer read {read:g} tokens a row; 9 were expected"


@hint("self.eval() before the loop, and with torch.no_grad(): around it.")
def test_generates_in_evaluation_mode_and_without_a_graph(answer):
    """While generating, the model is in evaluation mode and no graph is built."""
    seen = answer.run(_watched, _parameters(), _tokens(2, 4), 3)
    assert seen["modes"], "while generating, the nn.LSTM layer was never called"
    assert not any(seen["modes"]), "while generating, the nn.LSTM layer was in training mode"
    assert not any(seen["graphs"]), "while generating, the nn.LSTM layer built a graph"


@hint("Remember self.training before eval(), and give it back with self.train(...) after the loop.")
def test_leaves_the_training_mode_as_it_was(answer):
    """A model in training mode is in training mode after generating, one in evaluation mode stays there."""
    after = answer.run(_watched, _parameters(), _tokens(2, 4), 3)["after"]
    for before, got in zip((True, False), after, strict=True):
        assert got == [before, before], (
            f"model.training was {before} before generate; after it the model has {got[0]}, its LSTM layer {got[1]}"
        )


def _two_texts(answer, params, prefix, generator):
    model = _model(answer, params)
    before = torch.get_rng_state()
    texts = [model.generate(prefix, 30, 1.0, generator) for _ in range(2)]
    return [*texts, torch.equal(before, torch.get_rng_state())]


@hint("Give the generator to sample_tokens; draw from nothing else.")
def test_takes_its_randomness_from_the_generator(answer):
    """The same seed gives the same texts, a second call others, and the global random state is left alone."""
    params, prefix = [0.3 * value for value in _parameters()], _tokens(3, 2)
    first, second, untouched = answer.run(_two_texts, params, prefix, seeded(1))
    again, _, _ = answer.run(_two_texts, params, prefix, seeded(1))
    assert_same(again, first, saying="{got} in one call and {want} in another, with generators of the same seed")
    assert not torch.equal(first, second), "two calls in a row with one generator gave exactly the same texts"
    assert untouched, "generate changed torch's global random state"


@hint("With no tokens to draw the loop runs no round, and the prefix is the result.")
def test_no_new_tokens_give_the_prefix(answer):
    """num_tokens = 0 returns the prefix, and 1 adds one token."""
    params, prefix = _parameters(), _tokens(3, 4)
    for num_tokens in (0, 1):
        got = answer.run(_generate, params, prefix, num_tokens, 0.0, seeded())
        assert_same(got, _continue(params, prefix, num_tokens))


def test_a_negative_number_of_tokens_is_an_error(answer):
    """num_tokens = -1 raises ValueError."""
    model, prefix = answer.TuneLSTM(7, 3, 4), _tokens(2, 3)
    assert_raises(ValueError, model.generate, prefix, -1, 1.0, seeded(), accepts=(prefix, 0, 1.0, seeded()))


RHYTHMS = ("44", "242", "2222", "422", "224", "62", "31211", "112211", "3131")


def _tunes(count, generator):
    """Return tunes in 4/4 of eight bars, by the grammar of the notebook."""

    def choose(items):
        return items[int(torch.randint(len(items), (), generator=generator))]

    tunes = []
    for number in range(1, count + 1):
        place, bars = choose(range(8)), []
        for rhythm in [choose(RHYTHMS) for _ in range(5)]:
            bar = ""
            for length in rhythm:
                place += choose((-2, -1, 1, 2))
                place = abs(place) if place < 8 else 14 - place
                bar += "CDEFGABc"[place] + length.replace("1", "")
            bars.append(bar)
        lines = "|".join(bars[:4]) + "|\n" + "|".join([*bars[:2], bars[4], "C8"]) + "|]\n\n"
        tunes.append(f"X:{number}\nM:4/4\nL:1/8\nK:C\n{lines}")
    return "".join(tunes)


TEXT = _tunes(300, seeded(10))
CHARACTERS = sorted(set(TEXT))


def _encode(text):
    return torch.tensor([CHARACTERS.index(character) for character in text])


def _train(answer, generator, steps, text, held_out, prefix):
    """Train on a text; return logits for another one and texts of the model's own."""
    model = answer.TuneLSTM(27, 16, 64)
    optimizer = torch.optim.Adam(model.parameters())
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=steps)
    for _ in range(steps):
        start = torch.randint(len(text) - 64, (16, 1), generator=generator)
        batch = text[start + torch.arange(65)]
        logits, _ = model(batch[:, :-1])
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), batch[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        yield loss
    with torch.no_grad():
        logits, _ = model(held_out[None])
    return logits.detach()[0], model.generate(prefix, 90, 0.7, generator)


def _share_of_right_bars(texts):
    """Return the share of bars of eight units among all that were finished."""
    right = total = 0
    for row in texts.tolist():
        text = "".join(CHARACTERS[token] for token in row)
        music = " ".join(line for line in text.split("\n") if not re.match("[A-Z]:", line))
        for bar in re.split(r"[|\]]+", music)[:-1]:
            notes = re.findall(r"[A-Ga-g](\d*)", bar)
            right += sum(int(length or 1) for length in notes) == 8
            total += bool(notes)
    return right / total if total > 100 else 0.0


def _learns(answer, metric, called, seed, **goal):
    new = _encode(_tunes(50, seeded(11)))
    data = (_encode(TEXT), new[:-1], _encode("X:1\nM:4/4\nL:1/8\nK:C\n").repeat(32, 1))
    assert_learns(
        answer,
        _train,
        metric=lambda result: metric(result, new[1:]),
        called=called,
        within_steps=150,
        data=data,
        seeds=(seed,),
        **goal,
    )


@hint("Does forward return the logits of all positions, and does a gradient reach all layers?")
def test_learns_to_read_tunes(answer):
    """150 steps on 300 tunes bring the perplexity of new tunes to 2.5 or less."""

    def perplexity(result, new):
        return nn.functional.cross_entropy(result[0], new).exp()

    _learns(answer, perplexity, "perplexity of new tunes", 0, at_most=2.5)


@hint("Without the state, each character knows only the one before it, and bars come out in any length.")
def test_learns_to_write_bars_of_the_right_length(answer):
    """After 150 steps, at least 80 % of the bars that it writes at temperature 0.7 last eight units."""
    _learns(
        answer,
        lambda result, new: _share_of_right_bars(result[1]),
        "share of bars of eight units",
        1,
        at_least=0.8,
    )
