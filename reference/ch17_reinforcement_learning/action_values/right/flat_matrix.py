"""Makes one matrix with a row for each pair of state and action."""


def action_values(transition, reward, values, gamma):
    if values.dim() != 1 or reward.dim() != 2 or reward.size(0) != values.size(0):
        raise ValueError("reward and values")
    S, A = reward.shape
    if tuple(transition.shape) != (S, A, S):
        raise ValueError("transition")
    flat = transition.reshape(S * A, S)
    return reward + (flat @ (gamma * values)).view(S, A)
