package io.memledger.rules.holders;

import io.memledger.rule.Evidence;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counters of the whole host that explain a line without naming anybody: evidence, never a culprit
 * of their own.
 */
public record KernelHints(List<Metric> metrics, String source) implements Suspect.Finder {
  public static final KernelHints SOCKETS =
      new KernelHints(List.of(Metric.TCP_MEM, Metric.UDP_MEM), "proc/net/sockstat");
  public static final KernelHints BALLOON =
      new KernelHints(List.of(Metric.BALLOON), "proc/meminfo");
  public static final KernelHints LARGE_KMALLOC =
      new KernelHints(List.of(Metric.LARGE_KMALLOC), "proc/slabinfo");

  @Override
  public List<Suspect> find(Recording recording, Family.Member line) {
    List<Evidence> evidence = new ArrayList<>();
    double rise = 0;
    for (Metric metric : metrics) {
      Optional<TimeSeries> series = recording.host(metric);
      if (series.isPresent()) {
        double grown = SeriesTools.rise(series.get(), line.trend().from(), line.trend().to());
        evidence.add(new Evidence(metric + "-growth", grown, Unit.BYTES, source));
        rise += grown;
      }
    }
    return evidence.isEmpty()
        ? List.of()
        : List.of(new Suspect(Subject.HOST, rise, evidence, List.of(), List.of()));
  }
}
