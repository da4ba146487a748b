package io.memledger.rules.host;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.AvailableMemory;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/** File cache, high or rising, is not lost: the kernel gives it back on demand. */
public final class CacheBenign implements Rule {
  private static final String ID = "cache-benign";

  /** pgpgin and pgpgout count KiB (KERNEL 4); the report's rates are bytes an hour. */
  private static final double KIB_HOUR = Bytes.KIB * Seconds.HOUR;

  private static final RuleInfo INFO =
      new RuleInfo(
              ID,
              "proc/meminfo",
              List.of(Metric.MEM_FREE, Metric.LEDGER_PAGE_CACHE, Metric.AVAILABLE))
          .rulingOutAlways();

  /** Share of the fall of free memory that must have gone into cache. */
  private static final double MOSTLY = 0.5;

  /** Share of it by which available memory may have fallen. */
  private static final double STEADY = 0.25;

  /** Cache of this share of memory makes people ask. */
  private static final double HIGH = 0.3;

  /** The part of the cache that must count as available for the cache to be no burden. */
  private static final double GIVEN_BACK = 0.5;

  /** /proc/vmstat counts pgpgin and pgpgout in KiB (KERNEL 4). */
  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    double fall = -change(recording, Metric.MEM_FREE);
    double grown = change(recording, Metric.LEDGER_PAGE_CACHE);
    double available = change(recording, Metric.AVAILABLE);
    double matters = Materiality.scale(recording.span()) * Materiality.used(recording);
    if (fall >= matters && grown >= MOSTLY * fall && -available <= STEADY * fall) {
      Wording headline =
          Wording.of(ID + ".headline.cleared")
              .with("fall", fall, Unit.BYTES)
              .with("cache", grown, Unit.BYTES)
              .with("available", Math.abs(available), Unit.BYTES);
      return List.of(cleared(input, headline, grown));
    }
    double cache = last(recording, Metric.LEDGER_PAGE_CACHE);
    double left = last(recording, Metric.AVAILABLE);
    boolean high = cache >= HIGH * recording.hostFacts().memTotal();
    if (high && left >= GIVEN_BACK * cache && -available < matters) {
      Wording headline =
          Wording.of(ID + ".headline.high")
              .with("cache", cache, Unit.BYTES)
              .with("share", cache / recording.hostFacts().memTotal(), Unit.RATIO)
              .with("available", left, Unit.BYTES);
      return List.of(cleared(input, headline, grown));
    }
    return List.of(Findings.still(INFO, input));
  }

  private static Finding cleared(RuleInput input, Wording headline, double grown) {
    Recording recording = input.recording();
    FindingBuilder builder =
        Findings.about(INFO, input, Status.CLEARED, headline)
            .category(Category.PAGE_CACHE)
            .growth(grown)
            .evidence(
                "MemFree-change", change(recording, Metric.MEM_FREE), Unit.BYTES, INFO.source())
            .evidence("cache-change", grown, Unit.BYTES, INFO.source())
            .evidence("cache", last(recording, Metric.LEDGER_PAGE_CACHE), Unit.BYTES, INFO.source())
            .evidence(
                AvailableMemory.evidence(recording, "change", change(recording, Metric.AVAILABLE)));
    Optional<TimeSeries> in = recording.host(Metric.PGPGIN);
    Optional<TimeSeries> out = recording.host(Metric.PGPGOUT);
    if (in.isEmpty() || out.isEmpty()) {
      return builder.build();
    }
    double read = in.get().change() * Bytes.KIB;
    double written = out.get().change() * Bytes.KIB;
    builder
        .evidence(
            "bi", SeriesTools.perSecond(in.get()) * KIB_HOUR, Unit.BYTES_PER_HOUR, "proc/vmstat")
        .evidence(
            "bo", SeriesTools.perSecond(out.get()) * KIB_HOUR, Unit.BYTES_PER_HOUR, "proc/vmstat");
    double unwritten = recording.host(Metric.DIRTY).map(TimeSeries::change).orElse(0.0);
    // What was written to files and not yet to disk is in the cache too, but in no counter of I/O.
    boolean byDisk = read + written + Math.max(0, unwritten) >= MOSTLY * grown;
    if (grown > 0 && byDisk) {
      builder.explanation(
          Wording.of(ID + ".explanation.io")
              .with("read", read, Unit.BYTES)
              .with("written", written, Unit.BYTES));
    }
    return builder.build();
  }

  private static double change(Recording recording, Metric metric) {
    return recording.host(metric).orElseThrow().change();
  }

  private static double last(Recording recording, Metric metric) {
    return recording.host(metric).orElseThrow().last().value();
  }
}
