package io.memledger.rule;

import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Shape;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.List;

/** Puts a finding together; what is never set stays "not known". */
public final class FindingBuilder {
  private final String rule;
  private final Status status;
  private int severity;
  private double confidence = Double.NaN;
  private Category category;
  private Culprit culprit;
  private Shape shape;
  private double from = Double.NaN;
  private double to = Double.NaN;
  private double growth = Double.NaN;
  private double rate = Double.NaN;
  private double low = Double.NaN;
  private double high = Double.NaN;
  private Unit unit = Unit.BYTES;
  private double share = Double.NaN;
  private Wording headline;
  private Wording explanation;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<NextStep> steps = new ArrayList<>();
  private final List<Proof> proofs = new ArrayList<>();

  public FindingBuilder(String rule, Status status) {
    this.rule = rule;
    this.status = status;
  }

  /** Starts from a finished finding, to change or add to it. */
  public static FindingBuilder from(Finding f) {
    FindingBuilder b = new FindingBuilder(f.rule(), f.status());
    b.severity = f.severity();
    b.confidence = f.confidence();
    b.category = f.category();
    b.culprit = f.culprit();
    b.shape = f.shape();
    b.from = f.from();
    b.to = f.to();
    b.growth = f.growth();
    b.rate = f.rate();
    b.low = f.rateLow();
    b.high = f.rateHigh();
    b.unit = f.unit();
    b.share = f.shareOfLoss();
    b.headline = f.headline();
    b.explanation = f.explanation();
    b.evidence.addAll(f.evidence());
    b.steps.addAll(f.nextSteps());
    b.proofs.addAll(f.proofs());
    return b;
  }

  public FindingBuilder severity(int value) {
    severity = value;
    return this;
  }

  public FindingBuilder confidence(double value) {
    confidence = value;
    return this;
  }

  public FindingBuilder category(Category value) {
    category = value;
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

  public FindingBuilder unit(Unit value) {
    unit = value;
    return this;
  }

  public FindingBuilder share(double value) {
    share = value;
    return this;
  }

  public FindingBuilder window(double begin, double end) {
    from = begin;
    to = end;
    return this;
  }

  /** Shape, window, growth, rate and interval of a course, and the course itself as proof. */
  public FindingBuilder trend(Trend trend, Metric metric, Subject subject) {
    shape = trend.shape();
    window(trend.from(), trend.to());
    growth = trend.shape().goesOn() ? trend.rise() : trend.change();
    rate = trend.rate() * Seconds.HOUR;
    low = trend.low() * Seconds.HOUR;
    high = trend.high() * Seconds.HOUR;
    boolean fits = trend.shape().goesOn();
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
    growth = value;
    return this;
  }

  public FindingBuilder headline(Wording value) {
    headline = value;
    return this;
  }

  public FindingBuilder explanation(Wording value) {
    explanation = value;
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
    if (steps.stream().noneMatch(s -> s.command().equals(command))) {
      steps.add(new NextStep(why, command));
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
    return new Finding(
        id(),
        rule,
        status,
        severity,
        confidence,
        category,
        culprit,
        shape,
        from,
        to,
        growth,
        rate,
        low,
        high,
        unit,
        share,
        headline,
        explanation,
        evidence,
        steps,
        proofs);
  }

  private String id() {
    if (culprit == null || culprit.subject().kind() == Subject.Kind.HOST) {
      return rule;
    }
    Subject subject = culprit.subject();
    return rule + ":" + subject.name() + (subject.id() == 0 ? "" : ":" + subject.id());
  }
}
