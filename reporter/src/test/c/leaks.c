/* Programs that really leak what zoo.c does not: kernel objects, sockets, cgroups.
 *
 * usage: leaks KIND SECONDS [RATE] [CAP]
 * RATE is in things a second unless the kind says KiB; CAP is the most of them (MiB where the rate
 * is KiB). Every kind ends by itself after SECONDS, or on SIGTERM, and takes with it whatever would
 * outlive it (SysV segments, cgroups, a mount). Needs root.
 *
 *   saw        a heap that is collected every 6 s; what survives grows (KiB), CAP MiB at its peak
 *   tcp        loopback TCP connections never closed, both ends here
 *   tcp-unread the same, each with RATE KiB/s of data that nobody reads shared between them
 *   unix-unread unix socket pairs full of data that nobody reads (KiB)
 *   pipe-empty pipes never closed, nothing in them
 *   eventfd, timerfd, epoll  descriptors of that kind, never closed
 *   shm        SysV segments of 1 MiB, touched, detached, never removed (KiB)
 *   deleted    a file in /dev/shm that is unlinked, held open, and grows (KiB)
 *   memfd-one  one memfd that grows (KiB)
 *   inotify    watches on a few files; the files are there before the leak begins
 *   timers     POSIX timers never deleted
 *   zombies    children that end and are never waited for
 *   workers    children of 2 MiB each that never leave
 *   percpu     BPF per-CPU array maps never closed (KiB, counted over all CPUs)
 *   cgroup     heap growth inside a memory cgroup of v1 with a limit of CAP MiB (KiB)
 *   dying      memory cgroups of v1 removed while a page of shared memory keeps each alive
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096, MIB = 1 << 20 };

static double began;
static long seconds, rate, cap;
static volatile sig_atomic_t stopped;

static void stop(int signal) {
  (void)signal;
  stopped = 1;
}

static double elapsed(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9 - began;
}

static int over(void) { return stopped || elapsed() >= seconds; }

/* How many should be held by now. */
static long due(long most) {
  long now = (long)(elapsed() * rate);
  return now < most ? now : most;
}

static void rest(void) { usleep(100 * 1000); }

static void hold(void) {
  while (!over()) rest();
}

static void fail(const char *what) {
  fprintf(stderr, "leaks: %s: %s\n", what, strerror(errno));
  hold();
}

/* Calls make() until as many are held as are due; stops making when it fails. */
static void keep(int (*make)(void)) {
  for (long held = 0; !over(); rest()) {
    for (; held < due(cap); held++) {
      if (make() < 0) return fail("the next one");
    }
  }
}

/* Likewise for kinds whose rate is in KiB and whose things have a size. */
static void keep_kib(long each, int (*make)(void)) {
  for (long held = 0; !over(); rest()) {
    for (; held < due(cap * 1024); held += each) {
      if (make() < 0) return fail("the next one");
    }
  }
}

static void touch(char *at, size_t bytes) {
  for (size_t i = 0; i < bytes; i += PAGE) at[i] = 1;
}

static int write_text(const char *path, const char *text) {
  int f = open(path, O_WRONLY);
  if (f < 0) return -1;
  long n = write(f, text, strlen(text));
  close(f);
  return n < 0 ? -1 : 0;
}

/* --- a collected heap --- */

/* Grows to CAP MiB above what survives, gives that back at once, every 6 s. */
static void saw(void) {
  const double tooth = 6;
  size_t span = (size_t)4 << 30, held = 0;
  char *heap = mmap(NULL, span, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  for (; !over(); rest()) {
    double teeth = elapsed() / tooth;
    size_t survives = (size_t)(elapsed() * rate * 1024);
    size_t wanted = survives + (size_t)((teeth - (long)teeth) * cap * MIB);
    wanted -= wanted % PAGE;
    if (wanted > held) touch(heap + held, wanted - held);
    if (wanted < held) madvise(heap + wanted, held - wanted, MADV_DONTNEED);
    held = wanted;
  }
}

/* --- sockets and other descriptors --- */

static int listening(struct sockaddr_in *at) {
  socklen_t size = sizeof *at;
  int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  memset(at, 0, sizeof *at);
  at->sin_family = AF_INET;
  at->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(s, (struct sockaddr *)at, sizeof *at);
  listen(s, 512);
  getsockname(s, (struct sockaddr *)at, &size);
  return s;
}

static int server = -1, writer = -1;
static struct sockaddr_in server_at;

/* One listener serves at most 25,000 connections: the range of local ports is limited. */
static int tcp(void) {
  static long made;
  if (server < 0 || ++made % 25000 == 0) server = listening(&server_at);
  writer = socket(AF_INET, SOCK_STREAM, 0);
  if (writer < 0 || connect(writer, (struct sockaddr *)&server_at, sizeof server_at)) return -1;
  return accept(server, NULL, NULL);
}

static char block[64 * 1024];

static int tcp_unread(void) {
  if (tcp() < 0) return -1;
  fcntl(writer, F_SETFL, O_NONBLOCK);
  return write(writer, block, sizeof block) < 0 ? -1 : 0;
}

static int unix_unread(void) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair)) return -1;
  return write(pair[0], block, sizeof block) < 0 ? -1 : 0;
}

static int pipe_empty(void) {
  int pair[2];
  return pipe(pair);
}

static int event(void) { return eventfd(0, 0); }

static int timer_descriptor(void) { return timerfd_create(CLOCK_MONOTONIC, 0); }

static int poll_descriptor(void) { return epoll_create1(0); }

static int timer(void) {
  timer_t id;
  struct sigevent none = {.sigev_notify = SIGEV_NONE};
  return timer_create(CLOCK_MONOTONIC, &none, &id);
}

/* --- shared memory --- */

static int segments[4096], made_segments;

static int segment(void) {
  if (made_segments == 4096) return -1;
  int id = shmget(IPC_PRIVATE, MIB, IPC_CREAT | 0600);
  if (id < 0) return -1;
  segments[made_segments++] = id;
  char *at = shmat(id, NULL, 0);
  if (at == (void *)-1) return -1;
  touch(at, MIB);
  return shmdt(at);
}

static void shm(void) {
  keep_kib(1024, segment);
  while (made_segments > 0) shmctl(segments[--made_segments], IPC_RMID, NULL);
}

static int gone = -1;

static int grow_deleted(void) { return write(gone, block, sizeof block) < 0 ? -1 : 0; }

static void deleted(void) {
  char path[64];
  snprintf(path, sizeof path, "/dev/shm/leaks-%d", getpid());
  gone = open(path, O_CREAT | O_RDWR, 0600);
  unlink(path);
  keep_kib(64, grow_deleted);
}

static void memfd_one(void) {
  gone = (int)syscall(SYS_memfd_create, "journal", 0);
  keep_kib(64, grow_deleted);
}

/* --- watches --- */

enum { WATCHED = 2000 };
static char watched[64];

/* Instances are few (128 a user) and files slow to make: each instance watches every file. */
static int watch(void) {
  static long n;
  static int notifier;
  char path[96];
  if (n % WATCHED == 0) notifier = inotify_init();
  snprintf(path, sizeof path, "%s/%ld", watched, n++ % WATCHED);
  return inotify_add_watch(notifier, path, IN_MODIFY);
}

static void inotify(void) {
  snprintf(watched, sizeof watched, "/tmp/leaks-watched-%d", getpid());
  mkdir(watched, 0700);
  if (mount("leaks", watched, "tmpfs", 0, "size=1m")) return fail("mount");
  for (long n = 0; n < WATCHED; n++) {
    char path[96];
    snprintf(path, sizeof path, "%s/%ld", watched, n);
    close(open(path, O_CREAT | O_WRONLY, 0600));
  }
  keep(watch);
  umount2(watched, MNT_DETACH);
  rmdir(watched);
}

/* --- processes --- */

static int zombie(void) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  return child;
}

static int worker(void) {
  pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    char *own = mmap(NULL, 2 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    touch(own, 2 * MIB);
    for (;;) pause();
  }
  return child;
}

/* --- BPF --- */

static int percpu_map(void) {
  union bpf_attr map;
  memset(&map, 0, sizeof map);
  map.map_type = BPF_MAP_TYPE_PERCPU_ARRAY;
  map.key_size = 4;
  map.value_size = 4096;
  map.max_entries = 64;
  return (int)syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map);
}

/* --- cgroups --- */

#define MEMORY "/sys/fs/cgroup/memory"

static int chunk(void) {
  char *own = mmap(NULL, 64 * 1024, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (own == MAP_FAILED) return -1;
  touch(own, 64 * 1024);
  return 0;
}

static void cgroup(void) {
  char path[96], file[128], text[32];
  snprintf(path, sizeof path, MEMORY "/leaks-limited-%d", getpid());
  if (mkdir(path, 0755)) return fail(path);
  snprintf(file, sizeof file, "%s/memory.limit_in_bytes", path);
  snprintf(text, sizeof text, "%ld", cap * MIB);
  write_text(file, text);
  snprintf(file, sizeof file, "%s/cgroup.procs", path);
  snprintf(text, sizeof text, "%d", getpid());
  write_text(file, text);
  cap = cap * 9 / 10; /* its own end comes before the kernel's */
  keep_kib(64, chunk);
  write_text(MEMORY "/cgroup.procs", text);
  rmdir(path);
}

static char pinning[64];

/* A child inside the new group writes a page of shared memory, which stays charged to it. */
static int dying_cgroup(void) {
  static long n;
  char path[96], procs[128], text[32];
  snprintf(path, sizeof path, MEMORY "/leaks-dying-%d-%ld", getpid(), n++);
  if (mkdir(path, 0755)) return -1;
  snprintf(procs, sizeof procs, "%s/cgroup.procs", path);
  snprintf(text, sizeof text, "%d", getpid());
  if (write_text(procs, text)) return -1;
  int f = open(pinning, O_CREAT | O_APPEND | O_WRONLY, 0600);
  long done = write(f, block, PAGE);
  close(f);
  write_text(MEMORY "/cgroup.procs", text);
  return rmdir(path) || done < 0 ? -1 : 0;
}

static void dying(void) {
  snprintf(pinning, sizeof pinning, "/dev/shm/leaks-pinning-%d", getpid());
  keep(dying_cgroup);
  unlink(pinning);
}

/* --- which --- */

static int (*const made[])(void) = {tcp,   pipe_empty, event,  timer_descriptor, poll_descriptor,
                                    timer, zombie,     worker};
static const char *const made_names[] = {"tcp",   "pipe-empty", "eventfd", "timerfd", "epoll",
                                         "timers", "zombies",    "workers"};

static int run(const char *kind) {
  for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
    if (!strcmp(kind, made_names[i])) return keep(made[i]), 0;
  }
  if (!strcmp(kind, "tcp-unread")) return keep_kib(64, tcp_unread), 0;
  if (!strcmp(kind, "unix-unread")) return keep_kib(64, unix_unread), 0;
  if (!strcmp(kind, "percpu")) return keep_kib(256 * sysconf(_SC_NPROCESSORS_CONF), percpu_map), 0;
  if (!strcmp(kind, "saw")) return saw(), 0;
  if (!strcmp(kind, "shm")) return shm(), 0;
  if (!strcmp(kind, "deleted")) return deleted(), 0;
  if (!strcmp(kind, "memfd-one")) return memfd_one(), 0;
  if (!strcmp(kind, "inotify")) return inotify(), 0;
  if (!strcmp(kind, "cgroup")) return cgroup(), 0;
  if (!strcmp(kind, "dying")) return dying(), 0;
  fprintf(stderr, "leaks: no kind %s\n", kind);
  return 2;
}

static const int limits[] = {RLIMIT_NOFILE, RLIMIT_MEMLOCK, RLIMIT_SIGPENDING, RLIMIT_NPROC};

int main(int count, char **given) {
  if (count < 3) {
    fprintf(stderr, "usage: leaks KIND SECONDS [RATE] [CAP]\n");
    return 2;
  }
  seconds = atol(given[2]);
  rate = count > 3 ? atol(given[3]) : 100;
  cap = count > 4 ? atol(given[4]) : 1000;
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    struct rlimit most;
    getrlimit(limits[i], &most);
    most.rlim_cur = most.rlim_max; /* as far as it may without CAP_SYS_RESOURCE */
    setrlimit(limits[i], &most);
  }
  struct sigaction ends = {.sa_handler = stop};
  sigaction(SIGTERM, &ends, NULL);
  sigaction(SIGINT, &ends, NULL);
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  began = t.tv_sec + t.tv_nsec / 1e9;
  return run(given[1]);
}
