package io.memledger.engine;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.ledger.Ledger;
import io.memledger.ledger.LedgerBuilder;
import io.memledger.merge.Stories;
import io.memledger.rule.Finding;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.series.CaptureFacts.MissingSource;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import io.memledger.verdict.Ranking;
import io.memledger.verdict.Verdict;
import io.memledger.verdict.Verdicts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Asks every rule of a list, makes one story of what belongs together, and gives the verdict. It
 * knows no rule. A rule that cannot run or that crashes is said so; the others go on.
 */
public final class RuleEngine {
  /** The reason of a clearing that says: too small to matter. */
  private static final String FLAT = "why.flat";

  private final List<Rule> rules;

  public RuleEngine(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Never throws for odd data. */
  public Analysis analyse(Recording recording) {
    Ledger ledger = ledger(recording);
    RuleInput given = new RuleInput(recording, ledger);
    List<Finding> findings = new ArrayList<>();
    List<RuleOutcome> outcomes = new ArrayList<>();
    SortedMap<String, List<String>> notEvaluated = new TreeMap<>();
    for (Rule rule : rules) {
      RuleInfo info = rule.info();
      Optional<Metric> lacking = lacking(recording, info);
      if (lacking.isPresent()) {
        notEvaluated.computeIfAbsent(info.source(), s -> new ArrayList<>()).add(info.id());
        outcomes.add(outcome(info, Outcome.NOT_EVALUATED, reason(recording, info, lacking.get())));
      } else if (rule.judgesTrends() && MinimumCapture.tooShort(recording)) {
        outcomes.add(outcome(info, Outcome.NOT_EVALUATED, tooShort(recording)));
      } else {
        outcomes.add(ask(rule, given, findings));
      }
    }
    List<Finding> stories = Ranking.ordered(recording, Stories.merged(findings));
    Verdict verdict = Verdicts.of(given, stories);
    return new Analysis(recording, ledger, verdict, stories, outcomes, notEvaluated);
  }

  private static Ledger ledger(Recording recording) {
    try {
      return LedgerBuilder.build(recording).orElse(null);
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static RuleOutcome ask(Rule rule, RuleInput given, List<Finding> findings) {
    try {
      Optional<Wording> unfit = rule.unfit(given);
      if (unfit.isPresent()) {
        return outcome(rule.info(), Outcome.NOT_EVALUATED, unfit.get());
      }
      List<Finding> found = rule.check(given);
      found.stream().filter(RuleEngine::isWorthListing).forEach(findings::add);
      boolean clear = found.stream().allMatch(f -> f.status() == Status.CLEARED);
      Wording reason = found.isEmpty() ? Wording.of("clear.nothing") : found.get(0).headline();
      return outcome(rule.info(), clear ? Outcome.CLEAR : Outcome.FINDING, reason);
    } catch (RuntimeException e) {
      Wording reason =
          Wording.of("failed.crash")
              .with("error", e.getClass().getSimpleName())
              .with("message", String.valueOf(e.getMessage()));
      return outcome(rule.info(), Outcome.FAILED, reason);
    }
  }

  /**
   * A cleared finding is listed where something could be taken for a leak; that nothing happened is
   * said in the rule's outcome.
   */
  private static boolean isWorthListing(Finding f) {
    boolean about =
        f.category() != null
            || f.culprit() != null && f.culprit().subject().kind() != Subject.Kind.HOST;
    boolean numbers = f.shape() != null || !f.evidence().isEmpty();
    boolean flat = f.headline().args().get("why") instanceof Wording why && why.key().equals(FLAT);
    boolean still = f.headline().key().endsWith(".headline.still");
    return f.status() != Status.CLEARED || about && numbers && !flat && !still;
  }

  private static RuleOutcome outcome(RuleInfo info, Outcome outcome, Wording reason) {
    return new RuleOutcome(info.id(), info.id() + ".title", outcome, reason);
  }

  private static Optional<Metric> lacking(Recording recording, RuleInfo info) {
    return info.needs().stream().filter(metric -> !any(recording, metric)).findFirst();
  }

  private static Wording tooShort(Recording recording) {
    return Wording.of("not-evaluated.too-short")
        .with("samples", MinimumCapture.samples(recording), Unit.COUNT)
        .with("span", recording.span(), Unit.SECONDS);
  }

  private static boolean any(Recording recording, Metric metric) {
    for (Subject.Kind kind : Subject.Kind.values()) {
      if (!recording.all(metric, kind).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static Wording reason(Recording recording, RuleInfo info, Metric metric) {
    for (MissingSource missing : recording.capture().missing()) {
      if (missing.path().equals(info.source())) {
        return Wording.of("not-evaluated.unreadable")
            .with("source", info.source())
            .with("reason", String.valueOf(missing.reason()));
      }
    }
    return Wording.of("not-evaluated.absent")
        .with("source", info.source())
        .with("metric", metric.name());
  }

  /** The rules, in their order. */
  public List<Rule> rules() {
    return Collections.unmodifiableList(rules);
  }
}
