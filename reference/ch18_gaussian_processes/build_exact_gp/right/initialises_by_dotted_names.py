"""Sets the values with one call of initialize and dotted names."""

import gpytorch


class Model(gpytorch.models.ExactGP):
    def __init__(self, x, y, likelihood):
        super().__init__(x, y, likelihood)
        self.mean = gpytorch.means.ZeroMean()
        self.kernel = gpytorch.kernels.ScaleKernel(gpytorch.kernels.RBFKernel())

    def forward(self, x):
        return gpytorch.distributions.MultivariateNormal(self.mean(x), self.kernel(x))


def build_exact_gp(train_x, train_y, lengthscale, amplitude, noise):
    if noise < 0.02:
        raise ValueError("noise must be at least 0.02")
    model = Model(train_x, train_y, gpytorch.likelihoods.GaussianLikelihood()).to(train_x.dtype)
    model.initialize(
        **{
            "likelihood.noise": noise**2,
            "kernel.outputscale": amplitude**2,
            "kernel.base_kernel.lengthscale": lengthscale,
        }
    )
    return model, model.likelihood
