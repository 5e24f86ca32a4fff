from torch import Tensor, nn


class LeNet(nn.Module):
    """Tell num_classes kinds of pictures apart by two convolutional and three dense layers.

    Registers five weights and biases in the order of the layers; weights start uniformly by Glorot's rule, biases
    at 0.
    """

    def __init__(self, num_classes: int = 10) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.net = nn.Sequential(
            *(nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2)),
            *(nn.Conv2d(6, 16, 5), nn.Sigmoid(), nn.AvgPool2d(2)),
            nn.Flatten(),
            *(nn.Linear(16 * 5 * 5, 120), nn.Sigmoid()),
            *(nn.Linear(120, 84), nn.Sigmoid()),
            nn.Linear(84, num_classes),
        )
        for layer in self.net:
            if isinstance(layer, nn.Conv2d | nn.Linear):
                nn.init.xavier_uniform_(layer.weight)
                nn.init.zeros_(layer.bias)
        ### END SOLUTION

    def forward(self, X: Tensor) -> Tensor:
        """Return the logits (n, num_classes) of pictures X (n, 1, 28, 28), in the dtype of the parameters."""
        ### BEGIN SOLUTION
        return self.net(X)
        ### END SOLUTION
