package io.memledger.merge;

import io.memledger.rule.Certainty;
import io.memledger.rule.Claim;
import io.memledger.rule.Clearing;
import io.memledger.rule.Company;
import io.memledger.rule.Culprit;
import io.memledger.rule.Finding;
import io.memledger.rule.Growth;
import io.memledger.rule.Loss;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Status;
import io.memledger.rule.Support;
import io.memledger.rule.Wording;
import io.memledger.rule.Words;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import io.memledger.series.Subject.Kind;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Shape;
import java.util.List;
import java.util.Map;

/**
 * A finding that is no more than its claim: no words, no evidence.
 *
 * @param perHour MiB an hour; of counted things what they hold
 * @param things an hour, where things are counted; NaN for bytes
 */
record MadeUpClaim(
    RuleInfo rule,
    Status status,
    Subject who,
    String within,
    Category line,
    double perHour,
    double things,
    double confidence,
    Company company,
    double from,
    double to) {
  static final double MIB = 1024 * 1024;
  private static final RuleInfo ANY = new RuleInfo("any", "proc/meminfo", List.of());

  MadeUpClaim(
      RuleInfo rule,
      Status status,
      Subject who,
      String within,
      Category line,
      double perHour,
      double things,
      double confidence) {
    this(rule, status, who, within, line, perHour, things, confidence, Company.NONE, 0, 3600);
  }

  private static MadeUpClaim of(Subject who, Category line, double perHour) {
    return new MadeUpClaim(ANY, Status.LEAK, who, null, line, perHour, Double.NaN, 0.9);
  }

  static MadeUpClaim process(String name, long pid, Category line, double perHour) {
    return of(Subject.process(name, pid, 0), line, perHour);
  }

  static MadeUpClaim named(Kind kind, String name, Category line, double perHour) {
    return of(Subject.named(kind, name), line, perHour);
  }

  static MadeUpClaim group(String name, Category line, double perHour) {
    return named(Kind.PROCESS_GROUP, name, line, perHour);
  }

  static MadeUpClaim host(Category line, double perHour) {
    return of(Subject.HOST, line, perHour);
  }

  MadeUpClaim by(RuleInfo other) {
    return new MadeUpClaim(
        other, status, who, within, line, perHour, things, confidence, company, from, to);
  }

  /** By a rule of this name that nobody has anything to say of. */
  MadeUpClaim by(String id) {
    return by(new RuleInfo(id, "proc/meminfo", List.of()));
  }

  MadeUpClaim suspected() {
    return as(Status.SUSPECTED_LEAK);
  }

  MadeUpClaim as(Status other) {
    return new MadeUpClaim(
        rule, other, who, within, line, perHour, things, confidence, company, from, to);
  }

  /** Shown by its rule to belong together with this. */
  MadeUpClaim with(Company other) {
    return new MadeUpClaim(
        rule, status, who, within, line, perHour, things, confidence, other, from, to);
  }

  /** Seen between two seconds. */
  MadeUpClaim between(double begin, double end) {
    return new MadeUpClaim(
        rule, status, who, within, line, perHour, things, confidence, company, begin, end);
  }

  MadeUpClaim in(String cgroup) {
    return new MadeUpClaim(
        rule, status, who, cgroup, line, perHour, things, confidence, company, from, to);
  }

  MadeUpClaim counting(double perHourThings) {
    return new MadeUpClaim(
        rule, status, who, within, line, perHour, perHourThings, confidence, company, from, to);
  }

  Finding finding() {
    boolean counted = !Double.isNaN(things);
    double rate = counted ? things : perHour * MIB;
    String id = rule.id() + ":" + who.name() + ":" + who.id();
    Unit unit = counted ? Unit.COUNT : Unit.BYTES;
    Clearing clearing = status == Status.CLEARED ? Clearing.AS_SAID : null;
    return new Finding(
        id,
        0,
        rule,
        status,
        clearing,
        new Claim(
            new Culprit(who, null, within),
            line,
            new Growth(
                Shape.LINEAR,
                from,
                to,
                rate * (to - from) / 3600,
                rate,
                rate,
                rate,
                unit,
                Double.NaN,
                false),
            new Loss(perHour * MIB, Double.NaN, Double.NaN, Loss.Basis.COUNTED),
            Certainty.of(confidence),
            Map.of(),
            company),
        new Words(Wording.of("made.up"), Wording.of("made.up"), false),
        new Support(List.of(), List.of(), List.of()));
  }
}
