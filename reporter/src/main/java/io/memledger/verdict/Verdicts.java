package io.memledger.verdict;

import io.memledger.rule.Finding;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.RuleInput;
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
  /** How sure "healthy" is: long captures, shorter ones, and those of minutes. */
  private static final double SURE = 0.95;

  /** A leak of less than a day may be missed in under half an hour. */
  private static final double LESS_SURE = 0.8;

  /** Little better than not having looked. */
  private static final double HARDLY = 0.6;

  /** Seconds below which only a fast leak would have shown. */
  private static final double MINUTES = 10 * 60;

  /** Seconds between snapshots where nobody asks for another interval. */
  private static final double USUAL_INTERVAL = 5;

  /** Of MemTotal: a host that has always had this much available is not short of memory. */
  private static final double PLENTY = 0.1;

  private static final String PRESSURE = "verdict.pressure";

  private Verdicts() {}

  /**
   * @param findings in the order of the report
   */
  public static Verdict of(RuleInput input, List<Finding> findings) {
    Recording recording = input.recording();
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
    return healthy(recording);
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
    Exhaustion end = Exhaustions.of(recording, leaks);
    OutOfDescriptors descriptors = DescriptorLimits.of(recording, leaks);
    Verdict.Status status =
        main.status() == Status.LEAK ? Verdict.Status.LEAK : Verdict.Status.SUSPECTED_LEAK;
    Wording headline =
        Wording.of("verdict." + status.id())
            .with("finding", main.words().headline())
            .with(
                "outlook",
                isFirst(descriptors, end) ? outlook(descriptors) : outlook(recording, main, end));
    return new Verdict(status, headline, main.claim().certainty().confidence(), end, descriptors);
  }

  /**
   * When memory ends; where a limit of another leak than the main one is met first, that is said.
   */
  private static Wording outlook(Recording recording, Finding main, Exhaustion end) {
    if (end == null) {
      return Wording.of("outlook.far");
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

  private static boolean isFirst(OutOfDescriptors descriptors, Exhaustion end) {
    return descriptors != null && (end == null || descriptors.seconds() < end.seconds());
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

  private static Verdict healthy(Recording recording) {
    double sure = HARDLY;
    if (MinimumCapture.longEnough(recording)) {
      sure = SURE;
    } else if (recording.span() >= MINUTES) {
      sure = LESS_SURE;
    }
    String key = MinimumCapture.longEnough(recording) ? "verdict.healthy" : "verdict.healthy.short";
    Wording headline =
        Wording.of(key)
            .with("span", recording.span(), Unit.SECONDS)
            .with("samples", MinimumCapture.samples(recording), Unit.COUNT)
            .with("best", MinimumCapture.LEAK_SECONDS, Unit.SECONDS);
    return new Verdict(Verdict.Status.HEALTHY, headline, sure, null);
  }
}
