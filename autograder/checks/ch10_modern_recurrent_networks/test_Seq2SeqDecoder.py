import torch

from autograder.toolkit import assert_same, hint, seeded


def write(answer, X, context, state):
    """Return what a new decoder makes of X at once, and token by token (runs beside the student's code)."""
    model = answer.Seq2SeqDecoder(10, 8, 16, 2)
    at_once = model(X, context, state)
    columns = []
    for t in range(X.shape[1]):
        logits, state = model(X[:, t : t + 1], context, state)
        columns.append(logits)
    one_by_one = (torch.cat(columns, 1), state)
    return [[part.detach() for part in parts] for parts in (at_once, one_by_one)]


def random_inputs():
    generator = seeded()
    X = torch.randint(10, (4, 7), generator=generator)
    return X, torch.randn(4, 16, generator=generator), torch.randn(2, 4, 16, generator=generator)


@hint(
    "Embed, put the context beside every embedding, run the GRU from the given state, apply dense to its outputs."
)
def test_gives_logits_for_every_token_and_the_new_state(answer):
    """Tokens (4, 7) give logits (4, 7, 10) and a new state (2, 4, 16)."""
    X, context, state = random_inputs()
    (logits, new_state), _ = answer.run(write, X, context, state)
    shapes = tuple(logits.shape), tuple(new_state.shape)
    assert shapes == ((4, 7, 10), (2, 4, 16)), (
        f"Seq2SeqDecoder(10, 8, 16, 2) returned the shapes {shapes}; (4, 7, 10) and (2, 4, 16) were expected"
    )
    assert float(logits.abs().max()) > 0, "Seq2SeqDecoder(10, 8, 16, 2) returned logits that are 0 everywhere"
    assert not torch.equal(new_state, state), "the decoder returned the state that it was given, after seven steps"


@hint("The context is part of every input and stays the same, while the state is handed on from call to call.")
def test_one_call_equals_a_call_for_each_token(answer):
    """One call with seven tokens gives what seven calls with one token give, with the state handed on."""
    at_once, one_by_one = answer.run(write, *random_inputs())
    for name, one, other in zip(("logits", "the state"), at_once, one_by_one, strict=True):
        saying = f"{{got}} in {name} of one call with seven tokens; seven calls with one token give {{want}}"
        assert_same(one, other, rtol=1e-5, atol=1e-5, saying=saying)


def registered(answer):
    return {name: list(value.shape) for name, value in answer.Seq2SeqDecoder(10, 8, 16, 2).named_parameters()}


@hint("Make nn.Embedding(...), nn.GRU(embed_size + num_hiddens, ...) and nn.Linear(...) the three attributes.")
def test_consists_of_embedding_rnn_and_dense(answer):
    """With vocabulary 10, sizes 8 and 16 and two layers, the lowest layer reads 24 inputs, dense gives 10."""
    want = {"embedding.weight": [10, 8]}
    for layer, below in enumerate((8 + 16, 16)):
        want |= {f"rnn.weight_ih_l{layer}": [48, below], f"rnn.weight_hh_l{layer}": [48, 16]}
        want |= {f"rnn.bias_ih_l{layer}": [48], f"rnn.bias_hh_l{layer}": [48]}
    want |= {"dense.weight": [10, 16], "dense.bias": [10]}
    got = answer.run(registered)
    assert got == want, f"Seq2SeqDecoder(10, 8, 16, 2) has the parameters {got}; expected were {want}"
