package io.memledger.verdict;

import io.memledger.rule.Finding;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.stats.trend.Trend;
import io.memledger.verdict.Exhaustions.End;
import io.memledger.verdict.Verdict.Exhaustion.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a tmpfs mount that fills is full: from then on nothing can be written to it. */
final class MountLimits {
  private MountLimits() {}

  /** Of all mounts that leak; one that has no size of its own ends with the host's memory. */
  static List<End> of(Recording recording, List<Finding> leaks) {
    List<End> ends = new ArrayList<>();
    for (Finding leak : leaks) {
      mount(leak).flatMap(path -> full(recording, leak, path)).ifPresent(ends::add);
    }
    return ends;
  }

  /** Where the mount is that is the culprit. */
  static Optional<String> mount(Finding leak) {
    Subject subject = leak.claim().subject();
    return Optional.of(subject.name()).filter(p -> subject.kind() == Subject.Kind.TMPFS_MOUNT);
  }

  private static Optional<End> full(Recording recording, Finding leak, String path) {
    Subject mount = Subject.named(Subject.Kind.TMPFS_MOUNT, path);
    Optional<TimeSeries> size = recording.series(Metric.MOUNT_SIZE, mount);
    Optional<TimeSeries> used = recording.series(Metric.MOUNT_USED, mount);
    Optional<Trend> own = used.flatMap(Trend::of).filter(t -> t.shape().goesOn() && t.rate() > 0);
    if (size.isEmpty() || own.isEmpty()) {
      return Optional.empty();
    }
    Pace pace = Pace.of(leak);
    // A claim is of all shared memory, of which the mount may be the larger part only.
    double share = Math.min(1, own.get().rate() / pace.rate());
    double headroom = size.get().last().value() - used.get().last().value();
    return Exhaustions.end(recording, Limit.TMPFS, path, headroom, pace.part(share));
  }
}
