import torch
from torch import nn
from torch.nn import functional as F

from autograder.toolkit import assert_learns, assert_same, hint, seeded


def random_weights(vocab_size=7, embed_size=3, num_hiddens=4, num_layers=2):
    """Return random parameters by name, float64."""
    shapes = {"embedding.weight": (vocab_size, embed_size)}
    for layer in range(num_layers):
        shapes[f"rnn.weight_ih_l{layer}"] = (3 * num_hiddens, num_hiddens + embed_size * (layer == 0))
        shapes[f"rnn.weight_hh_l{layer}"] = (3 * num_hiddens, num_hiddens)
        shapes[f"rnn.bias_ih_l{layer}"] = shapes[f"rnn.bias_hh_l{layer}"] = (3 * num_hiddens,)
    shapes |= {"dense.weight": (vocab_size, num_hiddens), "dense.bias": (vocab_size,)}
    generator = seeded()
    return {name: torch.randn(shape, generator=generator, dtype=torch.float64) for name, shape in shapes.items()}


def random_inputs(n=3, num_steps=5, num_layers=2, vocab_size=7, num_hiddens=4):
    """Return tokens, context and state."""
    generator = seeded()
    X = torch.randint(vocab_size, (n, num_steps), generator=generator)
    context = torch.randn(n, num_hiddens, generator=generator, dtype=torch.float64)
    return X, context, torch.randn(num_layers, n, num_hiddens, generator=generator, dtype=torch.float64)


def written(weights, X, contexts, state, context_first=False):
    """Return what the library's parts make of tokens and a context for every step (n, T, h)."""
    gru = nn.GRU(weights["rnn.weight_ih_l0"].shape[1], state.shape[2], len(state), batch_first=True)
    names = {name.removeprefix("rnn."): value for name, value in weights.items() if name.startswith("rnn.")}
    parts = [weights["embedding.weight"][X], contexts]
    inputs = torch.cat(parts[::-1] if context_first else parts, 2)
    outputs, state = torch.func.functional_call(gru, names, (inputs, state))
    return F.linear(outputs, weights["dense.weight"], weights["dense.bias"]), state


def at_every_step(context, X):
    """Return the context (n, T, h) for every step."""
    return torch.stack([context] * X.shape[1], 1)


def loaded(answer, weights, dropout=0.0):
    """Return a decoder with these parameters (runs beside the student's code, as what calls it)."""
    embedding, state = weights["embedding.weight"], weights["rnn.weight_hh_l0"]
    layers = sum(name.startswith("rnn.weight_hh") for name in weights)
    model = answer.Seq2SeqDecoder(*embedding.shape, state.shape[1], layers, dropout).to(embedding.dtype)
    model.load_state_dict(weights)
    return model


def write(answer, weights, X, context, state):
    logits, state = loaded(answer, weights)(X, context, state)
    return logits.detach(), state.detach()


def assert_written(got, want, setting, guesses=None, **tolerances):
    """Compare logits and state with what was expected; the setting is named in the message."""
    for name, one, other in zip(("logits", "the state"), got, want, strict=True):
        saying = f"{{got}} in {name} {setting}; {{want}} was expected"
        fitting = (guesses or {}) if name == "logits" else {}
        assert_same(one, other, saying=saying, guesses=fitting, **tolerances)


@hint("At every step the GRU reads the embedding followed by the context; its outputs go through dense, no more.")
def test_agrees_with_the_parts_of_the_library(answer):
    """With copied parameters, logits and states of one, two and three layers are those of the library's parts."""
    for num_layers in (1, 2, 3):
        weights = random_weights(num_layers=num_layers)
        X, context, state = random_inputs(num_layers=num_layers)
        always = at_every_step(context, X)
        once = torch.cat([always[:, :1], torch.zeros_like(always[:, 1:])], 1)
        logits, new_state = written(weights, X, always, state)
        of_state = at_every_step(state[-1], X)
        guesses = {
            "It looks as if the context stands in front of the embedding: the order is embedding, context.": (
                written(weights, X, always, state, context_first=True)[0]
            ),
            "It looks as if the context is given at the first step only: it is part of every input.": (
                written(weights, X, once, state)[0]
            ),
            "It looks as if the state is taken for the context: the context is an argument of its own.": (
                written(weights, X, of_state, state)[0]
            ),
            "It looks as if the state is ignored: the GRU should begin with it.": (
                written(weights, X, always, torch.zeros_like(state))[0]
            ),
            "It looks as if softmax is applied: return logits, the loss takes care of it.": logits.softmax(2),
            "It looks as if log_softmax is applied: return logits, the loss takes care of it.": logits.log_softmax(
                2
            ),
        }
        got = answer.run(write, weights, X, context, state)
        assert_written(got, (logits, new_state), f"with {num_layers} layers", guesses, rtol=1e-10, atol=1e-10)


def write_both(answer, weights, X, other, context, state):
    """Return the logits for two batches of tokens."""
    model = loaded(answer, weights)
    return [model(tokens, context, state)[0].detach() for tokens in (X, other)]


@hint("Each step has logits of its own, from the GRU's output at that step.")
def test_logits_do_not_know_what_comes_later(answer):
    """Other tokens from step 3 on leave the logits of steps 0 to 2 as they are and change those after."""
    weights = random_weights()
    X, context, state = random_inputs()
    other = torch.cat([X[:, :3], (X[:, 3:] + 1) % 7], 1)
    first, second = answer.run(write_both, weights, X, other, context, state)
    worst = float((first - second)[:, :3].abs().max())
    assert worst <= 1e-12, (
        f"other tokens from step 3 on changed the logits of steps 0 to 2 by {worst:.3g}; by 0 was expected"
    )
    least = float((first - second)[:, 3:].abs().amax(2).min())
    assert least > 0, "other tokens from step 3 on left the logits of a step after it as they were"


def gradients(answer, weights, X, context, state, cotangents):
    """Return the gradients of a weighted sum of both results for context, state and all parameters."""
    model = loaded(answer, weights)
    leaves = {"context": context.clone().requires_grad_(), "state": state.clone().requires_grad_()}
    logits, last = model(X, leaves["context"], leaves["state"])
    ((logits * cotangents[0]).sum() + (last * cotangents[1]).sum()).backward()
    leaves |= dict(model.named_parameters())
    return {name: torch.zeros_like(leaf) if leaf.grad is None else leaf.grad for name, leaf in leaves.items()}


@hint("The encoder learns through context and state: cut the graph at neither.")
def test_gradients_reach_context_state_and_parameters(answer):
    """Gradients with respect to context, state and all parameters are those of the library's parts."""
    weights = random_weights()
    X, context, state = random_inputs()
    generator = seeded()
    cotangents = [torch.randn(shape, generator=generator, dtype=torch.float64) for shape in ((3, 5, 7), (2, 3, 4))]
    got = answer.run(gradients, weights, X, context, state, cotangents)
    leaves = {"context": context, "state": state} | weights
    leaves = {name: value.clone().requires_grad_() for name, value in leaves.items()}
    parameters = {name: value for name, value in leaves.items() if name not in ("context", "state")}
    logits, last = written(parameters, X, at_every_step(leaves["context"], X), leaves["state"])
    loss = (logits * cotangents[0]).sum() + (last * cotangents[1]).sum()
    for (name, leaf), gradient in zip(
        leaves.items(), torch.autograd.grad(loss, list(leaves.values())), strict=True
    ):
        saying = f"{{got}} in the gradient of {name}; {{want}} was expected"
        assert_same(got.get(name), gradient, rtol=1e-8, atol=1e-9, saying=saying)


def noisy(answer, weights, X, context, state, dropout):
    """Return two results in training mode and one in evaluation mode."""
    model = loaded(answer, weights, dropout).train()
    modes = [model(X, context, state), model(X, context, state), model.eval()(X, context, state)]
    return [[part.detach() for part in parts] for parts in modes]


@hint("Give dropout to nn.GRU: it drops what goes up from one layer to the next, and nothing else, while training.")
def test_dropout_acts_between_the_layers(answer):
    """With dropout 0.5 only upper layers become noisy, in training mode alone."""
    # Two draws for 3 * 5 * 4 values between the layers agree with probability 2^-60.
    weights = random_weights()
    X, context, state = random_inputs()
    first, second, evaluated = answer.run(noisy, weights, X, context, state, 0.5)
    want = written(weights, X, at_every_step(context, X), state)
    assert_written(evaluated, want, "in evaluation mode with dropout 0.5", rtol=1e-10, atol=1e-10)
    saying = "{got} in the lowest layer's state while training with dropout 0.5; {want}, as without, was expected"
    assert_same(first[1][0], want[1][0], rtol=1e-10, atol=1e-10, saying=saying)
    assert not torch.equal(first[0], second[0]), (
        "two calls in training mode with dropout 0.5 gave exactly the same logits; noise was expected in them"
    )


def test_works_in_float32(answer):
    """With float32 parameters both results are float32 and agree to 1e-5."""
    weights = random_weights()
    X, context, state = random_inputs()
    low = {name: value.float() for name, value in weights.items()}
    got = answer.run(write, low, X, context.float(), state.float())
    want = written(weights, X, at_every_step(context, X), state)
    assert_written(got, [part.float() for part in want], "in float32", rtol=1e-5, atol=2e-5)


def arguments_after(answer, weights, *args):
    """Return the arguments as two calls leave them."""
    model = loaded(answer, weights)
    for _ in range(2):
        model(*args)
    return list(args)


@hint("Names that end in an underscore work in place: unsqueeze_ changes the caller's tensor, [:, None] does not.")
def test_leaves_tokens_context_and_state_alone(answer):
    """X, context and state are unchanged."""
    args = random_inputs()
    after = answer.run(arguments_after, random_weights(), *args)
    for name, before, left in zip(("X", "context", "state"), args, after, strict=True):
        same = before.shape == left.shape and torch.equal(before, left)
        assert same, f"two calls of the decoder changed the {name} that they were given; the caller still needs it"


PAD, BOS, EOS = 0, 1, 2
LETTERS = "0123456789- abcdefghijklmnopqrstuvwxyz"


def dates(generator):
    """Return all 672 dates such as "7 mar" or "mar 7", shuffled and padded in front, and "03-07" with its end."""
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    pairs = []
    for day in range(1, 29):
        for number, month in enumerate(months, 1):
            pairs += [(source, f"{number:02}-{day:02}") for source in (f"{day} {month}", f"{month} {day}")]
    pairs = [pairs[k] for k in torch.randperm(len(pairs), generator=generator).tolist()]
    X = [[PAD] * (6 - len(source)) + [3 + LETTERS.index(c) for c in source] + [EOS] for source, _ in pairs]
    labels = [[3 + LETTERS.index(c) for c in target] + [EOS] for _, target in pairs]
    return torch.tensor(X), torch.tensor(labels)


def train(answer, generator, steps, X, labels, new_X):
    """Train with an encoder of the library, then translate greedily (runs beside the student's code)."""
    embedding, gru = nn.Embedding(41, 16), nn.GRU(16, 64, batch_first=True)
    decoder = answer.Seq2SeqDecoder(41, 16, 64, 1)
    params = [*embedding.parameters(), *gru.parameters(), *decoder.parameters()]
    optimizer = torch.optim.Adam(params, lr=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=steps)
    inputs = torch.cat([torch.full((len(labels), 1), BOS), labels[:, :-1]], 1)
    for _ in range(steps):
        batch = torch.randint(len(X), (32,), generator=generator)
        _, state = gru(embedding(X[batch]))
        logits, _ = decoder(inputs[batch], state[-1], state)
        loss = F.cross_entropy(logits.flatten(0, 1), labels[batch].flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(params, 1.0)
        optimizer.step()
        schedule.step()
        yield loss
    with torch.no_grad():
        _, state = gru(embedding(new_X))
        context, token, found = state[-1], torch.full((len(new_X), 1), BOS), []
        for _ in range(labels.shape[1]):
            logits, state = decoder(token, context, state)
            token = logits.argmax(2)
            found.append(token)
    return torch.cat(found, 1)


@hint("If the logits agree with the library's parts, this learns; see what happens to context, state and graph.")
def test_learns_to_translate_dates(answer):
    """300 steps on 500 dates bring it to 60 % of the other 172 without a mistake."""
    X, labels = dates(seeded(10))
    assert_learns(
        answer,
        train,
        metric=lambda found: (found == labels[500:]).all(1).double().mean(),
        called="share of new dates without a mistake",
        at_least=0.6,
        within_steps=300,
        data=(X[:500], labels[:500], X[500:]),
        seeds=(0,),
    )
