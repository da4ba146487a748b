/* Leaves SysV messages that nobody reads: messages COUNT BYTES SECONDS HOLD [BATCH]
 * Sends COUNT messages of BYTES each, evenly over SECONDS, waits HOLD seconds, then ends.
 * Prints "begun" when it begins, and "made N" when all are sent. Needs root: it works in an IPC namespace of its own,
 * where queues may be larger, and which goes with the process whatever ends it. */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <time.h>
#include <unistd.h>

#define QUEUE_BYTES (8L << 20)

static volatile sig_atomic_t stop;

static void ended(int number) { (void)number; stop = 1; }

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static int larger_queues(void) {
  if (unshare(CLONE_NEWIPC)) return 0;
  FILE *limit = fopen("/proc/sys/kernel/msgmnb", "w");
  if (!limit) return 0;
  fprintf(limit, "%ld\n", QUEUE_BYTES);
  return !fclose(limit);
}

int main(int count, char **args) {
  if (count < 5) return 2;
  long messages = atol(args[1]);
  size_t bytes = atol(args[2]);
  double seconds = atof(args[3]), hold = atof(args[4]), begun = now();
  struct { long type; char text[8192]; } message = {1, {0}};
  if (bytes > sizeof message.text) return 2;
  struct sigaction on = {0};
  on.sa_handler = ended;
  sigaction(SIGTERM, &on, NULL);
  sigaction(SIGINT, &on, NULL);
  printf("begun\n");
  fflush(stdout);
  int queue = -1, failed = !larger_queues();
  long made = 0;
  while (made < messages && !stop && !failed) {
    double due = seconds > 0 ? (now() - begun) / seconds * messages : messages;
    while (made < messages && made < due && !failed) {
      if (queue < 0 || msgsnd(queue, &message, bytes, IPC_NOWAIT)) {
        queue = msgget(IPC_PRIVATE, 0600 | IPC_CREAT);
        failed = queue < 0 || msgsnd(queue, &message, bytes, IPC_NOWAIT);
      }
      made += !failed;
    }
    usleep(20000);
  }
  printf("made %ld\n", made);
  fflush(stdout);
  for (double until = now() + hold; now() < until && !stop;) usleep(50000);
  return failed;
}
