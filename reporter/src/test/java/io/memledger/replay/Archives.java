package io.memledger.replay;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.archive.TarBytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Warning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small archives for tests, and what they must read as. */
final class Archives {
  static final String TOP = "memledger-box-20261123T040305Z/";

  /** 2026-11-23T04:03:05Z. */
  static final long EPOCH = 1_795_406_585L;

  private Archives() {}

  /** Stamp of a snapshot, seconds after the first. */
  static String at(int seconds) {
    return TOP + (EPOCH + seconds) + "/";
  }

  static String meminfo(long freeKib) {
    return "MemTotal:        1000000 kB\nMemFree:         "
        + freeKib
        + " kB\nMemAvailable:     "
        + (freeKib + 1000)
        + " kB\nSlab:               9000 kB\nSReclaimable:       4000 kB\nSUnreclaim:         5000"
        + " kB\n";
  }

  static String uptime(double seconds) {
    return seconds + "0 7.00\n";
  }

  static String process(int pid, String comm, int start, long pages) {
    return pid
        + " ("
        + comm
        + ") S 1 1 1 0 -1 4194304 1 0 0 0 1 1 0 0 20 0 3 0 "
        + start
        + " "
        + 8192 * pages
        + " "
        + pages
        + " 1844674407370955 1 1 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0\n";
  }

  /** A capture of some snapshots, 5 seconds apart, in which free memory falls by 100 kB each. */
  static TarBytes capture(int snapshots) {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < snapshots; i++) {
      tar.file(at(i * 5) + "proc/meminfo", meminfo(500_000 - 100L * i));
      tar.file(at(i * 5) + "proc/uptime", uptime(1000 + i * 5));
      tar.file(at(i * 5) + "proc/pids/stat", process(7, "web", 300, 50 + i));
    }
    return tar;
  }

  static Recording read(Path folder, byte[] archive) {
    return read(folder, archive, Limits.defaults());
  }

  static Recording read(Path folder, byte[] archive, Limits limits) {
    return Replay.run(write(folder, archive), limits, Progress.NONE);
  }

  static Path write(Path folder, byte[] archive) {
    try {
      return Files.write(folder.resolve("memledger-box.tar.gz"), archive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TimeSeries host(Recording recording, Metric metric) {
    return recording.host(metric).orElseThrow();
  }

  static List<TimeSeries> processes(Recording recording, Metric metric) {
    return recording.all(metric, Subject.Kind.PROCESS);
  }

  static boolean warns(Recording recording, Warning.Kind kind) {
    return recording.archive().warnings().stream().anyMatch(one -> one.kind() == kind);
  }

  /** How often a thing was noticed, or how many of it there are. */
  static long warned(Recording recording, Warning.Kind kind) {
    return recording.archive().warnings().stream()
        .filter(one -> one.kind() == kind)
        .mapToLong(one -> (Long) one.args().get(0))
        .sum();
  }
}
