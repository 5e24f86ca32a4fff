"""Counts entries other than 0 as valid, but <pad> need not be number 0: real tokens go uncounted.

Fails: test_real_tokens_may_have_the_number_of_the_other_padding
"""

import torch


def translation_arrays(sources, targets, src_vocab, tgt_vocab, num_steps):
    if len(sources) != len(targets):
        raise ValueError("sources and targets differ in length")
    if num_steps < 1:
        raise ValueError("num_steps must be at least 1")

    def build(sentences, vocab):
        rows = []
        for tokens in sentences:
            tokens = [vocab.get(token, vocab["<unk>"]) for token in tokens]
            tokens = (tokens + [vocab["<eos>"]])[:num_steps]
            rows.append(tokens + [vocab["<pad>"]] * (num_steps - len(tokens)))
        X = torch.tensor(rows)
        return X, (X != 0).sum(1)

    src, src_valid_len = build(sources, src_vocab)
    label, label_valid_len = build(targets, tgt_vocab)
    bos = torch.full((len(label), 1), tgt_vocab["<bos>"])
    dec_in = torch.cat([bos, label[:, :-1]], 1)
    return {
        "src": src,
        "src_valid_len": src_valid_len,
        "label": label,
        "label_valid_len": label_valid_len,
        "dec_in": dec_in,
    }
