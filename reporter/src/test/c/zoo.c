/* Programs that really leak, and some that only look so; each is bounded in size and time.
 *
 * usage: zoo KIND SECONDS [RATE] [CAP]
 * RATE is in KiB a second unless the kind says otherwise, CAP in MiB. Every kind ends by itself
 * after SECONDS, or on SIGTERM. What it holds is freed by its end; what would outlive it, it
 * removes.
 *
 *   heap      malloc of 16 KiB at a time
 *   saw-leak  a heap that is collected twelve times; what survives grows
 *   threads   threads never joined, RATE / 100 a second, a stack of 256 KiB each
 *   fds       files opened and never closed, RATE a second
 *   socks     socket pairs never closed, RATE sockets a second
 *   pipes     pipes full of data: pages that no counter of meminfo shows
 *   msgq      System V messages that nobody reads: slab that no process owns
 *   memfd     memory files of 1 MiB
 *   tmpfs     one file in /dev/shm
 *   pgtab     one touched page in each 2 MiB: a page of page tables for every page of data
 *   bpf       BPF array maps of 1 MiB
 * No leaks:
 *   idle, virt (address space that is not touched), warmup (up to CAP, ever more slowly),
 *   step (CAP at once), pgcache (a file on disk)
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/bpf.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096, MIB = 1 << 20 };

static double began;
static long seconds, rate, cap;
static char block[MIB];
static volatile sig_atomic_t stopped;

static void stop(int signal) {
  (void)signal;
  stopped = 1;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static double elapsed(void) { return now() - began; }

static int done(void) { return stopped || elapsed() >= seconds; }

static void nap(double s) {
  struct timespec t = {(time_t)s, (long)((s - (time_t)s) * 1e9)};
  nanosleep(&t, NULL);
}

/* KiB that should be held by now. */
static long budget(void) {
  long due = (long)(elapsed() * rate);
  return due < cap * 1024 ? due : cap * 1024;
}

/* Whether one more of so many a second is due. */
static int due(long have, double per_second, long most) {
  return have < per_second * elapsed() && have < most;
}

static void touch(char *p, size_t bytes) {
  for (size_t i = 0; i < bytes; i += PAGE) p[i] = 1;
}

static void *reserve(size_t bytes, int flags) {
  return mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
}

static void many_files(void) {
  struct rlimit r = {1000000, 1000000};
  setrlimit(RLIMIT_NOFILE, &r);
}

static void idle(void) {
  while (!done()) nap(.5);
}

/* Takes 16 KiB at a time until so many KiB are held. */
static void grow_heap(long *held, long wanted) {
  for (; *held < wanted; *held += 16) memset(malloc(16 * 1024), 1, 16 * 1024);
}

static void heap(void) {
  for (long held = 0; !done(); nap(.1)) grow_heap(&held, budget());
}

/* CAP * (1 - exp(-t / tau)), tau a sixth of the time. */
static void warmup(void) {
  for (long held = 0; !done(); nap(.1))
    grow_heap(&held, (1 - __builtin_exp(-elapsed() / (seconds / 6.0))) * cap * 1024);
}

static void virt(void) {
  for (long held = 0; !done(); nap(.1))
    for (; held < budget() * 16; held += 1024) reserve(MIB, MAP_NORESERVE);
}

static void step(void) {
  for (int taken = 0; !done(); nap(.1)) {
    if (taken || elapsed() <= seconds * 0.4) continue;
    touch(reserve((size_t)cap << 20, 0), (size_t)cap << 20);
    taken = 1;
  }
}

static void saw_leak(void) {
  char *base = reserve((size_t)4 << 30, MAP_NORESERVE);
  double period = seconds / 12.0;
  for (long held = 0; !done(); nap(.1)) {
    double phase = elapsed() / period;
    long wanted = budget() + (long)((phase - (long)phase) * (cap * 1024 / 2));
    if (wanted > held) {
      touch(base + (size_t)held * 1024, (size_t)(wanted - held) * 1024);
      held = wanted;
    } else if (wanted < held - 1024) {
      size_t from = ((size_t)wanted * 1024 + PAGE - 1) & ~(size_t)(PAGE - 1);
      madvise(base + from, (size_t)held * 1024 - from, MADV_DONTNEED);
      held = wanted;
    }
  }
}

static void *sleeper(void *unused) {
  char stack[65536];
  touch(stack, sizeof stack);
  while (!done()) nap(1);
  return unused;
}

static void threads(void) {
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 256 * 1024);
  pthread_t thread;
  for (long n = 0; !done(); nap(.2))
    for (; due(n, rate / 100.0, cap * 20); n++)
      if (pthread_create(&thread, &small, sleeper, NULL)) break;
}

static void fds(void) {
  many_files();
  for (long n = 0; !done(); nap(.1))
    for (; due(n, rate, cap * 1000); n++)
      if (open("/dev/null", O_RDONLY) < 0) break;
}

static void socks(void) {
  many_files();
  int pair[2];
  for (long n = 0; !done(); nap(.1))
    for (; due(n, rate, cap * 1000); n += 2)
      if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0) break;
}

static void pipes(void) {
  many_files();
  for (long held = 0; !done(); nap(.1)) {
    while (held < budget()) {
      int ends[2];
      if (pipe2(ends, O_NONBLOCK) < 0) return idle();
      fcntl(ends[1], F_SETPIPE_SZ, MIB);
      long written = 0;
      for (ssize_t n; (n = write(ends[1], block, sizeof block)) > 0;) written += n;
      if (!written) return idle();
      held += written / 1024;
    }
  }
}

static void msgq(void) {
  static int queues[32000];
  static struct {
    long type;
    char text[3900];
  } message = {1, {0}};
  int count = 0, full = 0;
  for (long held = 0; !done() && !full; nap(.1)) {
    while (held < budget() && !full) {
      int queue = msgget(IPC_PRIVATE, 0600 | IPC_CREAT), sent = 0;
      if (queue < 0) break;
      queues[count++] = queue;
      while (sent < 4000 && msgsnd(queue, &message, sizeof message.text, IPC_NOWAIT) == 0) sent++;
      held += sent * 4;
      full = count >= 32000;
    }
  }
  idle();
  for (int i = 0; i < count; i++) msgctl(queues[i], IPC_RMID, NULL);
}

static void memory_files(void) {
  many_files();
  for (long held = 0; !done(); nap(.1)) {
    for (; held < budget(); held += 1024) {
      int file = syscall(SYS_memfd_create, "cache", 0);
      if (file < 0 || ftruncate(file, MIB)) return idle();
      char *p = mmap(NULL, MIB, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
      touch(p, MIB);
      munmap(p, MIB);
    }
  }
}

static void grow_file(const char *path, int unlink_at_once) {
  int file = open(path, O_CREAT | O_RDWR, 0600);
  if (unlink_at_once) unlink(path);
  for (long held = 0; !done(); nap(.1))
    for (; held < budget(); held += 64)
      if (write(file, block, 65536) <= 0) break;
  if (!unlink_at_once) unlink(path);
}

static void tmpfs(void) {
  char path[64];
  snprintf(path, sizeof path, "/dev/shm/spool-%d.log", getpid());
  grow_file(path, 0);
}

static void pgcache(void) {
  char path[64];
  snprintf(path, sizeof path, "/tmp/zoo-pgcache-%d", getpid());
  grow_file(path, 1);
}

static void pgtab(void) {
  size_t span = (size_t)1 << 40, i = 0;
  char *p = reserve(span, MAP_NORESERVE);
  madvise(p, span, MADV_NOHUGEPAGE);
  for (long held = 0; !done(); nap(.1))
    for (; held < budget(); held += 8) p[i++ << 21] = 1;
}

static void bpf(void) {
  many_files();
  struct rlimit locked = {RLIM_INFINITY, RLIM_INFINITY};
  setrlimit(RLIMIT_MEMLOCK, &locked);
  union bpf_attr a;
  memset(&a, 0, sizeof a);
  a.map_type = BPF_MAP_TYPE_ARRAY;
  a.key_size = 4;
  a.value_size = PAGE;
  a.max_entries = MIB / PAGE;
  for (long held = 0; !done(); nap(.1)) {
    for (; held < budget(); held += 1024) {
      if (syscall(SYS_bpf, BPF_MAP_CREATE, &a, sizeof a) < 0) {
        perror("bpf");
        return idle();
      }
    }
  }
}

static const struct {
  const char *name;
  void (*run)(void);
} KINDS[] = {
    {"heap", heap},     {"saw-leak", saw_leak}, {"threads", threads}, {"fds", fds},
    {"socks", socks},   {"pipes", pipes},       {"msgq", msgq},       {"memfd", memory_files},
    {"tmpfs", tmpfs},   {"pgtab", pgtab},       {"bpf", bpf},         {"idle", idle},
    {"virt", virt},     {"warmup", warmup},     {"step", step},       {"pgcache", pgcache},
};

int main(int count, char **args) {
  if (count < 3) {
    fprintf(stderr, "usage: zoo KIND SECONDS [RATE] [CAP]\n");
    return 2;
  }
  seconds = atol(args[2]);
  rate = count > 3 ? atol(args[3]) : 1024;
  cap = count > 4 ? atol(args[4]) : 200;
  began = now();
  signal(SIGTERM, stop);
  memset(block, 1, sizeof block);
  for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
    if (!strcmp(KINDS[i].name, args[1])) {
      KINDS[i].run();
      return 0;
    }
  }
  fprintf(stderr, "zoo: no kind %s\n", args[1]);
  return 2;
}
