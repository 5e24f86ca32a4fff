import torch
from torch import Tensor


def translation_arrays(
    sources: list[list[str]],
    targets: list[list[str]],
    src_vocab: dict[str, int],
    tgt_vocab: dict[str, int],
    num_steps: int,
) -> dict[str, Tensor]:
    """Return sources and targets as a minibatch for teacher forcing.

    int64: src, label and dec_in (n, num_steps), src_valid_len and label_valid_len (n,). Raises ValueError if the
    lists differ in length or num_steps < 1.
    """
    ### BEGIN SOLUTION
    if len(sources) != len(targets):
        raise ValueError(f"{len(sources)} sources and {len(targets)} targets do not make pairs")
    if num_steps < 1:
        raise ValueError(f"num_steps must be at least 1, not {num_steps}")

    def encode(sentences: list[list[str]], vocab: dict[str, int]) -> tuple[Tensor, Tensor]:
        rows, lengths = [], []
        for tokens in sentences:
            cut = [*tokens, "<eos>"][:num_steps]
            lengths.append(len(cut))
            filled = cut + ["<pad>"] * (num_steps - len(cut))
            rows.append([vocab.get(token, vocab["<unk>"]) for token in filled])
        return torch.tensor(rows), torch.tensor(lengths)

    src, src_valid_len = encode(sources, src_vocab)
    label, label_valid_len = encode(targets, tgt_vocab)
    bos = torch.full((len(label), 1), tgt_vocab["<bos>"])
    return {
        "src": src,
        "src_valid_len": src_valid_len,
        "label": label,
        "label_valid_len": label_valid_len,
        "dec_in": torch.cat([bos, label[:, :-1]], dim=1),
    }
    ### END SOLUTION
