package io.memledger.rule;

import io.memledger.rule.Claim.Thing;
import io.memledger.rule.Loss.Basis;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts a finding together; what is never set stays "not known". */
public final class FindingBuilder {
  private final RuleInfo rule;
  private final Status status;
  private int severity;
  private Clearing clearing;
  private Certainty certainty = Certainty.of(Double.NaN);
  private Category line;
  private Culprit culprit;
  private Growth growth = Growth.UNKNOWN;
  private double perHour = Double.NaN;
  private double inAllPerHour = Double.NaN;
  private double share = Double.NaN;
  private Basis basis = Basis.COUNTED;
  private final Map<Thing, Double> holding = new EnumMap<>(Thing.class);
  private Wording headline;
  private Wording explanation;
  private boolean general;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<NextStep> steps = new ArrayList<>();
  private final List<Proof> proofs = new ArrayList<>();

  /** What is cleared has its reason in the rule's own headline unless another one is given. */
  public FindingBuilder(RuleInfo rule, Status status) {
    this.rule = rule;
    this.status = status;
    clearing = status == Status.CLEARED ? Clearing.AS_SAID : null;
  }

  /** Starts from a finished finding, to change or add to it. */
  public static FindingBuilder from(Finding f) {
    return from(f, f.status());
  }

  /** Likewise, as a finding of another status. */
  public static FindingBuilder from(Finding f, Status status) {
    FindingBuilder b = new FindingBuilder(f.rule(), status);
    b.severity = f.severity();
    b.clearing = f.clearing();
    b.certainty = f.claim().certainty();
    b.line = f.claim().line();
    b.culprit = f.claim().culprit();
    b.growth = f.claim().growth();
    Loss loss = f.claim().loss();
    b.perHour = loss.perHour();
    b.inAllPerHour = loss.inAllPerHour();
    b.share = loss.shareOfLoss();
    b.basis = loss.basis();
    b.holding.putAll(f.claim().holding());
    b.headline = f.words().headline();
    b.explanation = f.words().explanation();
    b.general = f.words().general();
    b.evidence.addAll(f.support().evidence());
    b.steps.addAll(f.support().steps());
    b.proofs.addAll(f.support().proofs());
    return b;
  }

  public FindingBuilder severity(int value) {
    severity = value;
    return this;
  }

  /** Why it is no leak, where the headline is not the rule's own word on it. */
  public FindingBuilder clearing(Clearing value) {
    clearing = value;
    return this;
  }

  public FindingBuilder confidence(double value) {
    certainty = new Certainty(value, certainty.doubts(), certainty.judged());
    return this;
  }

  public FindingBuilder certainty(Certainty value) {
    certainty = value;
    return this;
  }

  public FindingBuilder category(Category value) {
    line = value;
    return this;
  }

  public FindingBuilder culprit(Recording recording, Subject subject) {
    culprit =
        new Culprit(
            subject,
            recording.started(subject).orElse(null),
            recording.cgroupOf(subject).orElse(null));
    return this;
  }

  /** The memory cgroup of a culprit that the recording knows none of. */
  public FindingBuilder within(String path) {
    culprit = new Culprit(culprit.subject(), culprit.started(), path);
    return this;
  }

  public FindingBuilder unit(Unit value) {
    growth = growth.in(value);
    return this;
  }

  public FindingBuilder share(double value) {
    share = value;
    return this;
  }

  public FindingBuilder window(double begin, double end) {
    growth = growth.within(begin, end);
    return this;
  }

  /** Shape, window, growth, rate and interval of a course, and the course itself as proof. */
  public FindingBuilder trend(Trend trend, Metric metric, Subject subject) {
    boolean fits = trend.shape().goesOn();
    growth = growth.along(trend);
    proofs.add(
        new Proof(
            metric,
            subject,
            fits ? trend.line().intercept() : Double.NaN,
            fits ? trend.line().slope() : Double.NaN,
            trend.from(),
            trend.to()));
    return this;
  }

  public FindingBuilder growth(double value) {
    growth = growth.by(value);
    return this;
  }

  /** How well the first part of its window foretold the rest. */
  public FindingBuilder foretold(double error) {
    growth = growth.foretold(error);
    return this;
  }

  /** Each restart gives back what was lost, in so many lives. */
  public FindingBuilder untilRestart() {
    growth = growth.ofOneLife();
    return this;
  }

  /** How bytes are known, where the kernel does not count them itself. */
  public FindingBuilder basis(Basis value) {
    basis = value;
    return this;
  }

  /** Of counted things: bytes an hour that they hold at least. */
  public FindingBuilder holdingPerHour(double bytes, String source) {
    perHour = bytes;
    basis = Basis.ESTIMATED;
    return evidence("explains-rate", bytes, Unit.BYTES_PER_HOUR, source);
  }

  /** Bytes an hour on all lines of the ledger, with what was merged into it. */
  public FindingBuilder inAllPerHour(double bytes) {
    inAllPerHour = bytes;
    return this;
  }

  /** So many of these came to the culprit while it grew; what is known already stays. */
  public FindingBuilder holding(Map<Thing, Double> things) {
    things.forEach(holding::putIfAbsent);
    return this;
  }

  public FindingBuilder headline(Wording value) {
    headline = value;
    return this;
  }

  public FindingBuilder explanation(Wording value) {
    explanation = value;
    general = false;
    return this;
  }

  /** Explained by what the rule means in general. */
  public FindingBuilder meaning() {
    explanation = Wording.of(rule.id() + ".meaning");
    general = true;
    return this;
  }

  public FindingBuilder evidence(String name, double value, Unit of, String source) {
    return evidence(new Evidence(name, value, of, source));
  }

  /** A number that is not known is no evidence; the same one twice is said once. */
  public FindingBuilder evidence(Evidence one) {
    boolean known =
        evidence.stream()
            .anyMatch(e -> e.name().equals(one.name()) && e.source().equals(one.source()));
    if (!Double.isNaN(one.value()) && !known) {
      evidence.add(one);
    }
    return this;
  }

  public FindingBuilder step(Wording why, String command) {
    return step(new NextStep(why, command));
  }

  /** The same command twice is said once. */
  public FindingBuilder step(NextStep step) {
    if (steps.stream().noneMatch(s -> s.command().equals(step.command()))) {
      steps.add(step);
    }
    return this;
  }

  public FindingBuilder proof(Proof proof) {
    boolean known =
        proofs.stream()
            .anyMatch(p -> p.metric() == proof.metric() && p.subject().equals(proof.subject()));
    if (!known) {
      proofs.add(proof);
    }
    return this;
  }

  /** Numbers, curves and commands of another finding, after its own. */
  public FindingBuilder support(Support other) {
    other.evidence().forEach(this::evidence);
    other.proofs().forEach(this::proof);
    other.steps().forEach(this::step);
    return this;
  }

  /** These steps in place of those so far. */
  public FindingBuilder withSteps(List<NextStep> these) {
    steps.clear();
    steps.addAll(these);
    return this;
  }

  /** Drops the proofs so far, where the rate is not that of one series. */
  public FindingBuilder withoutProofs() {
    proofs.clear();
    return this;
  }

  public Finding build() {
    double bytes = growth.unit() == Unit.BYTES ? growth.rate() : perHour;
    Claim claim =
        new Claim(
            culprit, line, growth, new Loss(bytes, inAllPerHour, share, basis), certainty, holding);
    return new Finding(
        id(claim.subject()),
        severity,
        rule,
        status,
        clearing,
        claim,
        new Words(headline, explanation, general),
        new Support(evidence, steps, proofs));
  }

  private String id(Subject subject) {
    return subject.kind() == Subject.Kind.HOST
        ? rule.id()
        : rule.id() + ":" + subject.name() + (subject.id() == 0 ? "" : ":" + subject.id());
  }
}
