package io.memledger.rules.process;

import io.memledger.rules.RealCapture;

/** The stat lines of all processes of a real Debian on kernel 6.1, over and over again. */
final class RealStats {
  static final String PATH = "proc/pids/stat";

  /** Resident size 11,310 pages, 6 threads. */
  static final long PROMETHEUS = 202;

  /** Numbers of fields in proc_pid_stat(5). */
  static final int THREADS = 20;

  static final int SIZE = 23;
  static final int RESIDENT = 24;

  private RealStats() {}

  /** One snapshot every 2 s. */
  static RealCapture of(int snapshots) {
    return RealCapture.repeated("6.1-cloud-x86_64", snapshots, 2, "proc/meminfo", PATH);
  }
}
