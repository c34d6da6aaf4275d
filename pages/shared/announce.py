"""Where a room full of browsers finds this server: its address in the local network, and the same as a QR code.

Usage:  python -m pages.shared.announce PORT
"""

import socket
import sys

import segno


def local_address() -> str:
    """This machine's address in its network; its loopback address where it has none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # an address that is nobody's: only the way there is worked out
            return str(asked.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def announce(port: int) -> str:
    """Prints the address and its code; gives the address."""
    link = f"http://{local_address()}:{port}"
    print(f"\nOpen to everybody in this network:  {link}\n")
    segno.make(link, error="l").terminal(compact=True)
    return link


if __name__ == "__main__":
    announce(int(sys.argv[1]))
