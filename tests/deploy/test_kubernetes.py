"""What can be said of the cluster's files without a cluster."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "deploy" / "kubernetes"
GRADING = list(yaml.safe_load_all((FOLDER / "grading.yaml").read_text()))
HUB = yaml.safe_load((FOLDER / "hub.yaml").read_text())
CONTAINERFILE = (FOLDER / "Containerfile").read_text()


def parts(tree: Any, key: str) -> Iterator[Any]:
    """Everything that stands under this key, however deep."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == key:
                yield value
            yield from parts(value, key)
    elif isinstance(tree, list):
        for value in tree:
            yield from parts(value, key)


CONTAINERS = [c for several in parts(GRADING, "containers") for c in several]


@pytest.mark.parametrize("container", CONTAINERS, ids=lambda c: c["name"])
def test_a_container_is_bounded_and_has_no_rights(container):
    for amounts in (container["resources"]["requests"],) + (
        container["resources"]["limits"],
    ):
        assert {"cpu", "memory"} <= set(amounts)
    rights = container["securityContext"]
    assert rights["allowPrivilegeEscalation"] is False
    assert rights["capabilities"] == {"drop": ["ALL"]}


def test_no_pod_runs_as_root_or_talks_to_the_cluster():
    pods = [p for p in parts(GRADING, "spec") if "containers" in p]
    assert len(pods) == 3
    for pod in pods:
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["runAsUser"] == 1000
        assert pod["automountServiceAccountToken"] is False


def test_hub_and_graders_have_one_image_with_a_version():
    image = HUB["singleuser"]["image"]
    named = f"{image['name']}:{image['tag']}"
    assert {c["image"] for c in CONTAINERS} == {named}
    project = (ROOT / "pyproject.toml").read_text()
    assert f'version = "{image["tag"]}"' in project


def test_no_secret_stands_in_the_files():
    for text in map(str, (HUB, GRADING)):
        assert "password" not in text.lower()
    variables = HUB["hub"]["extraEnv"]
    assert {"OAUTH_CLIENT_ID", "OAUTH_CLIENT_SECRET"} <= set(variables)
    given = [*variables.values(), *next(parts(GRADING, "env"))]
    for variable in given:
        assert "secretKeyRef" in variable["valueFrom"]


def test_nobody_may_talk_unless_a_policy_says_so():
    policies = {
        d["metadata"]["name"]: d["spec"]
        for d in GRADING
        if d["kind"] == "NetworkPolicy"
    }
    nothing = policies.pop("nothing")
    assert nothing["podSelector"] == {}
    assert set(nothing) == {"podSelector", "policyTypes"}
    everywhere = [b["cidr"] for b in parts(policies, "ipBlock")]
    assert all(not cidr.endswith("/0") for cidr in everywhere)
    student = HUB["singleuser"]["networkPolicy"]
    assert student["enabled"]
    assert not any(student["egressAllowRules"].values())


def test_the_command_of_the_job_exists():
    from nncheck.classroom.command import parser

    (job,) = [d for d in GRADING if d["kind"] == "Job"]
    (container,) = job["spec"]["template"]["spec"]["containers"]
    program, verb, *words = container["args"]
    assert (program, verb) == ("nncheck", "class")
    options = parser().parse_args(words)
    (service,) = [d for d in GRADING if d["kind"] == "Service"]
    port = service["spec"]["ports"][0]["port"]
    assert options.scheduler == f"tcp://{service['metadata']['name']}:{port}"
    assert options.gradebook == "$(GRADEBOOK)"
    mount = container["volumeMounts"][0]["mountPath"]
    assert options.course == mount


def test_the_image_is_made_from_what_is_here_and_not_by_root():
    assert re.findall(r"^USER (.+)$", CONTAINERFILE, re.M) == ["1000"]
    for image in re.findall(r"^FROM (\S+)", CONTAINERFILE, re.M):
        assert re.search(r":\d+\.\d+\.\d+-", image), image
    copies = re.findall(r"^COPY (?!--from)(.+)$", CONTAINERFILE, re.M)
    sources = [name for line in copies for name in line.split()[:-1]]
    assert sources
    for name in sources:
        assert (ROOT / name).exists(), name


def test_the_version_of_the_chart_is_told():
    text = (ROOT / "deploy" / "README.md").read_text()
    (version,) = re.findall(
        r"--version (\S+)", (FOLDER / "hub.yaml").read_text()
    )
    assert version in text
