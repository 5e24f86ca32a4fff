"""Looks the target tokens up in the source vocabulary, where they are unknown or something else.

Fails: test_a_pair_becomes_source_label_and_decoder_input
"""

import torch


def translation_arrays(sources, targets, src_vocab, tgt_vocab, num_steps):
    if len(sources) != len(targets):
        raise ValueError("sources and targets differ in length")
    if num_steps < 1:
        raise ValueError("num_steps must be at least 1")

    def build(sentences, vocab):
        rows, lengths = [], []
        for tokens in sentences:
            tokens = [vocab.get(token, vocab["<unk>"]) for token in tokens]
            tokens = (tokens + [vocab["<eos>"]])[:num_steps]
            lengths.append(len(tokens))
            rows.append(tokens + [vocab["<pad>"]] * (num_steps - len(tokens)))
        return torch.tensor(rows), torch.tensor(lengths)

    src, src_valid_len = build(sources, src_vocab)
    label, label_valid_len = build(targets, src_vocab)
    bos = torch.full((len(label), 1), tgt_vocab["<bos>"])
    dec_in = torch.cat([bos, label[:, :-1]], 1)
    return {
        "src": src,
        "src_valid_len": src_valid_len,
        "label": label,
        "label_valid_len": label_valid_len,
        "dec_in": dec_in,
    }
