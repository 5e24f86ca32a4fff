import math

import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded


def score_with_loops(pred, label, k):
    """Return the score, crossing out the n-grams of the label one by one."""
    score = math.exp(min(0, 1 - len(label) / len(pred)))
    for n in range(1, min(k, len(pred)) + 1):
        left = [label[i : i + n] for i in range(len(label) - n + 1)]
        matches = 0
        for i in range(len(pred) - n + 1):
            if pred[i : i + n] in left:
                left.remove(pred[i : i + n])
                matches += 1
        score *= (matches / (len(pred) - n + 1)) ** (0.5**n)
    return score


def random_pairs(count):
    """Return pairs of sequences over three words, of one to eight tokens each."""
    generator, words = seeded(), ["la", "le", "lu"]

    def sentence():
        length = int(torch.randint(1, 9, (), generator=generator))
        return [words[i] for i in torch.randint(3, (length,), generator=generator).tolist()]

    return [(sentence(), sentence()) for _ in range(count)]


@hint("Each n-gram of the label can be used up once: the smaller of both counts is the number of matches.")
def test_a_repeated_token_matches_only_as_often_as_it_occurs(answer):
    """A A A against A B C has p_1 = 1/3, and A A A B against A A C C has p_1 = 2/4."""
    guesses = {"It looks as if every A matches, although the label has a single one.": 1.0}
    assert_same(answer.bleu(list("AAA"), list("ABC"), 1), (1 / 3) ** 0.5, rtol=1e-9, guesses=guesses)
    guesses = {
        "It looks as if each n-gram matches once at most, although the label has A twice.": 0.5,
        "It looks as if every A matches, although the label has two.": 0.75**0.5,
    }
    assert_same(answer.bleu(list("AAAB"), list("AACC"), 1), 0.5**0.5, rtol=1e-9, guesses=guesses)


@hint("The exponents are 1/2, 1/4, 1/8: each order has its own.")
def test_each_order_has_its_own_exponent(answer):
    """A B C D X against A B C D with k = 3 has p = 4/5, 3/4, 2/3 and the exponents 1/2, 1/4, 1/8."""
    want = (4 / 5) ** (1 / 2) * (3 / 4) ** (1 / 4) * (2 / 3) ** (1 / 8)
    guesses = {
        "It looks as if all orders have the weight 1/k.": (4 / 5 * 3 / 4 * 2 / 3) ** (1 / 3),
        "It looks as if all orders have the weight 1/2.": (4 / 5 * 3 / 4 * 2 / 3) ** (1 / 2),
        "It looks as if the exponent is 1/(2n).": (4 / 5) ** (1 / 2) * (3 / 4) ** (1 / 4) * (2 / 3) ** (1 / 6),
    }
    assert_same(answer.bleu(list("ABCDX"), list("ABCD"), 3), want, rtol=1e-9, guesses=guesses)


@hint("min(0, ...) caps the exponent: a prediction longer than the label pays through p_n, not through its length.")
def test_a_long_prediction_has_no_length_penalty(answer):
    """A prediction longer than the label loses by unmatched n-grams alone."""
    guesses = {
        "It looks as if a long prediction is punished by exp(1 - len(pred) / len(label)).": math.exp(-1) * 0.5**0.5,
        "It looks as if a long prediction is rewarded: min(0, ...) is missing.": math.exp(0.5) * 0.5**0.5,
        "It looks as if a long prediction is punished by its length, too.": math.exp(-0.5) * 0.5**0.5,
    }
    assert_same(answer.bleu(list("ABXY"), list("AB"), 1), 0.5**0.5, rtol=1e-9, guesses=guesses)


@hint("A factor of 0 makes the product 0: an order without a match is neither left out nor put into a logarithm.")
def test_an_order_without_a_match_gives_zero(answer):
    """B A against A B has no common 2-gram and scores 0, and so do wholly different words."""
    assert_same(answer.bleu(["B", "A"], ["A", "B"], 2), 0.0)
    assert_same(answer.bleu(["C"], ["A", "B"], 1), 0.0)


@hint("There are n-grams up to n = len(pred) only: let n run to min(k, len(pred)).")
def test_a_prediction_shorter_than_k_uses_fewer_orders(answer):
    """Two tokens have no 3-grams: with k = 4 the score is that of k = 2."""
    assert_same(answer.bleu(["A", "B"], ["A", "B", "C"], 4), math.exp(-0.5), rtol=1e-9)
    assert_same(answer.bleu(["A"], ["A", "A"], 2), math.exp(-1), rtol=1e-9)


@hint("Write down p_1 and p_2 of a short example by hand and compare them with what your function counts.")
def test_agrees_with_an_independent_count(answer):
    """Forty random pairs of sentences score what crossing out n-grams one by one gives."""
    for j, (pred, label) in enumerate(random_pairs(40)):
        assert_same(answer.bleu(pred, label, 1 + j % 4), score_with_loops(pred, label, 1 + j % 4), rtol=1e-9)


@hint("Compare tuples of tokens; strings put together forget where one token ends and the next begins.")
def test_tokens_are_units(answer):
    """ab c and a bc are different tokens, and so are 'a b' c and a 'b c'."""
    assert_same(answer.bleu(["x", "ab", "c"], ["x", "a", "bc"], 2), 0.0)
    # Between equal ends the tokens in the middle differ, though they spell alike: p_1 = 2/4, p_2 = 0.
    assert_same(answer.bleu(["x", "a b", "c", "y"], ["x", "a", "b c", "y"], 1), 0.5**0.5, rtol=1e-9)
    pred, label = ["p", "q", "a b", "c"], ["p", "q", "a", "b c"]
    assert_same(answer.bleu(pred, label, 2), (2 / 4) ** 0.5 * (1 / 3) ** 0.25, rtol=1e-9)


@hint("Look at the length of the prediction before you divide by it.")
def test_an_empty_prediction_gets_zero(answer):
    """A prediction without tokens scores 0.0."""
    assert_same(answer.bleu([], ["A", "B"], 2), 0.0)


@hint("Compare k with 1 before anything else, and raise ValueError.")
def test_rejects_k_below_one(answer):
    """k = 0 raises ValueError, also for an empty prediction."""
    good = (["A"], ["A", "B"], 1)
    assert_raises(ValueError, answer.bleu, ["A"], ["A", "B"], 0, accepts=good)
    assert_raises(ValueError, answer.bleu, [], ["A", "B"], 0, accepts=good)


@hint("Look at the length of the label before anything else, and raise ValueError.")
def test_rejects_an_empty_label(answer):
    """A label without tokens raises ValueError, also for an empty prediction."""
    good = (["A"], ["A"], 1)
    assert_raises(ValueError, answer.bleu, ["A"], [], 1, accepts=good)
    assert_raises(ValueError, answer.bleu, [], [], 1, accepts=good)


def sentences_afterwards(answer, pred, label):
    """Return both sentences as a call leaves them (runs beside the student's code)."""
    answer.bleu(pred, label, 2)
    return [pred, label]


@hint("Cross matches out of a copy: label.remove(...) changes the caller's list.")
def test_leaves_the_sentences_alone(answer):
    """The caller's two lists are unchanged."""
    after = answer.run(sentences_afterwards, list("ABBC"), list("ABCD"))
    assert after == [list("ABBC"), list("ABCD")], (
        "bleu changed a list that it was given; the caller still needs it."
    )
