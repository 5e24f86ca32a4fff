import torch

from autograder.toolkit import assert_raises, assert_same, hint

SRC = {"<pad>": 0, "<bos>": 1, "<eos>": 2, "<unk>": 3, "a": 4, "b": 5}
TGT = {"<pad>": 0, "<bos>": 1, "<eos>": 2, "<unk>": 3, "x": 4, "y": 5, "z": 6}


@hint("<eos> ends src and label, <bos> stands at the start of dec_in and nowhere else.")
def test_a_pair_becomes_source_label_and_decoder_input(answer):
    """a b and x y z give src a b <eos> <pad>, label x y z <eos> and dec_in <bos> x y z, lengths 3 and 4."""
    got = answer.translation_arrays([["a", "b"]], [["x", "y", "z"]], SRC, TGT, 4)
    want = {
        "src": torch.tensor([[4, 5, 2, 0]]),
        "src_valid_len": torch.tensor([3]),
        "label": torch.tensor([[4, 5, 6, 2]]),
        "label_valid_len": torch.tensor([4]),
        "dec_in": torch.tensor([[1, 4, 5, 6]]),
    }
    assert_same(got, want)


@hint("Compare len(sources) with len(targets) before anything else.")
def test_rejects_sources_without_targets(answer):
    """Two sources and one target raise ValueError."""
    pairs = [["a"]], [["x"]], SRC, TGT, 4
    assert_raises(ValueError, answer.translation_arrays, [["a"], ["b"]], *pairs[1:], accepts=pairs)
    assert_raises(ValueError, answer.translation_arrays, pairs[0], [["x"], ["y"]], *pairs[2:], accepts=pairs)
