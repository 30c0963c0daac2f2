"""Ways to a network that must lead nowhere; see ``spies``."""

TCP = """
import socket
for address in (("127.0.0.1", PORT), ("1.1.1.1", 443), ("10.0.0.1", 22),
                ("169.254.169.254", 80)):
    try:
        socket.create_connection(address, timeout=0.5)
        found.append(address)
    except OSError:
        pass
try:
    socket.create_connection(("::1", PORT), timeout=0.5)
    found.append("::1")
except OSError:
    pass
"""
UDP = """
import socket
for address in (("127.0.0.1", PORT), ("8.8.8.8", 53), ("255.255.255.255", 9)):
    try:
        line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        line.settimeout(0.2)
        line.sendto(b"hello", address)
        line.recv(1)
        found.append(address)
    except OSError:
        pass
"""
UNIX = """
import os, socket
for address in ("\\0NAME", "FOLDER/socket", "/run/dbus/system_bus_socket",
                "/var/run/docker.sock", "/tmp/.X11-unix/X0"):
    line = socket.socket(socket.AF_UNIX)
    try:
        line.connect(address)
        found.append(address)
    except OSError:
        pass
    line.close()
"""
DNS = """
import socket
for name in ("example.com", "localhost.localdomain", "python.org"):
    try:
        found.append(socket.gethostbyname(name))
    except OSError:
        pass
"""
STRANGE_SOCKETS = """
import socket
for family in (16, 17, 31, 38, 40, 44):  # netlink, packet, bt, alg, vsock, xdp
    for kind in (1, 2, 3):
        try:
            socket.socket(family, kind)
            found.append(family)
        except OSError:
            pass
try:
    socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)
    found.append("raw")
except OSError:
    pass
"""
