"""The same hub, to try on your own computer: no root, no system users.

All share one password and one account of the system, so that each can read
the others' files. Never open this one to a network: tools/class_hub.py
starts it.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821  JupyterHub puts it here
load_subconfig(  # noqa: F821
    "jupyterhub_config.py", path=str(Path(__file__).parent)
)

CLASS = os.environ["CLASS_FOLDER"]
site, hub, proxy = os.environ["CLASS_PORTS"].split()
c.JupyterHub.bind_url = f"http://127.0.0.1:{site}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{hub}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{proxy}"

c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ["CLASS_PASSWORD"]

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{CLASS}/home/{{username}}"
if os.geteuid() == 0:
    c.Spawner.args.append("--allow-root")
