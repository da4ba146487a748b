package io.memledger.rule;

import io.memledger.rule.Claim.Thing;
import io.memledger.rule.Loss.Basis;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
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
  private Company company = Company.NONE;
  private Wording headline;
  private Wording explanation;
  private boolean general;
  private final Support.Builder support = new Support.Builder();

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
    b.company = f.claim().company();
    b.headline = f.words().headline();
    b.explanation = f.words().explanation();
    b.general = f.words().general();
    b.support.add(f.support());
    return b;
  }

  public FindingBuilder severity(int value) {
    severity = value;
    return this;
  }

  /** Why it is no leak, where the headline is not the rule's own word on it. */
  /** A notice that must be read before all others, and before a verdict that nothing was found. */
  public FindingBuilder leading() {
    return severity(Finding.LEADING);
  }

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
    support.proof(
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

  /** What it was shown to belong together with. */
  public FindingBuilder company(Company value) {
    company = value;
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

  public FindingBuilder evidence(Evidence one) {
    support.evidence(one);
    return this;
  }

  public FindingBuilder step(Wording why, String command) {
    return step(new NextStep(why, command));
  }

  public FindingBuilder step(NextStep step) {
    support.step(step);
    return this;
  }

  public FindingBuilder proof(Proof proof) {
    support.proof(proof);
    return this;
  }

  /** Numbers, curves and commands of another finding, after its own. */
  public FindingBuilder support(Support other) {
    support.add(other);
    return this;
  }

  /** These steps in place of those so far. */
  public FindingBuilder withSteps(List<NextStep> these) {
    support.steps(these);
    return this;
  }

  /** Drops the proofs so far, where the rate is not that of one series. */
  public FindingBuilder withoutProofs() {
    support.noProofs();
    return this;
  }

  public Finding build() {
    double bytes = growth.unit() == Unit.BYTES ? growth.rate() : perHour;
    Claim claim =
        new Claim(
            culprit,
            line,
            growth,
            new Loss(bytes, inAllPerHour, share, basis),
            certainty,
            holding,
            company);
    return new Finding(
        id(claim.subject()),
        severity,
        rule,
        status,
        clearing,
        claim,
        new Words(headline, explanation, general),
        support.build());
  }

  private String id(Subject subject) {
    return subject.kind() == Subject.Kind.HOST
        ? rule.id()
        : rule.id() + ":" + subject.name() + (subject.id() == 0 ? "" : ":" + subject.id());
  }
}
