"""Starts from tensors full of padding and writes each sentence over their beginning."""

import torch


def translation_arrays(sources, targets, src_vocab, tgt_vocab, num_steps):
    if len(sources) != len(targets) or num_steps < 1:
        raise ValueError("as many targets as sources, and at least one step")
    n = len(sources)
    arrays = {}
    for name, sentences, vocab in (("src", sources, src_vocab), ("label", targets, tgt_vocab)):
        X = torch.full((n, num_steps), vocab["<pad>"], dtype=torch.int64)
        lengths = torch.zeros(n, dtype=torch.int64)
        for i in range(n):
            numbers = [vocab[t] if t in vocab else vocab["<unk>"] for t in sentences[i]] + [vocab["<eos>"]]
            lengths[i] = min(len(numbers), num_steps)
            X[i, : lengths[i]] = torch.tensor(numbers[:num_steps])
        arrays[name] = X
        arrays[name + "_valid_len"] = lengths
    dec_in = torch.full((n, num_steps), tgt_vocab["<bos>"], dtype=torch.int64)
    dec_in[:, 1:] = arrays["label"][:, :-1]
    arrays["dec_in"] = dec_in
    return arrays
