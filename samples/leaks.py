"""Leaks that the zoo lacks: leaks.py NAME KIND SECONDS. It holds all it made until it ends."""
import ctypes, os, socket, struct, sys, time

name, kind, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
with open("/proc/self/comm", "w") as comm:
    comm.write(name)
held = []


def tcp():
    """A connection to itself with up to 1 MiB that nobody reads."""
    server = socket.create_server(("127.0.0.1", 0))
    client = socket.create_connection(server.getsockname())
    accepted = server.accept()[0]
    client.setblocking(False)
    try:
        for _ in range(16):
            client.send(b"x" * 65536)
    except BlockingIOError:
        pass
    held.extend((client, accepted))


def percpu():
    """A BPF per-CPU array of 64 entries of 16 KiB (map type 6)."""
    attr = ctypes.create_string_buffer(struct.pack("IIIII", 6, 4, 16384, 64, 0), 128)
    fd = ctypes.CDLL(None, use_errno=True).syscall(321, 0, attr, 128)
    if fd < 0:
        raise OSError(ctypes.get_errno(), "bpf")
    held.append(fd)


make = {"tcp": tcp, "percpu": percpu}[kind]
end = time.monotonic() + seconds
while time.monotonic() < end:
    make()
    time.sleep(1)
