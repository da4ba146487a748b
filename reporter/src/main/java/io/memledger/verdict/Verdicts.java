package io.memledger.verdict;

import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Sight;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sums the findings up in one word and one sentence. */
public final class Verdicts {
  /** Of MemTotal: a host that has always had this much available is not short of memory. */
  private static final double PLENTY = 0.1;

  private static final String PRESSURE = "verdict.pressure";

  private Verdicts() {}

  /**
   * @param findings in the order of the report
   * @param sights what would have shown
   * @param judged whether any series was judged
   */
  public static Verdict of(
      RuleInput input, List<Finding> findings, List<Sight> sights, boolean judged) {
    DetectionLimit limit = DetectionLimit.of(sights);
    Verdict verdict = judge(input.recording(), findings, sights, limit, judged);
    // A kernel log tells of kills in its first look.
    boolean log = !input.recording().archive().sources().isEmpty();
    verdict = led(findings, verdict, log);
    boolean nothing = MinimumCapture.samples(input.recording()) == 0;
    return verdict.seeing(limit).about(nothing ? Scope.HOST : Scope.of(input.recording()));
  }

  private static Verdict judge(
      Recording recording,
      List<Finding> findings,
      List<Sight> sights,
      DetectionLimit limit,
      boolean judged) {
    Optional<Wording> open = inconclusive(recording);
    if (open.isPresent()) {
      return Verdict.inconclusive(open.get());
    }
    List<Finding> leaks = findings.stream().filter(f -> f.status().isLeak()).toList();
    if (!leaks.isEmpty()) {
      return leak(recording, leaks);
    }
    Verdict calm = calm(recording, findings, sights, limit);
    boolean said = calm.status() != Verdict.Status.INCONCLUSIVE || Scope.of(recording).isHost();
    return judged || said ? calm : Verdict.inconclusive(Wording.of("verdict.part.nothing"));
  }

  /** What a reader must know before the verdict is said before it. */
  private static Verdict led(List<Finding> findings, Verdict verdict, boolean log) {
    boolean leaks =
        verdict.status() == Verdict.Status.LEAK
            || verdict.status() == Verdict.Status.SUSPECTED_LEAK;
    return findings.stream()
        .filter(finding -> !leaks && (finding.leadsNotices() || isMet(finding, verdict, log)))
        .findFirst()
        .map(
            leading ->
                verdict.saying(
                    Wording.of("verdict.led")
                        .with("finding", leading.words().headline())
                        .with("rest", verdict.headline())))
        .orElse(verdict);
  }

  /** A limit that is met is seen in one look; a verdict of pressure says it itself. */
  private static boolean isMet(Finding finding, Verdict verdict, boolean log) {
    return finding.status() == Status.PRESSURE
        && (log && finding.claim().kind() != Subject.Kind.HOST || finding.rule().tellsLimit())
        && verdict.status() == Verdict.Status.INCONCLUSIVE;
  }

  private static Verdict calm(
      Recording recording, List<Finding> findings, List<Sight> sights, DetectionLimit limit) {
    Optional<Finding> pressure =
        findings.stream().filter(f -> f.status() == Status.PRESSURE).findFirst();
    if (pressure.isPresent()) {
      boolean limited = pressure.get().rule().tellsLimit();
      String key = isOfCgroup(recording, pressure.get()) ? "verdict.pressure.cgroup" : PRESSURE;
      key = limited ? "verdict.pressure.limit" : key;
      Wording headline = Wording.of(key).with("finding", pressure.get().words().headline());
      return new Verdict(
          Verdict.Status.PRESSURE, headline, pressure.get().claim().certainty().confidence(), null);
    }
    Optional<Finding> unclear = findings.stream().filter(Verdicts::isUnclear).findFirst();
    return unclear.isPresent()
        ? Verdict.inconclusive(
            Wording.of("verdict.unclear")
                .with("finding", unclear.get().words().headline())
                .with("need", Health.untilClear(recording, unclear.get()), Unit.SECONDS))
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
      return Optional.of(Wording.of("verdict.nothing"));
    }
    if (samples == 1) {
      return Optional.of(
          Wording.of("verdict.single").with("need", MinimumCapture.needed(recording)));
    }
    if (MinimumCapture.tooShort(recording)) {
      return Optional.of(
          Wording.of("verdict.too-short")
              .with("samples", samples, Unit.COUNT)
              .with("span", recording.span(), Unit.SECONDS)
              .with("need", MinimumCapture.needed(recording))
              .with("best", MinimumCapture.neededForLeak(recording)));
    }
    return Optional.empty();
  }

  private static Verdict leak(Recording recording, List<Finding> leaks) {
    Finding main = leaks.get(0);
    Outlook outlook = Outlook.of(recording, leaks);
    Verdict.Status status =
        main.status() == Status.LEAK ? Verdict.Status.LEAK : Verdict.Status.SUSPECTED_LEAK;
    Wording headline =
        Wording.of("verdict." + status.id())
            .with("finding", main.words().headline())
            .with("outlook", outlook.words(recording, main));
    double confidence = main.claim().certainty().confidence();
    return new Verdict(status, headline, confidence, outlook.exhaustion(), outlook.descriptors())
        .within(outlook.bound());
  }
}
