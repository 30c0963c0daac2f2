"""Right answers to the exercise ELU."""

import math

import numpy as np

import nnlib


class ELU:
    """Z where it is positive, alpha * (exp(Z) - 1) elsewhere."""

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, Z):
        """The outputs A."""
        self.Z = Z
        bent = self.alpha * (np.exp(np.minimum(Z, 0)) - 1)
        return np.where(Z > 0, Z, bent)

    def backward(self, dA):
        """dZ from dA."""
        slope = self.alpha * np.exp(np.minimum(self.Z, 0))
        return dA * np.where(self.Z > 0, 1, slope)


# ------------------------------------------------------- other right answers


class WithMask:
    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, Z):
        self.left = Z <= 0
        self.A = np.array(Z, dtype=float)
        self.A[self.left] = self.alpha * np.expm1(Z[self.left])
        return self.A

    def backward(self, dA):
        dZ = np.array(dA, dtype=float)
        dZ[self.left] *= self.A[self.left] + self.alpha
        return dZ


class WithLoops:
    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, Z):
        A = np.zeros(Z.shape, dtype=np.float32)
        self.slopes = np.ones(Z.shape, dtype=np.float32)
        for place, z in np.ndenumerate(Z):
            if z > 0:
                A[place] = z
            else:
                A[place] = self.alpha * (math.exp(z) - 1)
                self.slopes[place] = self.alpha * math.exp(z)
        return A

    def backward(self, dA):
        return self.slopes * dA


class OverflowHidden:
    """np.where drops the infinities that it does not choose."""

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, Z):
        self.Z = Z
        return np.where(Z > 0, Z, self.alpha * (np.exp(Z) - 1))

    def backward(self, dA):
        return np.where(self.Z > 0, dA, dA * self.alpha * np.exp(self.Z))


class FromNnlib(nnlib.ELU):
    pass


ALTERNATIVES = (WithMask, WithLoops, OverflowHidden, FromNnlib)
