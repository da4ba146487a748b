package io.memledger.rules.kernel.slab;

import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.rules.kernel.knowledge.CacheGroups;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.util.Optional;

/**
 * What reclaim did to a growing reclaimable cache (METHOD 3.9): a leak is only what it looked at
 * and could not shrink, or what is in use.
 *
 * @param scanned objects that reclaim looked at in the window; NaN if not captured
 * @param dropped times that somebody asked the kernel to drop slab caches; NaN if not captured
 * @param shrank bytes by which the cache fell in those parts of the window in which reclaim ran
 * @param grew bytes by which it grew in the window
 * @param lasted share of the capture in which it grew
 * @param objects of the reclaimable caches at the window's end; NaN without slabinfo
 * @param available share of memory that was available at the least; NaN if not known
 * @param dentries new directory entries in the window; NaN if not captured
 * @param inUse of them, in use at its end
 */
record Reclaim(
    double scanned,
    double dropped,
    double shrank,
    double grew,
    double lasted,
    double objects,
    double available,
    double dentries,
    double inUse) {
  /** Fewer objects scanned are no episode of reclaim. */
  private static final double SCANNED = 10_000;

  /** Of all objects, that reclaim must have looked at for its failure to mean anything. */
  private static final double LOOKED_AT = 0.05;

  /**
   * Of the capture: a backup that reads every file once also outruns reclaim, but ends; what is
   * pinned grows all the time.
   */
  private static final double MOST_OF_THE_TIME = 0.5;

  /** What reclaim took back of the growth: more, and the cache is no leak. */
  private static final double TAKEN_BACK = 0.1;

  /** Parts of the window whose levels are compared. */
  private static final int PARTS = 16;

  /** With less of memory available the kernel shrinks these caches. */
  private static final double LITTLE = 0.1;

  /** Of new entries: a walk through folders leaves about half of its entries in use by others. */
  private static final double PINNED = 0.8;

  /** Fewer new entries are the stir of a machine. */
  private static final double FEWEST_DENTRIES = 2_000;

  static Reclaim of(Recording recording, Family.Member line) {
    double from = line.trend().from();
    double to = line.trend().to();
    double dentries = rise(recording, Metric.DENTRIES, from, to);
    return new Reclaim(
        rise(recording, Metric.SLABS_SCANNED, from, to),
        rise(recording, Metric.DROP_SLAB, from, to),
        fallWhileScanned(recording, line.series(), from),
        line.trend().rise(),
        line.trend().span() / recording.span(),
        objects(recording),
        least(recording, from),
        dentries,
        dentries - rise(recording, Metric.DENTRIES_UNUSED, from, to));
  }

  boolean isResisted() {
    return survivedScan() || dropped >= 1 && kept() || available < LITTLE && kept() || isPinned();
  }

  /** Key of the reason why it is a leak. */
  String why() {
    if (isPinned()) {
      return "slab-reclaimable.pinned.in-use";
    }
    return survivedScan() || dropped >= 1
        ? "slab-reclaimable.pinned.scanned"
        : "slab-reclaimable.pinned.short";
  }

  private boolean survivedScan() {
    double enough = Math.max(SCANNED, Double.isNaN(objects) ? 0 : LOOKED_AT * objects);
    return scanned >= enough && kept() && lasted >= MOST_OF_THE_TIME && !isUnused();
  }

  /** The new entries wait to be reclaimed: scanning came and went, and demand outruns it. */
  private boolean isUnused() {
    return dentries >= FEWEST_DENTRIES && inUse <= (1 - PINNED) * dentries;
  }

  private boolean kept() {
    return shrank <= TAKEN_BACK * grew;
  }

  private boolean isPinned() {
    return dentries >= FEWEST_DENTRIES && inUse >= PINNED * dentries;
  }

  private static double rise(Recording recording, Metric metric, double from, double to) {
    return recording.host(metric).map(s -> SeriesTools.rise(s, from, to)).orElse(Double.NaN);
  }

  /**
   * Falls of the line from one part of the window to the next while reclaim looked at slab. Parts
   * are long, since the ups and downs of neighbouring samples are no work of reclaim.
   */
  private static double fallWhileScanned(Recording recording, TimeSeries line, double from) {
    Optional<TimeSeries> scanned = recording.host(Metric.SLABS_SCANNED);
    double fall = 0;
    double length = (line.last().time() - from) / PARTS;
    double before = Double.NaN;
    for (int k = 0; scanned.isPresent() && length > 0 && k < PARTS; k++) {
      double begin = from + k * length;
      double level = SeriesTools.mean(line, begin, begin + length);
      boolean ran = SeriesTools.rise(scanned.get(), begin - length, begin + length) > 0;
      if (!Double.isNaN(level)) {
        fall += ran && before > level ? before - level : 0;
        before = level;
      }
    }
    return fall;
  }

  private static double objects(Recording recording) {
    double sum = 0;
    for (TimeSeries one : CacheGroups.of(recording, Metric.SLAB_OBJECTS, true)) {
      sum += one.last().value();
    }
    return sum > 0 ? sum : Double.NaN;
  }

  private static double least(Recording recording, double from) {
    Optional<TimeSeries> available = recording.host(Metric.AVAILABLE);
    double least = Double.NaN;
    for (int i = 0; available.isPresent() && i < available.get().size(); i++) {
      if (available.get().time(i) >= from) {
        least =
            Double.isNaN(least) ? available.get().min(i) : Math.min(least, available.get().min(i));
      }
    }
    return least / recording.hostFacts().memTotal();
  }
}
