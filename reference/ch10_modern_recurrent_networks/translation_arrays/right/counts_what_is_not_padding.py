"""Pads first and counts the entries that are not the padding of their own vocabulary."""

import torch


def translation_arrays(sources, targets, src_vocab, tgt_vocab, num_steps):
    if len(sources) != len(targets) or num_steps <= 0:
        raise ValueError("pairs of sentences and a positive num_steps, please")

    def numbers(sentences, vocab, first=()):
        rows = [[*first, *tokens, "<eos>", *["<pad>"] * num_steps][:num_steps] for tokens in sentences]
        return torch.tensor([[vocab.get(token, vocab["<unk>"]) for token in row] for row in rows])

    src, label = numbers(sources, src_vocab), numbers(targets, tgt_vocab)
    return {
        "dec_in": numbers(targets, tgt_vocab, first=["<bos>"]),
        "src": src,
        "src_valid_len": (src != src_vocab["<pad>"]).sum(1),
        "label": label,
        "label_valid_len": (label != tgt_vocab["<pad>"]).sum(dim=1),
    }
