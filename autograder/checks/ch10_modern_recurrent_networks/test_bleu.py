import math

from autograder.toolkit import assert_same, hint


@hint(
    "Count the matches of each order, an n-gram at most as often as it occurs in the label; divide by the number "
    "of n-grams of pred, and take the power (1/2)**n."
)
def test_follows_the_definition(answer):
    """A B B C D against A B C D E F with k = 2 has p_1 = 4/5, p_2 = 3/4 and the score 0.6815."""
    penalty = math.exp(1 - 6 / 5)
    guesses = {
        "It looks as if matches are not limited: B occurs once in the label, so only one B matches.": penalty
        * 0.75**0.25,
        "It looks as if all orders have the weight 1/k.": penalty * (4 / 5 * 3 / 4) ** 0.5,
        "It looks as if the root was raised to n: the exponent is (1/2)**n.": penalty * (4 / 5) ** 0.5 * (3 / 4),
        "It looks as if p_n was divided by the number of n-grams of the label.": penalty
        * (4 / 6) ** 0.5
        * (3 / 5) ** 0.25,
        "It looks as if the penalty for a short prediction is missing.": (4 / 5) ** 0.5 * (3 / 4) ** 0.25,
        "It looks as if only the order k counts.": penalty * (3 / 4) ** 0.25,
        "It looks as if the order k is left out.": penalty * (4 / 5) ** 0.5,
    }
    want = penalty * (4 / 5) ** 0.5 * (3 / 4) ** 0.25
    assert_same(answer.bleu(list("ABBCD"), list("ABCDEF"), 2), want, rtol=1e-9, guesses=guesses)


@hint("The first factor is exp(min(0, 1 - len(label) / len(pred))).")
def test_a_short_prediction_pays(answer):
    """A B against A B C D E F matches all its n-grams and pays for its length: exp(-2)."""
    guesses = {
        "It looks as if the ratio is upside down: 1 - len(label) / len(pred).": math.exp(-2 / 3),
        "It looks as if the penalty is missing.": 1.0,
    }
    assert_same(answer.bleu(list("AB"), list("ABCDEF"), 2), math.exp(-2), rtol=1e-9, guesses=guesses)


@hint("All n-grams match, repeated ones too, and the lengths are equal. Orders above the length do not exist.")
def test_a_perfect_prediction_gets_one(answer):
    """A prediction equal to the label has the score 1 for every k."""
    label = ["to", "be", "or", "not", "to", "be"]
    for k in (1, 2, 4, 6, 9):
        assert_same(answer.bleu(list(label), label, k), 1.0, rtol=1e-9)
