package io.memledger.rules.kernel.causes;

import io.memledger.rule.Clearing;
import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/**
 * A counter that explains the growth of a kernel line without a leak of that line: then the line is
 * cleared by its name.
 *
 * @param why the reason
 * @param evidence what that counter took in the line's window
 */
public record OtherCause(Clearing why, Evidence evidence) {
  /** Ten times what dense mappings need: more is a matter of its own (METHOD 4.6). */
  private static final double TABLES = 0.02;

  /**
   * ZFS keeps its cache in slab and in pages that no counter names; how much of each is not told,
   * so both lines together are compared with it.
   */
  public static Optional<OtherCause> zfs(Recording recording, Family.Member line) {
    double lines = 0;
    for (Category one : new Category[] {Category.SLAB_UNRECLAIMABLE, Category.UNACCOUNTED}) {
      lines += Math.max(0, rise(recording, Metric.ofLine(one), line));
    }
    double arc = rise(recording, Metric.ARC_SIZE, line);
    return named(Clearing.ZFS_ARC, "ZFS-cache-growth", arc, lines, "proc/spl/kstat/zfs/arcstats");
  }

  /** Pages given to the hypervisor that MemTotal still counts (KERNEL 1). */
  public static Optional<OtherCause> balloon(Recording recording, Family.Member line) {
    double taken = BalloonSize.growthInsideMemTotal(recording, from(line), to(line));
    return named(
        Clearing.BALLOON,
        "balloon-growth",
        taken,
        line.trend().rise(),
        BalloonSize.source(recording));
  }

  /** Socket buffers that have a finding of their own. */
  public static Optional<OtherCause> sockets(RuleInput input, Family.Member line) {
    Recording recording = input.recording();
    Optional<Family.Member> sockets = SocketBuffers.judged(input);
    if (sockets.isEmpty() || !SocketBuffers.isLeak(recording, sockets.get())) {
      return Optional.empty();
    }
    double taken = SeriesTools.rise(sockets.get().series(), from(line), to(line));
    return named(
        Clearing.SOCKETS,
        "socket-buffers-growth",
        taken,
        line.trend().rise(),
        SocketBuffers.SOURCE);
  }

  /** Buffers above 8 KiB, which have a finding of their own. */
  public static Optional<OtherCause> largeKmalloc(RuleInput input, Family.Member line) {
    return LargeBuffers.leak(input)
        .map(large -> SeriesTools.rise(large.series(), from(line), to(line)))
        .flatMap(
            taken ->
                named(
                    Clearing.LARGE_KMALLOC,
                    "large-kmalloc-growth",
                    taken,
                    line.trend().rise(),
                    "proc/slabinfo"));
  }

  /** Objects that describe cached pages or inodes and go with them. */
  public static Optional<OtherCause> pageCache(Recording recording, Family.Member line) {
    return recording
        .host(Metric.LEDGER_PAGE_CACHE)
        .filter(cache -> WithPageCache.grows(line, cache))
        .map(cache -> with(cache, line, Clearing.PAGE_CACHE, "cache-change"))
        .or(
            () ->
                recording
                    .host(Metric.LEDGER_SLAB_RECLAIMABLE)
                    .filter(cache -> WithPageCache.growsWithInodes(line, cache))
                    .map(cache -> with(cache, line, Clearing.INODES, "SReclaimable-growth")));
  }

  private static OtherCause with(
      TimeSeries cache, Family.Member line, Clearing why, String evidence) {
    double rise = SeriesTools.rise(cache, from(line), to(line));
    return new OtherCause(why, new Evidence(evidence, rise, Unit.BYTES, "proc/meminfo"));
  }

  /**
   * Memory that programs took meanwhile, in memory or in swap, since what is swapped out keeps its
   * page tables: a page of tables maps 512 pages, and with holes fewer.
   */
  public static Optional<OtherCause> mapped(Recording recording, Family.Member tables) {
    double mapped = 0;
    for (Metric metric : List.of(Metric.LEDGER_ANONYMOUS, Metric.LEDGER_SHMEM, Metric.SWAP_USED)) {
      mapped += rise(recording, metric, tables);
    }
    return mapped > 0 && tables.trend().rise() <= TABLES * mapped
        ? Optional.of(
            new OtherCause(
                Clearing.MAPPED, new Evidence("mapped-growth", mapped, Unit.BYTES, "proc/meminfo")))
        : Optional.empty();
  }

  /**
   * What no cache shows grows while unreclaimable slab as a whole does not: the two files that it
   * is computed from were not read at once.
   */
  public static Optional<OtherCause> lineStill(Recording recording, Family.Member part) {
    Optional<TimeSeries> slab = recording.host(Metric.LEDGER_SLAB_UNRECLAIMABLE);
    return slab.map(s -> SeriesTools.rise(s, from(part), to(part)))
        .filter(rise -> rise < Shares.MAIN * part.trend().rise())
        .map(rise -> new Evidence("SUnreclaim-growth", rise, Unit.BYTES, "proc/meminfo"))
        .map(evidence -> new OtherCause(Clearing.LINE_STILL, evidence));
  }

  private static Optional<OtherCause> named(
      Clearing why, String name, double taken, double rise, String source) {
    return taken > 0 && taken >= Shares.MAIN * rise
        ? Optional.of(new OtherCause(why, new Evidence(name, taken, Unit.BYTES, source)))
        : Optional.empty();
  }

  private static double rise(Recording recording, Metric metric, Family.Member line) {
    Optional<TimeSeries> series = recording.host(metric);
    return series.map(s -> SeriesTools.rise(s, from(line), to(line))).orElse(0.0);
  }

  private static double from(Family.Member line) {
    return line.trend().from();
  }

  private static double to(Family.Member line) {
    return line.trend().to();
  }

  /** The cleared finding of a line that grew for this cause. */
  public Finding clears(RuleInfo rule, RuleInput input, Family.Member line, Category category) {
    Wording headline =
        Wording.of(rule.id() + ".headline.cleared")
            .with("growth", line.trend().rise(), Unit.BYTES)
            .with("span", line.trend().span(), Unit.SECONDS)
            .with("why", why.words());
    return Findings.about(rule, input, Status.CLEARED, headline)
        .clearing(why)
        .trend(line.trend(), line.series().metric(), line.series().subject())
        .category(category)
        .evidence(evidence)
        .build();
  }
}
