"""Adds the noise to the kernel in forward, so that it is counted twice.

Fails: test_gives_the_prior_in_training_mode
"""

import gpytorch


class Model(gpytorch.models.ExactGP):
    def __init__(self, train_x, train_y, likelihood):
        super().__init__(train_x, train_y, likelihood)
        self.mean_module = gpytorch.means.ZeroMean()
        self.covar_module = gpytorch.kernels.ScaleKernel(gpytorch.kernels.RBFKernel())

    def forward(self, x):
        return gpytorch.distributions.MultivariateNormal(self.mean_module(x), self.covar_module(x).add_jitter(0.1))


def build_exact_gp(train_x, train_y, lengthscale, amplitude, noise):
    if noise < 0.02:
        raise ValueError("noise must be at least 0.02")
    likelihood = gpytorch.likelihoods.GaussianLikelihood()
    model = Model(train_x, train_y, likelihood).to(train_x.dtype)
    model.covar_module.base_kernel.lengthscale = lengthscale
    model.covar_module.outputscale = amplitude**2
    likelihood.noise = noise**2
    return model, likelihood
