/* floor: the least that a collector can cost: it reads, and keeps nothing. Per sample it opens, reads and closes
 *   /proc/{meminfo,vmstat,slabinfo,stat,buddyinfo,zoneinfo,pressure/{memory,io,cpu},vmallocinfo},
 *   /proc/PID/stat of every process, /proc/PID/{smaps_rollup,status} of the TOP by resident memory.
 *   floor [-n SAMPLES=60] [-i INTERVAL_MS=1000] [-k TOP=30]
 * stderr: the CPU time of a sample in us, median, without the first five. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BUF (1 << 20)
#define MAXPID 65536
#define MAXTOP 1024
static const char *host[] = { "meminfo", "vmstat", "slabinfo", "stat", "buddyinfo", "zoneinfo",
    "pressure/memory", "pressure/io", "pressure/cpu", "vmallocinfo" };
static char buf[BUF];
static int npid, pids[MAXPID], top = 30;

static double cpu_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static ssize_t slurp(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    ssize_t n, got = 0;
    while (got < BUF && (n = read(fd, buf + got, BUF - got)) > 0) got += n;
    close(fd);
    return got;
}

static void list(void) {
    DIR *d = opendir("/proc");
    struct dirent *e;
    npid = 0;
    while ((e = readdir(d)) && npid < MAXPID)
        if (e->d_name[0] >= '0' && e->d_name[0] <= '9') pids[npid++] = atoi(e->d_name);
    closedir(d);
}

static long rss_of(size_t n) { /* field 24; the name may hold blanks and ')' */
    const char *p = memrchr(buf, ')', n), *end = buf + n;
    for (int f = 2; p && p < end && f < 24; f++) p = memchr(p + 1, ' ', end - p - 1);
    return p ? atol(p + 1) : 0;
}

static void sample(void) {
    char path[64];
    static long rss[MAXTOP];
    static int large[MAXTOP];
    int found = 0;
    for (size_t i = 0; i < sizeof host / sizeof *host; i++) {
        snprintf(path, sizeof path, "/proc/%s", host[i]);
        slurp(path);
    }
    list();
    for (int i = 0; i < npid; i++) {
        snprintf(path, sizeof path, "/proc/%d/stat", pids[i]);
        ssize_t n = slurp(path);
        long r = n > 0 ? rss_of(n) : 0;
        if (r > 0 && (found < top || r > rss[found - 1])) {
            int k = found < top ? found++ : found - 1;
            for (; k > 0 && rss[k - 1] < r; k--) rss[k] = rss[k - 1], large[k] = large[k - 1];
            rss[k] = r, large[k] = pids[i];
        }
    }
    for (int i = 0; i < 2 * found; i++) {
        snprintf(path, sizeof path, "/proc/%d/%s", large[i % found], i < found ? "smaps_rollup" : "status");
        slurp(path);
    }
}

static int cmp(const void *a, const void *b) {
    double x = *(double *)a, y = *(double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    int n = 60, o;
    long every = 1000;
    while ((o = getopt(argc, argv, "n:i:k:")) > 0)
        if (o == 'n') n = atoi(optarg);
        else if (o == 'i') every = atol(optarg);
        else if (o == 'k') top = atoi(optarg) > MAXTOP ? MAXTOP : atoi(optarg);
        else return 2;
    double *us = calloc(n, sizeof *us);
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    for (int s = 0; s < n; s++) {
        double before = cpu_us();
        sample();
        us[s] = cpu_us() - before;
        next.tv_sec += every / 1000, next.tv_nsec += every % 1000 * 1000000;
        if (next.tv_nsec >= 1000000000) next.tv_sec++, next.tv_nsec -= 1000000000;
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, 0);
    }
    int cut = n > 10 ? 5 : 0;
    qsort(us + cut, n - cut, sizeof *us, cmp);
    fprintf(stderr, "%.1f us of CPU a sample\n", us[cut + (n - cut) / 2]);
    return 0;
}
