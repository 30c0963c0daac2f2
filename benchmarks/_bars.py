"""The picture of a speed benchmark: one panel of bars per workload."""

from __future__ import annotations

from pathlib import Path


def plot(done: dict, path: Path) -> None:
    """Draw the ratios of all workloads into a file."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    from nnlib.viz.style import use_style

    use_style()
    names = list(done["workloads"])
    figure, axes = plt.subplots(
        len(names), figsize=(7, 2.4 * len(names)), layout="constrained"
    )
    for ax, name in zip(axes, names, strict=True):
        bars(done["workloads"][name]["results"], ax)
        ax.set_title(f"{name}: {done['workloads'][name]['title']}")
    figure.savefig(path, metadata={"Software": None})
    plt.close(figure)


def bars(results: dict[str, dict], ax) -> None:
    """One bar for each contender that took part, nnlib's marked."""
    from nnlib.viz.style import COLORS

    shown = {c: r["ratio"] for c, r in results.items() if "ratio" in r}
    colors = [
        COLORS["model"] if c == "nnlib" else COLORS["muted"] for c in shown
    ]
    ax.barh(list(shown), list(shown.values()), color=colors)
    for place, ratio in enumerate(shown.values()):
        # behind the line at 1, which would cross it
        ax.text(max(ratio, 1) * 1.04, place, f"{ratio:.2f}", va="center")
    ax.axvline(1, color=COLORS["ink"], linewidth=1)
    ax.set_xscale("log")
    ax.set_xlim(0.2, max(3.0, *shown.values()) * 1.6)
    ticks = [t for t in (0.25, 0.5, 1, 2, 5, 10, 20) if t < ax.get_xlim()[1]]
    ax.set_xticks(ticks, [f"{t:g}" for t in ticks])
    ax.set_xticks([], minor=True)
    ax.invert_yaxis()
    ax.set_xlabel("time relative to nnlib")
