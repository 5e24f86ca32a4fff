"""Pads tensors of different length with the library and rolls the labels by one step."""

import torch
from torch.nn.utils.rnn import pad_sequence


def translation_arrays(sources, targets, src_vocab, tgt_vocab, num_steps):
    if num_steps < 1:
        raise ValueError("num_steps must be positive")
    if len(sources) != len(targets):
        raise ValueError("sources and targets must pair up")

    def build(sentences, vocab):
        unknown = vocab["<unk>"]
        cut = [
            torch.tensor([*(vocab.get(token, unknown) for token in tokens), vocab["<eos>"]])[:num_steps]
            for tokens in sentences
        ]
        longest = torch.zeros(num_steps, dtype=torch.int64)  # makes all rows num_steps long
        X = pad_sequence([*cut, longest], batch_first=True, padding_value=vocab["<pad>"])[:-1]
        return X, torch.tensor([len(row) for row in cut])

    src, src_valid_len = build(sources, src_vocab)
    label, label_valid_len = build(targets, tgt_vocab)
    dec_in = torch.roll(label, 1, dims=1)
    dec_in[:, 0] = tgt_vocab["<bos>"]
    return dict(src=src, src_valid_len=src_valid_len, label=label, label_valid_len=label_valid_len, dec_in=dec_in)
