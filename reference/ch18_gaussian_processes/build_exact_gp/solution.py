from torch import Tensor


def build_exact_gp(
    train_x: Tensor, train_y: Tensor, lengthscale: float, amplitude: float, noise: float
) -> "tuple[gpytorch.models.ExactGP, gpytorch.likelihoods.GaussianLikelihood]":
    """Build a GPyTorch model with zero mean and RBF kernel, and its Gaussian likelihood.

    train_x: (n,) or (n, d). train_y: (n,). lengthscale, amplitude, noise: positive, noise a standard deviation.
    Raises ValueError for a noise below 0.02.
    """
    import gpytorch

    ### BEGIN SOLUTION
    if noise < 0.02:
        raise ValueError(f"noise {noise} is below 0.02")

    class RBFProcess(gpytorch.models.ExactGP):
        def __init__(self, likelihood):
            super().__init__(train_x, train_y, likelihood)
            self.mean_module = gpytorch.means.ZeroMean()
            self.covar_module = gpytorch.kernels.ScaleKernel(gpytorch.kernels.RBFKernel())

        def forward(self, x):
            return gpytorch.distributions.MultivariateNormal(self.mean_module(x), self.covar_module(x))

    likelihood = gpytorch.likelihoods.GaussianLikelihood()
    model = RBFProcess(likelihood).to(train_x)
    model.covar_module.base_kernel.lengthscale = lengthscale
    model.covar_module.outputscale = amplitude**2
    likelihood.noise = noise**2
    return model, likelihood
    ### END SOLUTION
