package io.memledger.report;

import io.memledger.rule.Certainty;
import io.memledger.rule.Claim;
import io.memledger.rule.Clearing;
import io.memledger.rule.Company;
import io.memledger.rule.Culprit;
import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.Growth;
import io.memledger.rule.Loss;
import io.memledger.rule.NextStep;
import io.memledger.rule.Proof;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Status;
import io.memledger.rule.Support;
import io.memledger.rule.Wording;
import io.memledger.rule.Words;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Shape;
import java.util.List;
import java.util.Map;

/** Findings of analyses that are made up. */
final class MadeUpFindings {
  private static final double MIB = 1024 * 1024;

  private MadeUpFindings() {}

  /** A rule by its id alone. */
  static RuleInfo rule(String id) {
    return new RuleInfo(id, "proc/meminfo", List.of());
  }

  static Finding process(Recording recording, Subject culprit, double rate) {
    return finding(
        "process-growth",
        Status.LEAK,
        82,
        0.97,
        Category.ANONYMOUS,
        new Culprit(
            culprit, recording.started(culprit).orElse(null), "/system.slice/orderd.service"),
        Shape.LINEAR,
        0,
        86_400,
        rate * 24,
        rate,
        rate * 0.96,
        rate * 1.05,
        Unit.BYTES,
        0.91,
        Wording.of("test.process.headline")
            .with("name", culprit.name())
            .with("rate", rate, Unit.BYTES_PER_HOUR)
            .with("share", 0.91, Unit.RATIO),
        Wording.of("test.process.explanation"),
        List.of(
            new Evidence("Pss_Anon, start", 812 * MIB, Unit.BYTES, "proc/1234/smaps_rollup"),
            new Evidence("Pss_Anon, end", 9_300 * MIB, Unit.BYTES, "proc/1234/smaps_rollup"),
            new Evidence("RssAnon rate", rate, Unit.BYTES_PER_HOUR, "proc/1234/status"),
            new Evidence("Threads", 48, Unit.COUNT, "proc/1234/status"),
            new Evidence("Mann-Kendall p", 0.0001, Unit.RATIO, "proc/1234/status")),
        List.of(
            new NextStep(Wording.of("test.step.map"), "pmap -x 1234 | sort -k3 -n | tail -20"),
            new NextStep(
                Wording.of("test.step.heap"), "gcore -o /var/tmp/orderd 1234 && ls -l /var/tmp")),
        List.of(
            new Proof(Metric.PROC_RSS_ANON, culprit, 812 * MIB, MadeUpSeries.RATE, 0, 86_400),
            new Proof(Metric.PROC_FDS, culprit, Double.NaN, Double.NaN, 0, 86_400)));
  }

  static Finding available(double rate) {
    return finding(
        "available-decline",
        Status.SUSPECTED_LEAK,
        70,
        0.93,
        Category.FREE,
        null,
        Shape.LINEAR,
        0,
        86_400,
        -rate * 24 * 1.08,
        -rate * 1.08,
        -rate * 1.15,
        -rate * 1.01,
        Unit.BYTES,
        Double.NaN,
        Wording.of("test.available.headline"),
        Wording.of("test.available.explanation"),
        List.of(new Evidence("MemAvailable", 1_800 * MIB, Unit.BYTES, "proc/meminfo")),
        List.of(new NextStep(Wording.of("test.step.map"), "free -m")),
        List.of(
            new Proof(
                Metric.AVAILABLE,
                Subject.HOST,
                11_000 * MIB,
                -MadeUpSeries.RATE * 1.08,
                0,
                86_400)));
  }

  static Finding group() {
    return finding(
        "process-group-growth",
        Status.NOTICE,
        12,
        0.61,
        Category.ANONYMOUS,
        new Culprit(Subject.named(Subject.Kind.PROCESS_GROUP, MadeUp.OVERRIDE), null, null),
        Shape.STEP,
        0,
        86_400,
        212 * MIB,
        9 * MIB,
        Double.NaN,
        Double.NaN,
        Unit.BYTES,
        0.02,
        Wording.of("test.group.headline").with("name", MadeUp.LINES).with("long", MadeUp.LONG),
        Wording.of("test.group.explanation").with("name", MadeUp.CHINESE),
        List.of(new Evidence("Rss", 212 * MIB, Unit.BYTES, "proc/" + MadeUp.IMAGE + "/status")),
        List.of(),
        List.of());
  }

  static Finding cleared(
      String rule, Category category, Metric metric, String headline, String explanation) {
    return finding(
        rule,
        Status.CLEARED,
        0,
        0.9,
        category,
        null,
        Shape.SATURATING,
        0,
        86_400,
        410 * MIB,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Unit.BYTES,
        Double.NaN,
        Wording.of(headline).with("growth", 410 * MIB, Unit.BYTES),
        Wording.of(explanation),
        List.of(new Evidence("Cached", 4_100 * MIB, Unit.BYTES, "proc/meminfo")),
        List.of(),
        List.of(new Proof(metric, Subject.HOST, Double.NaN, Double.NaN, 0, 86_400)));
  }

  private static Finding finding(
      String rule,
      Status status,
      int severity,
      double confidence,
      Category category,
      Culprit culprit,
      Shape shape,
      double from,
      double to,
      double growth,
      double rate,
      double low,
      double high,
      Unit unit,
      double share,
      Wording headline,
      Wording explanation,
      List<Evidence> evidence,
      List<NextStep> steps,
      List<Proof> proofs) {
    String id = culprit == null ? rule : rule + ":" + culprit.subject().name();
    return new Finding(
        id,
        severity,
        rule(rule),
        status,
        status == Status.CLEARED ? Clearing.AS_SAID : null,
        new Claim(
            culprit,
            category,
            new Growth(shape, from, to, growth, rate, low, high, unit, Double.NaN, false),
            new Loss(rate, Double.NaN, share, Loss.Basis.COUNTED),
            Certainty.of(confidence),
            Map.of(),
            Company.NONE),
        new Words(headline, explanation, false),
        new Support(evidence, steps, proofs));
  }
}
