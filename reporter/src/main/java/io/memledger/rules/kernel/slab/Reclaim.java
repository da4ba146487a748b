package io.memledger.rules.kernel.slab;

import io.memledger.rule.Shares;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.rules.kernel.knowledge.CacheGroups;
import io.memledger.series.Bytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.util.List;
import java.util.Optional;

/**
 * What reclaim did to a growing reclaimable cache (METHOD 3.9): a leak is only what grew on while
 * reclaim looked at it, or what is in use. What came before anybody wanted memory tells nothing.
 *
 * @param scanned objects that reclaim looked at in the window; NaN if not captured
 * @param dropped times that somebody asked the kernel to drop slab caches; NaN if not captured
 * @param shrank bytes by which the cache fell in those parts of the window in which reclaim ran
 * @param grew bytes by which it grew in the window
 * @param since bytes by which it grew from the moment on when reclaim first looked at slab
 * @param watched share of the capture from that moment to the window's end
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
    double since,
    double watched,
    double objects,
    double available,
    double dentries,
    double inUse) {
  /** Fewer objects scanned are no episode of reclaim. */
  private static final double SCANNED = 10_000;

  /** Of all objects, that reclaim must have looked at for its failure to mean anything. */
  private static final double LOOKED_AT = 0.05;

  /**
   * Of the capture, that reclaim must have had: a backup that reads every file once also outruns
   * it, but ends, and the first scans only age what they look at.
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

  /** Bytes of an entry (192) with its inode, of which the usual largest takes 1.1 KiB. */
  private static final double ENTRY = 1.5 * Bytes.KIB;

  static Reclaim of(Recording recording, Family.Member line) {
    double from = line.trend().from();
    double to = line.trend().to();
    double first = firstRun(recording, from, to);
    double dentries = rise(recording, Metric.DENTRIES, from, to);
    return new Reclaim(
        rise(recording, Metric.SLABS_SCANNED, from, to),
        rise(recording, Metric.DROP_SLAB, from, to),
        fallWhileScanned(recording, line.series(), from),
        line.trend().rise(),
        first < to ? SeriesTools.rise(line.series(), first, to) : 0,
        (to - first) / recording.span(),
        objects(recording),
        least(recording, from),
        dentries,
        dentries - rise(recording, Metric.DENTRIES_UNUSED, from, to));
  }

  boolean isResisted() {
    return survived() || isPinned();
  }

  /** Whether reclaim looked at slab at all, or somebody asked it to. */
  boolean ran() {
    return scanned > 0 || dropped >= 1;
  }

  /** Key of the reason why it is a leak. */
  String why() {
    if (isPinned()) {
      return "slab-reclaimable.pinned.in-use";
    }
    return dropped >= 1 || isLookedAt()
        ? "slab-reclaimable.pinned.scanned"
        : "slab-reclaimable.pinned.short";
  }

  /** Most of the growth came while reclaim was at work, which took next to nothing of it back. */
  private boolean survived() {
    boolean asked = isLookedAt() && !isUnused() || dropped >= 1 || scanned > 0 && isShort();
    return asked
        && watched >= MOST_OF_THE_TIME
        && since >= Shares.MAIN * grew
        && shrank <= TAKEN_BACK * grew;
  }

  private boolean isLookedAt() {
    return scanned >= Math.max(SCANNED, Double.isNaN(objects) ? 0 : LOOKED_AT * objects);
  }

  private boolean isShort() {
    return available < LITTLE;
  }

  /** The new entries wait to be reclaimed: scanning came and went, and demand outruns it. */
  private boolean isUnused() {
    return dentries >= FEWEST_DENTRIES && inUse <= (1 - PINNED) * dentries;
  }

  /** What cannot be reclaimed whether anybody tries or not, and is enough to be the growth. */
  private boolean isPinned() {
    return dentries >= FEWEST_DENTRIES
        && inUse >= PINNED * dentries
        && inUse * ENTRY >= Shares.MAIN * grew;
  }

  /** When one of the two counters first moved in the window; its end if none did. */
  private static double firstRun(Recording recording, double from, double to) {
    double first = to;
    for (Metric counter : List.of(Metric.SLABS_SCANNED, Metric.DROP_SLAB)) {
      Optional<TimeSeries> events = recording.host(counter);
      for (int i = 1; events.isPresent() && i < events.get().size(); i++) {
        TimeSeries s = events.get();
        if (s.time(i) > from && s.time(i) <= to && s.mean(i) > s.mean(i - 1)) {
          first = Math.min(first, Math.max(from, s.time(i - 1)));
        }
      }
    }
    return first;
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
