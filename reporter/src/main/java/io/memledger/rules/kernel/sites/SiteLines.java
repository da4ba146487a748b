package io.memledger.rules.kernel.sites;

import io.memledger.rule.Shares;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.util.List;
import java.util.Optional;

/** The lines of the ledger on which memory of the kernel's own code stands, and how they grew. */
final class SiteLines {
  static final List<Category> ALL =
      List.of(Category.SLAB_UNRECLAIMABLE, Category.UNACCOUNTED, Category.VMALLOC, Category.PERCPU);

  private SiteLines() {}

  /** The line that grew most alike between two times; empty where none did by half to twice. */
  static Optional<Category> alike(Recording recording, double from, double to, double rise) {
    Category best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Category line : ALL) {
      double grown = rise(recording, line, from, to);
      double apart = Math.abs(Math.log(grown / rise));
      if (Shares.areSame(grown, rise) && apart < least) {
        best = line;
        least = apart;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Bytes by which a line grew between two times; NaN where the capture does not tell. */
  static double rise(Recording recording, Category line, double from, double to) {
    return recording
        .host(Metric.ofLine(line))
        .filter(s -> s.size() > 1)
        .map(s -> SeriesTools.rise(s, from, to))
        .orElse(Double.NaN);
  }
}
