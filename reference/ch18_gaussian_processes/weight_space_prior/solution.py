from torch import Tensor


def weight_space_prior(features: Tensor, weight_mean: Tensor, weight_cov: Tensor) -> tuple[Tensor, Tensor]:
    """Return mean and covariance of functions that are linear in Gaussian weights.

    features: (n, J), one row per input. weight_mean: (J,). weight_cov: (J, J). Returns (n,) and (n, n).
    Raises ValueError for shapes that do not fit.
    """
    ### BEGIN SOLUTION
    J = weight_mean.numel()
    if features.shape[1:] != (J,) or weight_mean.shape != (J,) or weight_cov.shape != (J, J):
        raise ValueError("features, weight_mean and weight_cov must be (n, J), (J,) and (J, J)")
    return features @ weight_mean, features @ weight_cov @ features.T
    ### END SOLUTION
