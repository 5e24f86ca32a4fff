import random

import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded

# The special tokens stand at other numbers in the two vocabularies, and 0 is a real token of the target's.
SRC = {"<pad>": 0, "<bos>": 1, "<eos>": 2, "<unk>": 3, "a": 4, "b": 5, "c": 6}
TGT = {"x": 0, "y": 1, "<unk>": 2, "<eos>": 3, "z": 4, "<pad>": 5, "<bos>": 6}


def encoded(sentences, vocab, num_steps):
    """Return the numbers and valid lengths of sentences, filled into a tensor of padding."""
    rows = torch.full((len(sentences), num_steps), vocab["<pad>"])
    for row, tokens in zip(rows, sentences, strict=True):
        for place, token in enumerate([*tokens, "<eos>"][:num_steps]):
            row[place] = vocab[token if token in vocab else "<unk>"]
    return rows, torch.tensor([min(len(tokens) + 1, num_steps) for tokens in sentences])


def batch(sources, targets, num_steps):
    """Return what is expected for SRC and TGT."""
    src, src_valid_len = encoded(sources, SRC, num_steps)
    label, label_valid_len = encoded(targets, TGT, num_steps)
    dec_in = label.roll(1, 1)
    dec_in[:, 0] = TGT["<bos>"]
    names = ("src", "src_valid_len", "label", "label_valid_len", "dec_in")
    return dict(zip(names, (src, src_valid_len, label, label_valid_len, dec_in), strict=True))


def random_pairs(n=8, num_steps=6):
    """Return random sources and targets, some longer than num_steps, of known tokens."""
    draws = random.Random(int(torch.randint(10**9, (1,), generator=seeded())))
    return tuple(
        [draws.choices(letters, k=draws.randrange(num_steps + 3)) for _ in range(n)] for letters in ("abc", "xyz")
    )


@hint("Append <eos> first, cut to the first num_steps tokens then; what does not fit is lost, <eos> too.")
def test_cuts_to_the_first_num_steps_tokens(answer):
    """A sentence of num_steps tokens loses its <eos>, a longer one its end as well."""
    sources, targets = [["a", "b", "c"], ["c", "b"]], [["x", "y", "z", "y"], ["z", "y", "x"]]
    assert_same(answer.translation_arrays(sources, targets, SRC, TGT, 3), batch(sources, targets, 3))


@hint("Append <eos> whatever the sentence is; it counts in the length.")
def test_an_empty_sentence_is_its_end(answer):
    """An empty source or target is <eos> alone, of length 1."""
    sources, targets = [[], ["a"]], [["x"], []]
    assert_same(answer.translation_arrays(sources, targets, SRC, TGT, 4), batch(sources, targets, 4))


@hint("dec_in[:, 1:] is label[:, :-1]: what the decoder reads at step t is the label of step t - 1.")
def test_the_decoder_reads_the_label_one_step_late(answer):
    """dec_in begins with <bos> and goes on with label without its last column."""
    got = answer.translation_arrays(*random_pairs(), SRC, TGT, 6)
    assert isinstance(got, dict) and {"label", "dec_in"} <= got.keys(), "the dict has no label or no dec_in"
    want = torch.cat([torch.full((8, 1), TGT["<bos>"]), got["label"][:, :-1]], 1)
    assert_same(got["dec_in"], want, saying="{got} in dec_in where {want} was expected")


@hint("vocab.get(token, vocab['<unk>']) of the sentence's own vocabulary.")
def test_unknown_tokens_become_unk(answer):
    """Tokens that the vocabulary of their language lacks become its <unk>, those of the other language too."""
    sources, targets = [["a", "dog", "x"], ["y"]], [["x", "cat"], ["a", "z", "hippo"]]
    assert_same(answer.translation_arrays(sources, targets, SRC, TGT, 5), batch(sources, targets, 5))


@hint("Each language has its own number for <pad>; a length counts tokens and does not look for a number.")
def test_real_tokens_may_have_the_number_of_the_other_padding(answer):
    """x is 0 among the targets as <pad> is among the sources, b is 5 as <pad> is among the targets: both count."""
    sources, targets = [["b", "b"], ["b"]], [["x"], ["y", "x", "x"]]
    assert_same(answer.translation_arrays(sources, targets, SRC, TGT, 5), batch(sources, targets, 5))


@hint("Fill up to num_steps with the <pad> of the sentence's own language, and look words up in its vocabulary.")
def test_takes_many_pairs_of_any_length(answer):
    """Eight random pairs, shorter and longer than num_steps, give five int64 tensors row by row."""
    sources, targets = random_pairs()
    assert_same(answer.translation_arrays(sources, targets, SRC, TGT, 6), batch(sources, targets, 6))


@hint("With num_steps = 1 nothing of label goes into dec_in: label[:, :-1] is empty.")
def test_one_step_is_enough(answer):
    """With num_steps = 1 src and label are the first tokens and dec_in is <bos>."""
    sources, targets = [["a"], []], [["z", "x"], ["y"]]
    assert_same(answer.translation_arrays(sources, targets, SRC, TGT, 1), batch(sources, targets, 1))


@hint("Compare num_steps with 1 at the very beginning.")
def test_rejects_num_steps_below_one(answer):
    """num_steps of 0 raises ValueError."""
    pairs = [["a"]], [["x"]], SRC, TGT
    assert_raises(ValueError, answer.translation_arrays, *pairs, 0, accepts=(*pairs, 1))


def arguments_after(answer, *args):
    """Return the arguments as a call leaves them (runs beside the student's code)."""
    answer.translation_arrays(*args)
    return list(args)


@hint("tokens + ['<eos>'] is a new list; tokens += ['<eos>'] and tokens.append change the caller's.")
def test_leaves_lists_and_vocabularies_alone(answer):
    """The lists of tokens and both vocabularies are unchanged."""
    sources, targets = [["a", "dog"], ["b"]], [["x"], ["y", "cat", "z", "z"]]
    after = answer.run(arguments_after, sources, targets, SRC, TGT, 3)
    names = ("sources", "targets", "src_vocab", "tgt_vocab")
    for name, left, before in zip(names, after, (sources, targets, SRC, TGT), strict=False):
        assert left == before, (
            f"translation_arrays changed {name} from {before} to {left}; the caller still needs it"
        )
