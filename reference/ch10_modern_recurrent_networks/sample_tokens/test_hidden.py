import torch

from autograder.toolkit import assert_frequencies, assert_pure, assert_raises, assert_same, hint, seeded, tally

INF = float("inf")


def _shares(*weights):
    return [weight / sum(weights) for weight in weights]


@hint("Divide the logits by the temperature before the softmax: below 1 the favourites gain, above 1 they lose.")
def test_the_temperature_sharpens_or_flattens(answer):
    """Logits log 1, log 2, log 3 give 1 : 4 : 9 at temperature 0.5 and 1 : √2 : √3 at temperature 2."""
    logits = torch.tensor([[1.0, 2.0, 3.0]]).log().repeat(8000, 1)
    cold, hot, plain = _shares(1, 4, 9), _shares(1, 2**0.5, 3**0.5), _shares(1, 2, 3)
    for temperature, want, inverse in ((0.5, cold, hot), (2.0, hot, cold)):
        tokens = answer.sample_tokens(logits, temperature, seeded())
        against = {
            "the logits are multiplied by the temperature": inverse,
            "the temperature makes no difference": plain,
        }
        setting = f"temperature={temperature:g}"
        assert_frequencies(tally(tokens, 3), want, draws=8000, against=against, of="tokens", setting=setting)


@hint("exp(10000) is inf, and inf / inf is nan: torch.softmax subtracts the largest logit first.")
def test_large_logits_and_small_temperatures_work(answer):
    """Logits of ±10⁴ and a temperature of 10⁻³ give the one token that is left, in float32 and float64."""
    rows = [[1e4, -1e4, 0.0], [-1e4, -1e4, -9990.0], [9990.0, 1e4, -1e4], [-INF, -1e4, -INF]]
    for dtype in (torch.float32, torch.float64):
        for temperature in (1e-3, 0.1):
            tokens = answer.sample_tokens(torch.tensor(rows, dtype=dtype), temperature, seeded())
            assert_same(tokens, torch.tensor([0, 2, 1, 1]))


@hint("Powers of probabilities underflow where the logits themselves divide safely.")
def test_equal_logits_stay_equally_likely_in_the_cold(answer):
    """Four equal logits of -10⁴ are equally likely at temperature 10⁻³."""
    tokens = answer.sample_tokens(torch.full((8000, 4), -1e4), 1e-3, seeded())
    against = {"the first of equal logits is always taken": [1, 0, 0, 0]}
    assert_frequencies(tally(tokens, 4), [0.25] * 4, draws=8000, against=against, of="tokens")


@hint("exp(-inf) is exactly 0; add no small constant to the probabilities, and replace no -inf by a number.")
def test_impossible_tokens_are_never_drawn(answer):
    """Of logits 0, -inf, 0, -inf, tokens 0 and 2 share 8,000 rows, and 1 and 3 never come."""
    logits = torch.tensor([[0.0, -INF, 0.0, -INF]]).repeat(8000, 1)
    against = {"all tokens may come": [0.4, 0.1, 0.4, 0.1]}
    for temperature in (1.0, 20.0):
        tokens = answer.sample_tokens(logits, temperature, seeded())
        setting = f"temperature={temperature:g}"
        assert_frequencies(
            tally(tokens, 4), [0.5, 0, 0.5, 0], draws=8000, against=against, of="tokens", setting=setting
        )
    assert_same(answer.sample_tokens(logits[:2, 1:], 0.0, seeded()), torch.tensor([1, 1]))


@hint("Look up what temperature 0 means in a branch of its own; a tiny temperature instead still draws.")
def test_temperature_zero_sees_the_smallest_difference(answer):
    """With temperature 0, a logit larger by 10⁻¹² is always taken."""
    logits = torch.tensor([[1.0, 1.0 + 1e-12, 1.0]], dtype=torch.float64).repeat(100, 1)
    assert_same(answer.sample_tokens(logits, 0.0, seeded()), torch.ones(100, dtype=torch.int64))


@hint("Each row has its own probabilities and its own draw.")
def test_each_row_follows_its_own_logits(answer):
    """Rows with one likely token each give these tokens, in a batch of any size."""
    wanted = torch.tensor([3, 0, 2, 2, 1])
    logits = 50 * torch.nn.functional.one_hot(wanted, 4).double()
    for rows in (5, 1):
        assert_same(answer.sample_tokens(logits[:rows], 1.0, seeded()), wanted[:rows])
    assert_same(answer.sample_tokens(torch.zeros(3, 1), 1.0, seeded()), torch.zeros(3, dtype=torch.int64))


@hint("Draw a number for each row; rows that share one are not independent.")
def test_rows_are_drawn_independently(answer):
    """Neighbouring rows with two equally likely tokens agree in half of 4,000 cases."""
    first, second = answer.sample_tokens(torch.zeros(8000, 2), 1.0, seeded()).reshape(4000, 2).T
    agree = tally((first == second).long(), 2)
    against = {"neighbouring rows share their random number": [0, 1]}
    assert_frequencies(agree, [0.5, 0.5], draws=4000, names=("differ", "agree"), against=against, of="pairs")


def _two_calls(answer, generator, logits):
    """Return two calls in a row, and whether torch's global state is as before (runs beside the answer)."""
    before = torch.get_rng_state()
    calls = [answer.sample_tokens(logits, 0.8, generator) for _ in range(2)]
    return [*calls, torch.equal(before, torch.get_rng_state())]


@hint("Pass generator=generator to every random call, and make no generator of your own.")
def test_takes_its_randomness_from_the_generator(answer):
    """The same seed gives the same tokens, a second call others, and the global random state is left alone."""
    logits = torch.tensor([[0.0, 1.0, 1.0]]).repeat(300, 1)
    first, second, untouched = answer.run(_two_calls, seeded(1), logits)
    again, _, _ = answer.run(_two_calls, seeded(1), logits)
    other, _, _ = answer.run(_two_calls, seeded(2), logits)
    assert_same(again, first, saying="{got} in one call and {want} in another, with generators of the same seed")
    assert not torch.equal(first, second), "two calls in a row with one generator drew exactly the same tokens"
    assert not torch.equal(first, other), "generators of different seeds led to exactly the same tokens"
    assert untouched, "sample_tokens changed torch's global random state"


def test_rejects_a_negative_temperature(answer):
    """A temperature of -1 raises ValueError."""
    logits = torch.zeros(2, 3)
    for temperature in (-1.0, -0.001):
        assert_raises(
            ValueError, answer.sample_tokens, logits, temperature, seeded(), accepts=(logits, 0.0, seeded())
        )


def test_leaves_the_logits_alone(answer):
    """The caller's logits are unchanged."""
    for temperature in (0.0, 0.5):
        assert_pure(answer.sample_tokens, torch.randn(4, 3, generator=seeded()), temperature, seeded())
