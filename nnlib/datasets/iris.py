"""150 iris flowers: four lengths, three species."""

import numpy as np


def load_iris() -> tuple[np.ndarray, np.ndarray]:
    """The iris data: 150 flowers, 4 lengths in cm, 3 species of 50 each.

    Columns: sepal length, sepal width, petal length, petal width. Labels:
    0 setosa, 1 versicolor, 2 virginica. The copy is scikit-learn's, which
    has rows 35 and 38 (the 35th and the 38th flower) as in the paper; many
    copies in circulation have them wrong.

    Shapes:
        X ``(150, 4)``, y ``(150,)``.

    Raises:
        ModuleNotFoundError: when scikit-learn is not installed.

    Example:
        >>> X, y = load_iris()
        >>> X.shape, np.bincount(y).tolist()
        ((150, 4), [50, 50, 50])

    Book: MNIST.
    Source: Fisher, The use of multiple measurements in taxonomic problems,
    Annals of Eugenics 7 (1936).
    """
    try:
        from sklearn import datasets
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "load_iris: the flowers are inside scikit-learn, which is not "
            "installed. Type: pip install scikit-learn",
            name=error.name,
        ) from error
    X, y = datasets.load_iris(return_X_y=True)
    return X.astype(np.float64), y.astype(int)
