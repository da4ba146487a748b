package io.memledger.series;

import java.util.List;

/**
 * What a trace of the kernel's allocations left behind, by call site. All bytes are those of the
 * judged stretch: the longest one in which no event was lost, since an allocation before a loss may
 * have been freed unseen.
 *
 * @param source path in the archive, or the name of the file
 * @param span seconds from the first event to the last
 * @param from begin of the judged stretch, in seconds since the recording's start; NaN if unknown
 * @param judged its length in seconds
 * @param events that were read
 * @param lost events that the tracer lost; what is lost at an unknown place is in it, too
 * @param losses places at which events were lost
 * @param lossUnplaced whether it is unknown where events were lost, so that any stretch may have
 *     losses
 * @param unreadable lines that could not be read
 * @param freesOfOlder frees in the judged stretch of what was allocated before it
 * @param untracked allocations in the judged stretch that were left out to bound memory
 * @param sites by outstanding bytes, largest first; bounded, the rest is in {@code total}
 * @param total of all call sites
 */
public record KmemFlow(
    String source,
    double span,
    double from,
    double judged,
    long events,
    long lost,
    int losses,
    boolean lossUnplaced,
    long unreadable,
    long freesOfOlder,
    long untracked,
    List<CallSite> sites,
    CallSite total) {
  public KmemFlow {
    sites = List.copyOf(sites);
  }

  /** Which allocator an event is of. */
  public enum Kind {
    KMALLOC,
    CACHE,
    PAGES
  }

  /**
   * One call site's allocations of one cache or size. Survivors were allocated in the first half of
   * the judged stretch and live at its end.
   *
   * @param name function and offset, such as load_msg+0x41, and its module in brackets; for pages
   *     without a stack their order and flags
   * @param named false where no call site is known
   * @param cache null where the trace does not say; the name is text of the archive
   * @param bytesEach of the last allocation
   * @param unseenFrees of {@code freed}: their events are missing, but the pointer was used again
   * @param quarters outstanding bytes by the quarter of the judged stretch that allocated them
   * @param allocatedBy bytes, cumulative, at the end of each of equal parts of the judged stretch
   * @param freedBy likewise; frees are those of this site's allocations
   */
  public record CallSite(
      String name,
      boolean named,
      Kind kind,
      String cache,
      long bytesEach,
      long allocations,
      double allocatedBytes,
      long frees,
      double freedBytes,
      long unseenFrees,
      long outstanding,
      double outstandingBytes,
      long survivors,
      double survivorBytes,
      List<Double> quarters,
      List<Double> allocatedBy,
      List<Double> freedBy) {
    public CallSite {
      quarters = List.copyOf(quarters);
      allocatedBy = List.copyOf(allocatedBy);
      freedBy = List.copyOf(freedBy);
    }

    /** The same numbers under another name. */
    public CallSite withName(String other) {
      return new CallSite(
          other,
          named,
          kind,
          cache,
          bytesEach,
          allocations,
          allocatedBytes,
          frees,
          freedBytes,
          unseenFrees,
          outstanding,
          outstandingBytes,
          survivors,
          survivorBytes,
          quarters,
          allocatedBy,
          freedBy);
    }
  }

  /** Bytes a second by which a call site grows. */
  public double rate(CallSite site) {
    return judged > 0 ? site.survivorBytes() / (judged / 2) : 0;
  }
}
