package io.memledger.trace;

import io.memledger.series.KmemFlow.CallSite;
import io.memledger.series.KmemFlow.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes results of counted sites, and their sum. */
final class SiteCounts {
  /** As Outstanding has them. */
  private static final int QUARTERS = 4;

  private final int parts;
  private final double[] allocatedBy;
  private final double[] freedBy;
  private final double[] quarters = new double[QUARTERS];
  private long allocations;
  private double allocatedBytes;
  private long frees;
  private double freedBytes;
  private long unseen;
  private long outstanding;
  private double outstandingBytes;
  private long survivors;
  private double survivorBytes;

  /**
   * @param parts of the stretch that have passed
   */
  SiteCounts(int parts) {
    this.parts = parts;
    allocatedBy = new double[parts];
    freedBy = new double[parts];
  }

  /**
   * @param inQuarters null if nothing is outstanding
   */
  CallSite of(
      Site site, long live, double liveBytes, long old, double oldBytes, double[] inQuarters) {
    allocations += site.allocations;
    allocatedBytes += site.allocatedBytes;
    frees += site.frees;
    freedBytes += site.freedBytes;
    unseen += site.unseenFrees;
    outstanding += live;
    outstandingBytes += liveBytes;
    survivors += old;
    survivorBytes += oldBytes;
    for (int i = 0; i < parts; i++) {
      allocatedBy[i] += site.allocatedIn[i];
      freedBy[i] += site.freedIn[i];
    }
    for (int i = 0; inQuarters != null && i < QUARTERS; i++) {
      quarters[i] += inQuarters[i];
    }
    return new CallSite(
        name(Outstanding.text(site.name)),
        site.named,
        site.kind,
        Outstanding.text(site.cache),
        site.bytesEach,
        site.allocations,
        site.allocatedBytes,
        site.frees,
        site.freedBytes,
        site.unseenFrees,
        live,
        liveBytes,
        old,
        oldBytes,
        inQuarters == null ? Collections.nCopies(QUARTERS, 0.0) : list(inQuarters),
        cumulative(site.allocatedIn),
        cumulative(site.freedIn));
  }

  CallSite total() {
    return new CallSite(
        "",
        false,
        Kind.KMALLOC,
        null,
        0,
        allocations,
        allocatedBytes,
        frees,
        freedBytes,
        unseen,
        outstanding,
        outstandingBytes,
        survivors,
        survivorBytes,
        list(quarters),
        cumulative(allocatedBy),
        cumulative(freedBy));
  }

  /** Without the function's size, which perf does not print. */
  private static String name(String text) {
    int slash = text.indexOf("/0x");
    int blank = slash < 0 ? -1 : text.indexOf(' ', slash);
    return slash < 0
        ? text
        : blank < 0 ? text.substring(0, slash) : text.substring(0, slash) + text.substring(blank);
  }

  private List<Double> cumulative(double[] each) {
    List<Double> sums = new ArrayList<>(parts);
    double sum = 0;
    for (int i = 0; i < parts; i++) {
      sum += each[i];
      sums.add(sum);
    }
    return sums;
  }

  private static List<Double> list(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
