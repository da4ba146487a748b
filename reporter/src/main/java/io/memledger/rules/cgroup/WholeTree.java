package io.memledger.rules.cgroup;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the folders of version 1 that a capture has seen are all that the kernel counts. Inside a
 * container they are its own, while /proc/cgroups counts those of the whole machine.
 */
final class WholeTree {
  private static final String ROOT = "/";

  /**
   * The true root holds all file and anonymous memory of the machine, to 0.1 % on real machines of
   * 5.4 and 6.18; its files are read moments apart from meminfo.
   */
  private static final double SAME = 0.1;

  /** What the kernel adds up as the usage of the root of version 1. */
  private static final List<Metric> CHARGED =
      List.of(Metric.ANON_PAGES, Metric.CACHED, Metric.BUFFERS, Metric.SWAP_CACHED);

  private WholeTree() {}

  /** True also where the capture does not tell. */
  static boolean isSeen(Recording recording) {
    return rootHoldsAll(recording) && membersAreSeen(recording);
  }

  private static boolean rootHoldsAll(Recording recording) {
    double root = last(recording, Metric.CG_CURRENT, Subject.named(Subject.Kind.CGROUP, ROOT));
    double host = 0;
    for (Metric metric : CHARGED) {
      double part = last(recording, metric, Subject.HOST);
      // Kernels without a swap cache line have little in it.
      host += Double.isNaN(part) && metric == Metric.SWAP_CACHED ? 0 : part;
    }
    return Double.isNaN(root) || !(host > 0) || Math.abs(root / host - 1) <= SAME;
  }

  private static double last(Recording recording, Metric metric, Subject subject) {
    return recording.series(metric, subject).map(s -> s.last().value()).orElse(Double.NaN);
  }

  /** A path from outside of the tree is what a process shows whose folder is not below its root. */
  private static boolean membersAreSeen(Recording recording) {
    Set<String> folders = new HashSet<>();
    for (TimeSeries one : recording.all(Metric.CG_CURRENT, Subject.Kind.CGROUP)) {
      folders.add(one.subject().name());
    }
    boolean any = false;
    boolean seen = false;
    for (TimeSeries one : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      String path = recording.cgroupOf(one.subject()).orElse(ROOT);
      if (path.startsWith("/..")) {
        return false;
      }
      any |= !path.equals(ROOT);
      seen |= !path.equals(ROOT) && folders.contains(path);
    }
    return seen || !any;
  }
}
