import math

import torch

from autograder.toolkit import assert_same, hint, seeded

TREE = {(): (0.5, 0.21, 0.19, 0.1), (0,): (0.07, 0.4, 0.3, 0.23), (0, 1): (0.2, 0.2, 0.4, 0.2)}
TREE |= {(0, 2): (0.1, 0.6, 0.1, 0.2), (0, 1, 2): (0.1, 0.1, 0.2, 0.6), (0, 2, 1): (0.1, 0.2, 0.1, 0.6)}


def rows_of(prefixes):
    """Return the prefixes as lists of ints, whatever was passed."""
    prefixes = torch.as_tensor(prefixes).long()
    return prefixes.reshape(-1, prefixes.shape[-1]).tolist() if prefixes.dim() else [[int(prefixes)]]


def tree(prefixes):
    """Give the log-probabilities of the notebook's tree: A, B, C, eos are the tokens 0, 1, 2, 3 and bos is 4."""
    return torch.tensor([TREE.get(tuple(row[1:]), (0.25, 0.3, 0.2, 0.25)) for row in rows_of(prefixes)]).log()


def assert_found(got, tokens, score, setting):
    """Compare a result with the expected tokens and score; the setting is named in the message."""
    if (
        isinstance(got, tuple)
        and len(got) == 2
        and isinstance(got[0], list)
        and all(type(t) is int for t in got[0])
    ):
        assert got[0] == tokens, f"beam_search found the tokens {got[0]} with {setting}; {tokens} was expected"
        saying = f"{{got}} as the score of {tokens} with {setting}; {{want}} was expected"
        assert_same(got[1], score, rtol=1e-5, atol=1e-5, saying=saying)
    assert_same(got, (tokens, score), rtol=1e-5, atol=1e-5)


@hint("The score is the sum of the log-probabilities divided by L**alpha; L counts generated tokens, eos too.")
def test_a_beam_of_two_finds_what_greedy_search_misses(answer):
    """On the notebook's tree a beam of two finds A, C, B, eos with the score log(0.054) / 4**0.75."""
    got = answer.beam_search(tree, 4, 3, 6, 2)
    setting = "beam_size=2, alpha=0.75, max_len=6, eos=3"
    assert_found(got, [0, 2, 1, 3], math.log(0.054) / 4**0.75, setting)


def tree_model(children):
    """Return a step that looks up the probabilities of 0, 1 and eos, which is 2, after the given tokens."""

    def step(prefixes):
        return torch.tensor([children.get(tuple(row[1:]), (0.1, 0.1, 0.8)) for row in rows_of(prefixes)]).log()

    return step


@hint("Put the extensions of all live sequences into one list, and keep the beam_size best of this list.")
def test_all_extensions_compete_for_the_same_places(answer):
    """A beam of two keeps two sequences per round, even if both extend the same one."""
    # Round 2 keeps 0 0 (0.6 * 0.5 = 0.3) and 0 1 (0.27); 1 0 (0.234) would lead to 1 0 eos (0.229), but is dropped.
    children = {(): (0.6, 0.39, 0.01), (0,): (0.5, 0.45, 0.05), (1,): (0.6, 0.3, 0.1)}
    children |= {(0, 0): (0.3, 0.2, 0.5), (0, 1): (0.3, 0.2, 0.5), (1, 0): (0.01, 0.01, 0.98)}
    got = answer.beam_search(tree_model(children), 3, 2, 3, 2)
    setting = "beam_size=2, alpha=0.75, max_len=3, eos=2"
    if isinstance(got, tuple) and len(got) == 2:
        assert got[0] != [1, 0, 2], (
            f"beam_search found the tokens [1, 0, 2] with {setting}; [0, 0, 2] was expected. [1, 0] is the third "
            "best of the second round: is it kept because each sequence has two places of its own?"
        )
    assert_found(got, [0, 0, 2], math.log(0.6 * 0.5 * 0.5) / 3**0.75, setting)


@hint("Set finished sequences aside; beam_size counts what is kept in this round, whatever has finished before.")
def test_finished_sequences_take_up_no_place(answer):
    """A beam of two still keeps two sequences in the round after one has finished."""
    # Round 1 keeps 0 and eos (0.3). Round 2 keeps both 0 0 (0.3) and 0 1 (0.195), and 0 1 leads to the winner.
    children = {(): (0.5, 0.2, 0.3), (0,): (0.6, 0.39, 0.01)}
    children |= {(0, 0): (0.33, 0.32, 0.35), (0, 1): (0.02, 0.01, 0.97)}
    got = answer.beam_search(tree_model(children), 3, 2, 3, 2)
    setting = "beam_size=2, alpha=0.75, max_len=3, eos=2"
    assert_found(got, [0, 1, 2], math.log(0.5 * 0.39 * 0.97) / 3**0.75, setting)


@hint("With one sequence kept per round, each round takes the most probable token.")
def test_a_beam_of_one_is_greedy_search(answer):
    """With beam_size 1 the most probable token is taken at every step, as in greedy_search."""
    generator = seeded()
    for _ in range(10):
        # The best token depends on the place alone, the rest on chance: the greedy sequence is known.
        planted = torch.randint(0, 4, (6,), generator=generator).tolist()
        planted.append(4)

        def step(prefixes, planted=planted):
            rows = rows_of(prefixes)
            probs = 0.9 + 0.1 * torch.rand(len(rows), 5, generator=generator)
            probs[range(len(rows)), [planted[min(len(row) - 1, 6)] for row in rows]] = 2.0
            return (probs / probs.sum(1, keepdim=True)).log()

        got = answer.beam_search(step, 5, 4, 10, 1)
        assert isinstance(got, tuple) and len(got) == 2, "beam_search returned something else than (tokens, score)"
        setting = "beam_size=1, alpha=0.75, max_len=10, eos=4"
        assert got[0] == planted, f"beam_search found the tokens {got[0]} with {setting}; {planted} was expected"
