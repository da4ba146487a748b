package io.memledger.rules.host;

import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Wording;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.Optional;
import java.util.Set;

/**
 * What the cache of ZFS took or gave back between few looks. It gives memory back when it is asked
 * for, MemAvailable does not count it, and no counter of the kernel has it.
 *
 * @param size its bytes at each look
 */
record ArcChange(TimeSeries size) {
  private static final String SOURCE = "proc/spl/kstat/zfs/arcstats";

  /** Lines inside which it stands. */
  private static final Set<Category> WITHIN = Set.of(Category.UNACCOUNTED, Category.NOT_ITEMISED);

  /** Empty where two looks do not tell. */
  static Optional<ArcChange> of(Recording recording) {
    return compared(recording, Metric.ARC_SIZE).map(ArcChange::new);
  }

  /** Bytes that it took of a line; 0 for lines that it is not in. */
  static double in(Category line, Recording recording) {
    return WITHIN.contains(line) ? of(recording).map(arc -> arc.size().change()).orElse(0.0) : 0;
  }

  /** Bytes by which the part that it would give back grew. */
  static double yields(Recording recording) {
    return compared(recording, Metric.ARC_YIELDS).map(TimeSeries::change).orElse(0.0);
  }

  private static Optional<TimeSeries> compared(Recording recording, Metric metric) {
    return recording.host(metric).filter(s -> s.samples() > 1);
  }

  void tell(FindingBuilder builder, String rule) {
    builder
        .explanation(
            Wording.of(rule + ".explanation.arc")
                .with("from", size.first().value(), Unit.BYTES)
                .with("to", size.last().value(), Unit.BYTES))
        .evidence("ZFS-cache-growth", size.change(), Unit.BYTES, SOURCE);
  }
}
