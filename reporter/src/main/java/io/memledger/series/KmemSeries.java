package io.memledger.series;

import io.memledger.series.KmemFlow.CallSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The course of a trace as series: what all, and the call sites that keep most, took and gave. */
final class KmemSeries {
  private static final int MOST_SITES = 20;

  private KmemSeries() {}

  static List<TimeSeries> of(KmemFlow flow) {
    Map<String, List<CallSite>> byName = new LinkedHashMap<>();
    flow.sites().stream()
        .filter(CallSite::named)
        .forEach(s -> byName.computeIfAbsent(s.name(), n -> new ArrayList<>()).add(s));
    List<Map.Entry<String, List<CallSite>>> most =
        byName.entrySet().stream()
            .sorted(
                Comparator.comparingDouble(
                        (Map.Entry<String, List<CallSite>> e) ->
                            -e.getValue().stream().mapToDouble(CallSite::outstandingBytes).sum())
                    .thenComparing(Map.Entry::getKey))
            .limit(MOST_SITES)
            .toList();
    List<TimeSeries> all = new ArrayList<>();
    add(all, flow, Subject.HOST, List.of(flow.total()));
    for (Map.Entry<String, List<CallSite>> one : most) {
      add(all, flow, Subject.named(Subject.Kind.CALL_SITE, one.getKey()), one.getValue());
    }
    return all;
  }

  private static void add(
      List<TimeSeries> all, KmemFlow flow, Subject subject, List<CallSite> sites) {
    int parts = sites.get(0).allocatedBy().size();
    double[] times = new double[parts];
    double[] allocated = new double[parts];
    double[] freed = new double[parts];
    double[] outstanding = new double[parts];
    double begin = Double.isNaN(flow.from()) ? 0 : flow.from();
    for (int i = 0; i < parts; i++) {
      times[i] = begin + flow.judged() * (i + 1) / parts;
      for (CallSite site : sites) {
        allocated[i] += site.allocatedBy().get(i);
        freed[i] += site.freedBy().get(i);
      }
      outstanding[i] = allocated[i] - freed[i];
    }
    all.add(TimeSeries.of(Metric.KMEM_OUTSTANDING, subject, times, outstanding));
    all.add(TimeSeries.of(Metric.KMEM_ALLOCATED, subject, times, allocated));
    all.add(TimeSeries.of(Metric.KMEM_FREED, subject, times, freed));
  }
}
