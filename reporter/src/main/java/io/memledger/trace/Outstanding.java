package io.memledger.trace;

import io.memledger.series.KmemFlow.CallSite;
import io.memledger.series.KmemFlow.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Matches allocations with frees by pointer, in the order of time, and keeps what is left of the
 * longest stretch without a loss (METHOD 4.5). Memory is bounded whatever comes.
 */
final class Outstanding {
  /**
   * Parts into which a stretch is divided, so that what each site took is a series: enough for any
   * test, and 1 KiB a site.
   */
  private static final int PARTS = 64;

  /** Of the stretch, by the age of what is live: a leak has as much of each. */
  private static final int QUARTERS = 4;

  /** Ages are kept in milliseconds, which fit an int for 24 days. */
  private static final long MICROS_A_MS = 1000;

  /** Call sites in a result: one that keeps less than 200 others explains no line of the ledger. */
  private static final int LISTED = 200;

  /**
   * What is left of a stretch.
   *
   * @param from seconds after the first event
   * @param sites largest first
   */
  record Stretch(
      double from,
      double seconds,
      long freesOfOlder,
      long untracked,
      List<CallSite> sites,
      CallSite total) {}

  private final LiveTable slab = new LiveTable();
  private final LiveTable pages = new LiveTable();
  private final Sites sites = new Sites();
  private final List<Site> touched = new ArrayList<>();
  private long first = -1;
  private long now;
  private long begin;
  private long partMicros = MICROS_A_MS;
  private int part;
  private long freesOfOlder;
  private long untracked;
  private Stretch best;

  Sites sites() {
    return sites;
  }

  /** Seconds from the first event to the last. */
  double span() {
    return first < 0 ? 0 : (now - first) / 1e6;
  }

  /** Seconds of the trace's clock at the first event; NaN before it. */
  double clock() {
    return first < 0 ? Double.NaN : first / 1e6;
  }

  /** Sets the time in microseconds of what follows; time that goes backward stands still. */
  void time(long micros) {
    if (first < 0) {
      first = micros;
      begin = micros;
      now = micros;
    }
    now = Math.max(now, micros);
    long at = (now - begin) / partMicros;
    while (at >= PARTS) {
      coarser();
      at = (now - begin) / partMicros;
    }
    part = (int) at;
  }

  private void coarser() {
    partMicros *= 2;
    for (Site site : touched) {
      if (site.allocatedIn != null) {
        halve(site.allocatedIn);
        halve(site.freedIn);
      }
    }
  }

  private static void halve(double[] parts) {
    for (int i = 0; i < PARTS / 2; i++) {
      parts[i] = parts[2 * i] + parts[2 * i + 1];
    }
    Arrays.fill(parts, PARTS / 2, PARTS, 0);
  }

  void allocated(int number, long pointer, long bytes) {
    Site site = touch(number);
    LiveTable table = site.kind == Kind.PAGES ? pages : slab;
    if (table.remove(pointer)) {
      // Its free was not seen: bulk frees have no event.
      account(table, true);
    }
    int length = (int) Math.min(bytes, Integer.MAX_VALUE);
    site.allocations++;
    site.allocatedBytes += length;
    site.allocatedIn[part] += length;
    site.bytesEach = bytes;
    int ms = (int) Math.min((now - begin) / MICROS_A_MS, Integer.MAX_VALUE);
    if (!table.put(pointer, number, length, ms)) {
      untracked++;
    }
  }

  /**
   * @param cacheFrom begin of the cache's name in the text; -1 for none
   */
  void freed(boolean page, long pointer, byte[] text, int cacheFrom, int cacheTo) {
    LiveTable table = page ? pages : slab;
    if (!table.remove(pointer)) {
      freesOfOlder++;
      return;
    }
    Site site = account(table, false);
    if (site.cache == null && cacheFrom >= 0) {
      site.cache = Arrays.copyOfRange(text, cacheFrom, cacheTo);
    }
  }

  private Site account(LiveTable table, boolean unseen) {
    Site site = touch(table.site);
    site.frees++;
    site.freedBytes += table.length;
    site.freedIn[part] += table.length;
    site.unseenFrees += unseen ? 1 : 0;
    return site;
  }

  /** Says whose the pages of the newest allocation are, once their stack is known. */
  void moved(long pointer, int number) {
    if (!pages.remove(pointer)) {
      return;
    }
    Site old = touch(pages.site);
    int length = pages.length;
    old.allocations--;
    old.allocatedBytes -= length;
    old.allocatedIn[part] -= length;
    allocated(number, pointer, length);
  }

  private Site touch(int number) {
    Site site = sites.get(number);
    if (!site.touched) {
      site.touched = true;
      touched.add(site);
      if (site.allocatedIn == null) {
        site.allocatedIn = new double[PARTS];
        site.freedIn = new double[PARTS];
      }
    }
    return site;
  }

  /** Events were lost: what is live may be freed already, so all begins anew. */
  void lost() {
    judge();
    for (Site site : touched) {
      site.reset();
    }
    touched.clear();
    slab.clear();
    pages.clear();
    begin = now;
    partMicros = MICROS_A_MS;
    part = 0;
    freesOfOlder = 0;
    untracked = 0;
  }

  private void judge() {
    double seconds = (now - begin) / 1e6;
    if (!touched.isEmpty() && (best == null || seconds > best.seconds())) {
      best = stretch(seconds);
    }
  }

  /** The longest stretch; null if there was no event. */
  Stretch finish() {
    judge();
    return best;
  }

  private Stretch stretch(double seconds) {
    int n = sites.count();
    long[] counts = new long[n];
    double[] bytes = new double[n];
    long[] survivors = new long[n];
    double[] survivorBytes = new double[n];
    double[][] quarters = new double[n][];
    double span = Math.max(1, seconds * 1000);
    LiveTable.Visitor visitor =
        (site, length, ms) -> {
          counts[site]++;
          bytes[site] += length;
          boolean old = ms < span / 2;
          survivors[site] += old ? 1 : 0;
          survivorBytes[site] += old ? length : 0;
          quarters[site] = quarters[site] == null ? new double[QUARTERS] : quarters[site];
          quarters[site][(int) Math.min(QUARTERS - 1, ms * QUARTERS / span)] += length;
        };
    slab.each(visitor);
    pages.each(visitor);
    int parts = Math.min(PARTS, part + 1);
    List<CallSite> found = new ArrayList<>();
    SiteCounts sum = new SiteCounts(parts);
    for (int i = 0; i < n; i++) {
      Site site = sites.get(i);
      if (site.touched && site.allocations > 0) {
        CallSite one =
            sum.of(site, counts[i], bytes[i], survivors[i], survivorBytes[i], quarters[i]);
        found.add(one);
      }
    }
    found.sort(
        Comparator.comparingDouble(CallSite::outstandingBytes)
            .thenComparingDouble(CallSite::allocatedBytes)
            .reversed()
            .thenComparing(CallSite::name)
            .thenComparing(c -> c.cache() == null ? "" : c.cache()));
    List<CallSite> listed = List.copyOf(found.subList(0, Math.min(LISTED, found.size())));
    return new Stretch(
        (begin - first) / 1e6, seconds, freesOfOlder, untracked, listed, sum.total());
  }

  static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
