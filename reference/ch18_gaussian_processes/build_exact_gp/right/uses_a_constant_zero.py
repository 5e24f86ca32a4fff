"""Writes the zero mean itself and moves kernel and likelihood one by one."""

import gpytorch
import torch


class ZeroMeanProcess(gpytorch.models.ExactGP):
    def __init__(self, train_x, train_y, likelihood, kernel):
        super().__init__(train_x, train_y, likelihood)
        self.kernel = kernel

    def forward(self, x):
        return gpytorch.distributions.MultivariateNormal(torch.zeros(x.shape[:-1], dtype=x.dtype), self.kernel(x))


def build_exact_gp(train_x, train_y, lengthscale, amplitude, noise):
    if not noise >= 0.02:
        raise ValueError("noise")
    rbf = gpytorch.kernels.RBFKernel()
    kernel = gpytorch.kernels.ScaleKernel(rbf).to(train_x.dtype)
    rbf.lengthscale = torch.tensor(lengthscale, dtype=train_x.dtype)
    kernel.outputscale = torch.tensor(amplitude, dtype=train_x.dtype).square()
    likelihood = gpytorch.likelihoods.GaussianLikelihood().to(train_x.dtype)
    likelihood.noise = torch.tensor(noise, dtype=train_x.dtype).square()
    model = ZeroMeanProcess(train_x, train_y, likelihood, kernel)
    model.eval()
    likelihood.eval()
    return model, likelihood
