package io.memledger.rules.process;

import io.memledger.rules.RealCapture;

/** The stat lines of 223 real processes of a desktop on kernel 3.19, over and over again. */
final class RealStats {
  static final String PATH = "proc/pids/stat";

  /** Resident size 190,967 pages, 50 threads. */
  static final long FIREFOX = 4164;

  /** Numbers of fields in proc_pid_stat(5). */
  static final int THREADS = 20;

  static final int SIZE = 23;
  static final int RESIDENT = 24;

  private RealStats() {}

  /** One snapshot every 2 s. */
  static RealCapture of(int snapshots) {
    String stats = RealCapture.stats("pcp/procpid-3.19.0-root-002");
    return RealCapture.repeated("hotsos/kubernetes-5.4", snapshots, 2, "proc/meminfo")
        .with(PATH, stats);
  }
}
