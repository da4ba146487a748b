"""The services and jobs that make.sh records: services.py NAME KIND [ARGUMENTS]. Each is one process."""
import http.server, os, random, signal, socket, sqlite3, subprocess, sys, time, urllib.request

name, kind, rest = sys.argv[1], sys.argv[2], sys.argv[3:]
with open("/proc/self/comm", "w") as comm:
    comm.write(name)
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
MIB = 1 << 20


def ingest(port, after, rate):
    """An HTTP service that needs up to 4 MiB a request; from `after` seconds on it keeps `rate` MiB an hour."""
    kept, began, due = [], time.monotonic(), [0.0]

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = bytearray(random.randrange(64 << 10, 4 << 20))
            body[::4096] = b"x" * len(body[::4096])
            late = time.monotonic() - began - float(after)
            if late > 0:
                owed = late * float(rate) * MIB / 3600
                while due[0] < owed:
                    kept.append(os.urandom(random.randrange(512, 24000)))
                    due[0] += len(kept[-1]) + 33
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_):
            pass

    http.server.HTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()


def redis(connection, pairs):
    """Sets in one pipeline."""
    text = b"".join(
        b"*3\r\n$3\r\nSET\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n" % (len(k), k, len(v), v) for k, v in pairs)
    connection.sendall(text)
    wanted = len(pairs) * 5
    while wanted > 0:
        wanted -= len(connection.recv(wanted))


def memcached(connection, pairs):
    for k, v in pairs:
        connection.sendall(b"set %s 0 0 %d\r\n%s\r\n" % (k, len(v), v))
        connection.recv(64)


def load(services, redis_port, memcached_port, pause="1"):
    """Clients of all services: busy and quiet phases of some minutes, as a day has them."""
    stores, pause = [], float(pause)
    for port in (redis_port, memcached_port):
        stores.append(socket.create_connection(("127.0.0.1", int(port))))
    tick = 0
    while True:
        tick += 1
        busy = 1.0 if (tick * pause // 240) % 2 else 0.4
        if random.random() < busy:
            sessions = [(b"session:%d" % random.randrange(40000), os.urandom(4000).hex().encode())
                        for _ in range(int(70 * busy / pause))]
            redis(stores[0], sessions)
            objects = [(b"object:%d" % random.randrange(30000), os.urandom(2000).hex().encode())
                       for _ in range(int(50 * busy / pause))]
            memcached(stores[1], objects)
            for url in services.split(","):
                for _ in range(random.randrange(1, 3)):
                    try:
                        urllib.request.urlopen("http://127.0.0.1:" + url, timeout=10).read()
                    except OSError:
                        pass
        time.sleep(pause)


def sorting(folder):
    """A sort of 150 MiB in memory, as a nightly export does it."""
    path = os.path.join(folder, "export.txt")
    with open(path, "w") as out:
        for _ in range(60000):
            out.write(os.urandom(1250).hex() + "\n")
    subprocess.run(["sort", "-S", "260M", "-o", path + ".sorted", path], env={"LC_ALL": "C"})
    time.sleep(20)
    os.unlink(path), os.unlink(path + ".sorted")


def table(folder):
    """A report over a database in memory that is built, asked a few times and closed."""
    base = sqlite3.connect(":memory:")
    base.execute("create table sale (day integer, shop integer, amount real, note text)")
    for day in range(60):
        base.executemany("insert into sale values (?, ?, ?, ?)", (
            (day, i % 97, random.random(), "x" * random.randrange(20, 180)) for i in range(18000)))
        time.sleep(0.7)
    for _ in range(5):
        base.execute("select shop, sum(amount), max(note) from sale group by shop").fetchall()
        time.sleep(4)


def small(folder):
    """A small job: a file is written, read and sorted in memory."""
    rows = sorted(os.urandom(40).hex() for _ in range(60000))
    with open(os.path.join(folder, "rows.txt"), "w") as out:
        out.write("\n".join(rows))
    time.sleep(15)


def backup(folder):
    """A backup whose index grows for as long as it runs, and which then ends; it writes a tar as well."""
    index, end = [], time.monotonic() + 170
    tar = subprocess.Popen(
        ["tar", "cf", os.path.join(folder, "backup.tar"), "/usr/share/doc", "/usr/share/perl"],
        stderr=subprocess.DEVNULL)
    while time.monotonic() < end:
        index.append(os.urandom(700000))
        time.sleep(0.4)
    tar.wait()
    os.unlink(os.path.join(folder, "backup.tar"))


def batch(folder, every):
    """The jobs one after the other, one each `every` seconds, each in a process of its own."""
    jobs = ["sorting", "table", "backup"]
    for turn in range(1000):
        began = time.monotonic()
        job = jobs[turn % 3]
        subprocess.run([sys.executable, sys.argv[0], "job-" + job, job, folder])
        time.sleep(max(1.0, float(every) - (time.monotonic() - began)))


def hold(until, rate, cap):
    """Grows by `rate` MiB an hour up to `cap` MiB beside 2 MiB of garbage, and ends at second `until`."""
    kept, began, grown = [], time.monotonic(), 0
    while time.monotonic() - began < float(until):
        owed = min((time.monotonic() - began) * float(rate) / 3600, float(cap)) * MIB
        while grown < owed:
            kept.append(os.urandom(random.randrange(200, 40000)))
            grown += len(kept[-1]) + 33
        os.urandom(random.randrange(1, 2 * MIB))
        time.sleep(random.random() * 4)


try:
    {f.__name__: f for f in (ingest, load, sorting, table, small, backup, batch, hold)}[kind](*rest)
except (ConnectionError, KeyboardInterrupt):
    pass
