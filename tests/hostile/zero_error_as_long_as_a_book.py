"""Raises errors whose class names, messages and source lines fill megabytes."""

long = "x" * 10**7


class Text(SyntaxError):
    pass


def softmax(logits, dim=-1):
    if logits.shape[0] == 5:
        raise type(long, (ValueError,), {})("short")
    if logits.shape[0] == 3:
        raise ValueError(long)
    exec(compile(f"raise ValueError('{long}')  # {long}", "<ipython-input-planted>", "exec"), {})


# %%
raise Text(long)
# %%
raise type(long, (Exception,), {})(long)
