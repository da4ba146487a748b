package io.memledger.rules.host;

import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Shares;
import io.memledger.rule.Wording;
import io.memledger.rule.cgroup.CgroupLimit;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.Comparator;
import java.util.Optional;

/**
 * The cgroup in which most of what the host counts happened, waiting for memory or kills, where it
 * met a limit of its own meanwhile: then memory is short there, and not on the host.
 *
 * @param counted that counter in a cgroup
 * @param share of the host's count
 * @param hits times that its limit was met
 */
record ShortCgroup(Subject cgroup, Metric counted, CgroupLimit limit, double share, double hits) {
  /** Where most of the host's waiting was done. */
  static Optional<ShortCgroup> ofStalls(Recording recording, TimeSeries host) {
    return of(recording, host, Metric.CG_PSI_SOME, Shares.MAIN);
  }

  /** Where all were killed that the host counts. */
  static Optional<ShortCgroup> ofKills(Recording recording, TimeSeries host) {
    return of(recording, host, Metric.CG_OOM_KILL, 1);
  }

  /** The deepest: those above it wait with it, and count its hits as theirs. */
  private static Optional<ShortCgroup> of(
      Recording recording, TimeSeries host, Metric counted, double least) {
    return recording.all(counted, Subject.Kind.CGROUP).stream()
        .flatMap(one -> of(recording, host, one).stream())
        .filter(c -> c.share() >= least)
        .min(
            Comparator.comparing((ShortCgroup c) -> -c.cgroup().name().length())
                .thenComparing(ShortCgroup::cgroup));
  }

  private static Optional<ShortCgroup> of(Recording recording, TimeSeries host, TimeSeries one) {
    double all = SeriesTools.rise(host, one.first().time(), one.last().time());
    double share = all > 0 ? Math.min(1, one.change() / all) : 0;
    double hits = hits(recording, one.subject());
    return hits > 0
        ? CgroupLimit.of(recording, one.subject())
            .map(limit -> new ShortCgroup(one.subject(), one.metric(), limit, share, hits))
        : Optional.empty();
  }

  private static double hits(Recording recording, Subject cgroup) {
    double hits = 0;
    for (Metric metric : new Metric[] {Metric.CG_MAX_EVENTS, Metric.CG_HIGH_EVENTS}) {
      hits += recording.series(metric, cgroup).map(TimeSeries::change).orElse(0.0);
    }
    return hits;
  }

  FindingBuilder tell(FindingBuilder pressure, Recording recording, Wording headline) {
    String mount = "sys/fs/cgroup" + (cgroup.name().equals("/") ? "" : cgroup.name());
    return pressure
        .culprit(recording, cgroup)
        .headline(
            Wording.of("pressure.cgroup." + (isOfKills() ? "kills" : "stalls"))
                .with("about", headline)
                .with("name", CgroupNames.of(recording, cgroup.name()))
                .with("share", share, Unit.RATIO)
                .with("limit", limit.limit(), Unit.BYTES)
                .with("hits", hits, Unit.COUNT))
        .evidence(
            "cgroup-stall-share",
            isOfKills() ? Double.NaN : share,
            Unit.RATIO,
            mount + "/memory.pressure")
        .evidence("cgroup-limit", limit.limit(), Unit.BYTES, mount + file())
        .evidence("cgroup-limit-hits", hits, Unit.COUNT, mount + "/memory.events");
  }

  private boolean isOfKills() {
    return counted == Metric.CG_OOM_KILL;
  }

  private String file() {
    return limit.isHigh() ? "/memory.high" : "/memory.max";
  }
}
