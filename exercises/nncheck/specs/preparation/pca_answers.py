"""Right and wrong answers to the exercise pca."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.preparation.sections import AXES


def pca(X, k):
    """The mean, the k leading axes in columns, the variances along them."""
    mean = X.mean(axis=0)
    centered = X - mean
    covariance = centered.T @ centered / len(X)
    variances, U = np.linalg.eigh(covariance)  # the smallest first
    leading = np.argsort(variances)[::-1][:k]
    return mean, U[:, leading], variances[leading]


# ------------------------------------------------------- other right answers


def by_singular_values(X, k):
    mean = np.mean(X, axis=0)
    _, s, rows = np.linalg.svd(X - mean, full_matrices=False)
    return [mean, rows[:k].T, s[:k] ** 2 / X.shape[0]]


def covariance_by_numpy(X, k):
    variances, U = np.linalg.eig(np.cov(X, rowvar=False, bias=True))
    order = np.argsort(-variances)[:k]
    axes = U[:, order].astype(np.float32)
    return X.mean(0), -axes, variances[order].astype(np.float32)


def with_loops(X, k):
    n, d = X.shape
    mean = [sum(X[:, j]) / n for j in range(d)]
    covariance = np.empty((d, d))
    for i in range(d):
        for j in range(d):
            products = [(x[i] - mean[i]) * (x[j] - mean[j]) for x in X]
            covariance[i, j] = sum(products) / n
    U, variances, _ = np.linalg.svd(covariance)
    return np.array(mean), U[:, :k], variances[:k]


def from_the_library(X, k):
    from nnlib.preprocessing import PCA

    model = PCA(n_components=k).fit(X)
    return model.mean, model.components, model.explained_variance


ALTERNATIVES = (
    by_singular_values,
    covariance_by_numpy,
    with_loops,
    from_the_library,
)


# --------------------------------------------------------------- wrong answers


def _axes(matrix, k):
    variances, U = np.linalg.eigh(matrix)
    return U[:, ::-1][:, :k], variances[::-1][:k]


def _covariance(X):
    centered = X - X.mean(axis=0)
    return centered.T @ centered / len(X)


def not_centered(X, k):
    return X.mean(axis=0), *_axes(X.T @ X / len(X), k)


def one_mean_for_all(X, k):
    centered = X - X.mean()
    return X.mean(axis=0), *_axes(centered.T @ centered / len(X), k)


def smallest_first(X, k):
    variances, U = np.linalg.eigh(_covariance(X))
    return X.mean(axis=0), U[:, :k], variances[:k]


def only_variances_sorted(X, k):
    variances, U = np.linalg.eigh(_covariance(X))
    return X.mean(axis=0), U[:, :k], variances[::-1][:k]


def axes_in_rows(X, k):
    U, variances = _axes(_covariance(X), k)
    return X.mean(axis=0), U.T, variances


def rows_of_U(X, k):
    U, variances = _axes(_covariance(X), X.shape[1])
    return X.mean(axis=0), U[:k].T, variances[:k]


def all_of_them(X, k):
    return X.mean(axis=0), *_axes(_covariance(X), X.shape[1])


def one_too_few(X, k):
    return X.mean(axis=0), *_axes(np.cov(X, rowvar=False), k)


def not_divided(X, k):
    return X.mean(axis=0), *_axes(len(X) * _covariance(X), k)


def spreads(X, k):
    U, variances = _axes(_covariance(X), k)
    return X.mean(axis=0), U, np.sqrt(variances)


def singular_values(X, k):
    U, variances = _axes(_covariance(X), k)
    return X.mean(axis=0), U, np.sqrt(len(X) * variances)


def standardized(X, k):
    return X.mean(axis=0), *_axes(np.corrcoef(X, rowvar=False), k)


def stretched_axes(X, k):
    U, variances = _axes(_covariance(X), k)
    return X.mean(axis=0), U * np.sqrt(variances), variances


def shares(X, k):
    U, variances = _axes(_covariance(X), X.shape[1])
    return X.mean(axis=0), U[:, :k], variances[:k] / variances.sum()


def rotated_data(X, k):
    U, variances = _axes(_covariance(X), k)
    return X.mean(axis=0), (X - X.mean(axis=0)) @ U, variances


def _wrong(answer, message, hint):
    return Misconception(answer, message, AXES, hint)


MISCONCEPTIONS = (
    _wrong(
        not_centered,
        "You did not center before multiplying. Then the first axis points "
        "from the origin to the cloud, whatever the cloud's shape.",
        "Move all samples by (100, 100). Should the axes change?",
    ),
    _wrong(
        one_mean_for_all,
        "You subtracted one mean for the whole table. Each feature has its "
        "own.",
        "What is the mean of each column after your centering?",
    ),
    _wrong(
        smallest_first,
        "Your axes begin with the direction of the *least* variance: "
        "`eigh` sorts that way.",
        "Which end of the list do you keep?",
    ),
    _wrong(
        only_variances_sorted,
        "You turned the list of variances round, but not the columns of U "
        "that belong to them.",
        "What is the variance of the data along your first column?",
    ),
    _wrong(
        axes_in_rows,
        "Your axes stand in rows. In this book they are the columns of U, "
        "so that centered samples times U are the new coordinates.",
        "Which shape must U have, so that (n, d) times U is (n, k)?",
    ),
    _wrong(
        rows_of_U,
        "You kept rows of the matrix of eigenvectors. NumPy gives them as "
        "columns; the rows are orthonormal too, but they are other "
        "directions.",
        "Multiply the covariance matrix by what you take for an eigenvector.",
    ),
    _wrong(
        all_of_them,
        "You keep all axes; asked for are the first k.",
        "How many columns should U have?",
    ),
    _wrong(
        one_too_few,
        "Your variances are divided by n − 1. In this book a variance is "
        "the mean of the squares, with n.",
        "What does `np.cov` divide by unless told otherwise?",
    ),
    _wrong(
        not_divided,
        "You did not divide by the number of samples. Twice the data would "
        "give twice the variance.",
        "What is a variance the mean of?",
    ),
    _wrong(
        spreads,
        "You give standard deviations; asked for are the variances, the "
        "eigenvalues themselves.",
        "In which unit are your numbers, cm or cm²?",
    ),
    _wrong(
        singular_values,
        "You give the singular values of the data matrix. The variances "
        "are something made of them.",
        "How does the covariance matrix follow from the data matrix?",
    ),
    _wrong(
        standardized,
        "You divided by the spread of each feature first. That is another "
        "matrix, of correlations, with other axes.",
        "What stands on the diagonal of the covariance matrix?",
    ),
    _wrong(
        stretched_axes,
        "Your axes have the lengths of the spreads. U must only turn, so "
        "its columns have the length 1.",
        "What should the product of U transposed and U be?",
    ),
    _wrong(
        shares,
        "You give the shares of the whole variance; asked for are the "
        "variances themselves.",
        "What is the variance of the data along the first axis?",
    ),
    _wrong(
        rotated_data,
        "In place of the axes you give the rotated data. With the axes one "
        "can turn new data, too.",
        "What has one row per feature, not one per sample?",
    ),
)
