package io.memledger.verdict;

import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Sight;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import io.memledger.verdict.Verdict.Exhaustion;
import io.memledger.verdict.Verdict.OutOfDescriptors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sums the findings up in one word and one sentence. */
public final class Verdicts {
  /** Seconds between snapshots where nobody asks for another interval. */
  private static final double USUAL_INTERVAL = 5;

  /** Of MemTotal: a host that has always had this much available is not short of memory. */
  private static final double PLENTY = 0.1;

  private static final String PRESSURE = "verdict.pressure";

  private Verdicts() {}

  /**
   * @param findings in the order of the report
   * @param sights what would have shown
   */
  public static Verdict of(RuleInput input, List<Finding> findings, List<Sight> sights) {
    DetectionLimit limit = DetectionLimit.of(sights);
    return judge(input.recording(), findings, sights, limit).seeing(limit);
  }

  private static Verdict judge(
      Recording recording, List<Finding> findings, List<Sight> sights, DetectionLimit limit) {
    Optional<Wording> open = inconclusive(recording);
    if (open.isPresent()) {
      return Verdict.inconclusive(open.get());
    }
    List<Finding> leaks = findings.stream().filter(f -> f.status().isLeak()).toList();
    if (!leaks.isEmpty()) {
      return leak(recording, leaks);
    }
    Optional<Finding> pressure =
        findings.stream().filter(f -> f.status() == Status.PRESSURE).findFirst();
    if (pressure.isPresent()) {
      String key = isOfCgroup(recording, pressure.get()) ? "verdict.pressure.cgroup" : PRESSURE;
      Wording headline = Wording.of(key).with("finding", pressure.get().words().headline());
      return new Verdict(
          Verdict.Status.PRESSURE, headline, pressure.get().claim().certainty().confidence(), null);
    }
    Optional<Finding> unclear = findings.stream().filter(Verdicts::isUnclear).findFirst();
    return unclear.isPresent()
        ? Verdict.inconclusive(
            Wording.of("verdict.unclear").with("finding", unclear.get().words().headline()))
        : Health.of(recording, sights, limit);
  }

  /** Whether something grew of which nobody can tell yet whether it goes on. */
  private static boolean isUnclear(Finding finding) {
    boolean open = finding.clearing() != null && finding.clearing().isOpen();
    boolean alone =
        finding.status() == Status.NOTICE
            && finding.claim().certainty().doubts().contains(Doubt.HOST_ALONE);
    return open || alone;
  }

  /** Whether a cgroup is short of memory while the host has plenty. */
  private static boolean isOfCgroup(Recording recording, Finding pressure) {
    boolean cgroup =
        pressure.claim().culprit() != null
            && pressure.claim().culprit().subject().kind() == Subject.Kind.CGROUP;
    return cgroup
        && recording
            .host(Metric.AVAILABLE)
            .map(s -> Arrays.stream(s.mins()).min().orElse(0))
            .filter(least -> least >= PLENTY * recording.hostFacts().memTotal())
            .isPresent();
  }

  private static Optional<Wording> inconclusive(Recording recording) {
    long samples = MinimumCapture.samples(recording);
    if (samples == 0) {
      return Optional.of(Wording.of("verdict.no-meminfo"));
    }
    if (samples == 1) {
      return Optional.of(
          Wording.of("verdict.single").with("need", wanted(recording), Unit.SECONDS));
    }
    if (MinimumCapture.tooShort(recording)) {
      return Optional.of(
          Wording.of("verdict.too-short")
              .with("samples", samples, Unit.COUNT)
              .with("span", recording.span(), Unit.SECONDS)
              .with("need", wanted(recording), Unit.SECONDS)
              .with("best", MinimumCapture.LEAK_SECONDS, Unit.SECONDS));
    }
    boolean blind =
        recording.host(Metric.AVAILABLE).isEmpty() && recording.host(Metric.USED).isEmpty();
    return blind ? Optional.of(Wording.of("verdict.no-available")) : Optional.empty();
  }

  /** Seconds that give at least 20 samples and 60 s at the interval used, if it is a usable one. */
  private static double wanted(Recording recording) {
    double used = recording.capture().intervalSeconds();
    double interval =
        used * MinimumCapture.FEWEST_SAMPLES > MinimumCapture.LEAK_SECONDS ? USUAL_INTERVAL : used;
    double samples = Double.isNaN(interval) ? 0 : MinimumCapture.FEWEST_SAMPLES * interval;
    return Math.max(MinimumCapture.SHORTEST_SECONDS, samples);
  }

  private static Verdict leak(Recording recording, List<Finding> leaks) {
    Finding main = leaks.get(0);
    Exhaustions.End first = Exhaustions.all(recording, leaks).stream().findFirst().orElse(null);
    Exhaustion end = first != null && first.foretold() ? first.at() : null;
    OutOfDescriptors descriptors = DescriptorLimits.of(recording, leaks);
    Verdict.Status status =
        main.status() == Status.LEAK ? Verdict.Status.LEAK : Verdict.Status.SUSPECTED_LEAK;
    Wording headline =
        Wording.of("verdict." + status.id())
            .with("finding", main.words().headline())
            .with(
                "outlook",
                isFirst(descriptors, first)
                    ? outlook(descriptors)
                    : outlook(recording, main, first));
    return new Verdict(status, headline, main.claim().certainty().confidence(), end, descriptors);
  }

  /**
   * When memory ends; where a limit of another leak than the main one is met first, that is said.
   */
  private static Wording outlook(Recording recording, Finding main, Exhaustions.End first) {
    if (first == null) {
      return Wording.of("outlook.far");
    }
    Exhaustion end = first.at();
    if (!first.foretold()) {
      return Wording.of("outlook.not-before").with("low", end.secondsLow(), Unit.SECONDS);
    }
    Optional<String> cgroup = end.cgroup();
    String limit =
        cgroup
            .map(path -> Exhaustions.isWithin(main, path) ? "cgroup" : "cgroup.other")
            .orElse(end.limit().id());
    String known = Double.isNaN(end.secondsHigh()) ? "outlook.open." : "outlook.";
    Wording times =
        Wording.of(known + limit)
            .with("left", end.seconds(), Unit.SECONDS)
            .with("low", end.secondsLow(), Unit.SECONDS);
    Wording outlook =
        cgroup.map(path -> times.with("limit", CgroupNames.of(recording, path))).orElse(times);
    return Double.isNaN(end.secondsHigh())
        ? outlook
        : outlook.with("high", end.secondsHigh(), Unit.SECONDS);
  }

  private static boolean isFirst(OutOfDescriptors descriptors, Exhaustions.End end) {
    return descriptors != null && (end == null || descriptors.seconds() < end.at().seconds());
  }

  private static Wording outlook(OutOfDescriptors end) {
    boolean open = Double.isNaN(end.secondsHigh());
    Wording outlook =
        Wording.of(open ? "outlook.open.descriptors" : "outlook.descriptors")
            .with("name", end.process().name())
            .with("pid", Long.toString(end.process().id()))
            .with("most", end.most(), Unit.COUNT)
            .with("left", end.seconds(), Unit.SECONDS)
            .with("low", end.secondsLow(), Unit.SECONDS);
    return open ? outlook : outlook.with("high", end.secondsHigh(), Unit.SECONDS);
  }
}
