"""Leaks that the zoo lacks: leaks.py NAME KIND SECONDS. It holds all it made until it ends."""
import ctypes, os, signal, socket, struct, sys, time

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


def segments():
    """A System V segment of 1 MiB that nobody stays attached to; all are removed at the end."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.shmat.restype = ctypes.c_void_p
    segment = libc.shmget(0, 1 << 20, 0o1600)
    address = libc.shmat(segment, None, 0)
    ctypes.memset(address, 1, 1 << 20)
    libc.shmdt(ctypes.c_void_p(address))
    held.append(lambda: libc.shmctl(segment, 0, None))


def deleted():
    """A file of 1 MiB in memory that is deleted and stays open."""
    path = "/dev/shm/spool-%d-%d.log" % (os.getpid(), len(held))
    file = open(path, "wb")
    file.write(b"x" * (1 << 20))
    file.flush()
    os.unlink(path)
    held.append(file)


def inotify():
    """Some thousand watches on files of /usr."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not held:
        held.append(libc.inotify_init1(0))
        held.append(os.path.join(root, f).encode() for root, _, fs in os.walk("/usr") for f in fs)
    for _ in range(1500):
        path = next(held[1], None)
        if path:
            libc.inotify_add_watch(held[0], path, 2)


make = {
    "tcp": tcp, "percpu": percpu, "segments": segments, "deleted": deleted, "inotify": inotify
}[kind]
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
end = time.monotonic() + seconds
try:
    while time.monotonic() < end:
        make()
        time.sleep(1)
finally:
    if kind == "segments":
        for remove in held:
            remove()
