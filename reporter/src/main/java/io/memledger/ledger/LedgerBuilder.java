package io.memledger.ledger;

import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Moment;
import io.memledger.series.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the balance between a recording's first and last moment (METHOD 4.1, KERNEL 2). */
public final class LedgerBuilder {
  private LedgerBuilder() {}

  /** Empty if there is no moment with MemTotal and MemFree. */
  public static Optional<Ledger> build(Recording recording) {
    if (recording.first().isEmpty() || recording.last().isEmpty()) {
      return Optional.empty();
    }
    Moment first = recording.first().get();
    Moment last = recording.last().get();
    boolean vmapStack = recording.vmapStack();
    double[] opening = values(first);
    double[] closing = values(last);
    boolean cut = keepCommon(opening, closing);
    double[] before = Partition.lines(opening, vmapStack);
    double[] after = Partition.lines(closing, vmapStack);
    boolean whole = first.has(Metric.MEM_TOTAL) && first.has(Metric.MEM_FREE);
    if (!whole || !last.has(Metric.MEM_TOTAL) || !last.has(Metric.MEM_FREE)) {
      return Optional.empty();
    }
    Attribution attribution = new Attribution(recording);
    List<Ledger.Line> lines = new ArrayList<>();
    for (Category category : Category.values()) {
      double start = before[category.ordinal()];
      double end = after[category.ordinal()];
      if (!Double.isNaN(start)) {
        lines.add(attribution.line(category, start, end));
      }
    }
    return Optional.of(
        new Ledger(
            first.time(),
            last.time(),
            lines,
            availableDelta(first, last),
            explained(lines),
            notes(recording, first, last, cut)));
  }

  /**
   * Leaves what is known at both ends: a counter that one file lacks did not go from or to 0. What
   * is left out stands in the remainder at both ends.
   *
   * @return whether a counter of meminfo was left out
   */
  private static boolean keepCommon(double[] opening, double[] closing) {
    boolean cut = false;
    for (Metric metric : Metric.values()) {
      int i = metric.ordinal();
      if (Double.isNaN(opening[i]) != Double.isNaN(closing[i])) {
        opening[i] = Double.NaN;
        closing[i] = Double.NaN;
        cut |= metric.isOfMeminfo() && metric != Metric.MEM_AVAILABLE;
      }
    }
    return cut;
  }

  /** NaN where neither moment knows what is available. */
  private static double availableDelta(Moment first, Moment last) {
    for (Metric metric : List.of(Metric.AVAILABLE, Metric.MEM_AVAILABLE)) {
      if (first.has(metric) && last.has(metric)) {
        return last.get(metric).getAsDouble() - first.get(metric).getAsDouble();
      }
    }
    return Double.NaN;
  }

  private static double explained(List<Ledger.Line> lines) {
    double grown = 0;
    for (Ledger.Line line : lines) {
      grown += line.category() == Category.FREE ? 0 : Math.max(0, line.delta());
    }
    double remainder =
        lines.stream()
            .filter(line -> line.category() == Category.UNACCOUNTED || !line.isItemised())
            .mapToDouble(line -> Math.max(0, line.delta()))
            .sum();
    return grown > 0 ? 1 - remainder / grown : Double.NaN;
  }

  private static List<String> notes(Recording recording, Moment first, Moment last, boolean cut) {
    List<String> notes = new ArrayList<>();
    if (cut) {
      notes.add("ledger.note.cut");
    }
    if (recording.host(Metric.VMALLOC_STACK_BYTES).isEmpty()) {
      notes.add(recording.vmapStack() ? "ledger.note.vmap-stack" : "ledger.note.no-vmap-stack");
    }
    noteMissing(notes, first, Metric.PCP_FREE, "ledger.note.no-zoneinfo");
    noteMissing(notes, first, Metric.PERCPU, "ledger.note.no-percpu");
    noteMissing(notes, first, Metric.SHMEM, "ledger.note.no-shmem");
    if (!first.has(Metric.MEM_AVAILABLE)) {
      notes.add("ledger.note.no-available");
    }
    boolean vmalloc =
        first.get(Metric.VMALLOC_USED).orElse(0) > 0 && first.has(Metric.PERCPU)
            || first.has(Metric.VMALLOC_BYTES);
    if (!vmalloc) {
      notes.add("ledger.note.no-vmalloc");
    }
    if (first.get(Metric.MEM_TOTAL).orElse(0) != last.get(Metric.MEM_TOTAL).orElse(0)) {
      notes.add("ledger.note.mem-total-changed");
    }
    return notes;
  }

  private static void noteMissing(List<String> notes, Moment at, Metric metric, String note) {
    if (!at.has(metric)) {
      notes.add(note);
    }
  }

  private static double[] values(Moment moment) {
    double[] values = new double[Metric.values().length];
    for (Metric metric : Metric.values()) {
      // Whole, so that the lines sum to MemTotal as they are written.
      values[metric.ordinal()] = Math.rint(moment.get(metric).orElse(Double.NaN));
    }
    return values;
  }
}
