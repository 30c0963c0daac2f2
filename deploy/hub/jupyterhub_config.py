"""A JupyterHub for one class on one computer. Read it; it is short.

    sudo CLASS_FOLDER=/srv/class .venv/bin/jupyterhub \
        -f deploy/hub/jupyterhub_config.py

Every student is an ordinary user of the system, whose files the others
cannot read. The hub runs as root, because only root may start a program as
somebody else; the students' programs never do.
"""

import os
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
CLASS = Path(os.environ.get("CLASS_FOLDER", "/srv/class"))

ADDRESS_SPACE = 4_000_000_000  # bytes, for each program of a student
PROCESSES = 200  # programs and threads of one student
IDLE = 3600  # seconds until a forgotten server gives its memory back


def names(file):
    """The names in a file, one a line."""
    return set((CLASS / file).read_text().split())


c = get_config()  # noqa: F821  JupyterHub puts it here

# Who: the names in two files. What is not set here asks for the password of
# the system (PAM); README.md tells the other ways.
c.Authenticator.allowed_users = names("students.txt")
c.Authenticator.admin_users = names("teachers.txt")

# Where: on this computer alone. A web server in front adds HTTPS; without it
# passwords would travel in clear text.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.ConfigurableHTTPProxy.command = [
    str(PROJECT / "node_modules/.bin/configurable-http-proxy")
]

# What the hub remembers: who is logged in, no notebooks and no grades.
c.JupyterHub.db_url = f"sqlite:///{CLASS}/hub/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = f"{CLASS}/hub/cookie_secret"
c.ConfigurableHTTPProxy.pid_file = f"{CLASS}/hub/proxy.pid"

# A student's server: JupyterLab within limits, gone when it is forgotten.
limits = [f"--as={ADDRESS_SPACE}", f"--nproc={PROCESSES}"]
c.Spawner.cmd = [f"{sys.prefix}/bin/jupyterhub-singleuser"]
if shutil.which("prlimit"):
    c.Spawner.cmd = ["prlimit", *limits, *c.Spawner.cmd]
c.Spawner.args = [
    f"--ServerApp.shutdown_no_activity_timeout={IDLE}",
    f"--MappingKernelManager.cull_idle_timeout={IDLE}",
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
]
c.Spawner.default_url = "/lab"
c.Spawner.http_timeout = 120  # seconds; all come at the same minute
c.Spawner.environment = {
    "CLASS_FOLDER": str(CLASS),
    "JUPYTER_CONFIG_PATH": str(HERE),  # nbgrader_config.py, beside this file
    "OPENBLAS_NUM_THREADS": "1",  # thirty students share the processors
    "PATH": f"{sys.prefix}/bin:{os.environ['PATH']}",  # nbgrader, nncheck
}
