package io.memledger.engine;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.ledger.Ledger;
import io.memledger.ledger.LedgerBuilder;
import io.memledger.merge.Merging;
import io.memledger.rule.Claim;
import io.memledger.rule.Clearing;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.NextStep;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Sight;
import io.memledger.rule.Status;
import io.memledger.rule.Support;
import io.memledger.rule.Wording;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.verdict.Ranking;
import io.memledger.verdict.Verdict;
import io.memledger.verdict.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Asks every rule of a list, makes one finding of what belongs together, and gives the verdict. It
 * knows no rule. A rule that cannot run, and a rule or a stage that crashes, is said so; the others
 * go on.
 */
public final class RuleEngine {
  private static final NextStep TOP =
      new NextStep(Wording.of("step.top"), "ps -eo pid,rss,comm --sort=-rss | head -n 20");

  private final List<Rule> rules;
  private final Function<RuleInput, List<Sight>> sights;

  /** Rules that do not know what they would have seen: nothing is healthy for them. */
  public RuleEngine(List<? extends Rule> rules) {
    this(rules, input -> List.of());
  }

  /**
   * @param sights what a capture would have shown
   */
  public RuleEngine(List<? extends Rule> rules, Function<RuleInput, List<Sight>> sights) {
    this.rules = List.copyOf(rules);
    this.sights = sights;
  }

  /** Never throws for odd data. */
  public Analysis analyse(Recording recording) {
    Stages stages = new Stages();
    Ledger ledger =
        stages.run(
            "analysis-ledger", () -> LedgerBuilder.build(recording).orElse(null), () -> null);
    RuleInput input = new RuleInput(recording, ledger);
    List<Finding> found = new ArrayList<>();
    List<RuleOutcome> outcomes = new ArrayList<>();
    SortedMap<String, List<String>> notEvaluated = new TreeMap<>();
    for (Rule rule : rules) {
      RuleInfo info = rule.info();
      Optional<Metric> lacking = Lacking.of(recording, rule);
      if (lacking.isPresent()) {
        notEvaluated.computeIfAbsent(info.source(), s -> new ArrayList<>()).add(info.id());
        Wording reason = Lacking.reason(recording, info, lacking.get());
        outcomes.add(new RuleOutcome(info, Outcome.NOT_EVALUATED, reason));
      } else if (rule.judgesTrends() && MinimumCapture.tooShort(recording)) {
        outcomes.add(
            new RuleOutcome(info, Outcome.NOT_EVALUATED, MinimumCapture.wanted(recording)));
      } else {
        outcomes.add(ask(rule, input, found));
      }
    }
    List<Finding> apart =
        stages.run("analysis-crowd", () -> Crowd.thinned(found, stages), () -> found);
    List<Finding> merged = stages.run("analysis-merging", () -> Merging.of(apart), () -> apart);
    List<Finding> ranked =
        stages.run("analysis-ranking", () -> Ranking.ordered(recording, merged), () -> merged);
    List<Finding> findings =
        Citations.of(recording, ranked).stream()
            .map(UnknownPids::replaced)
            .map(RuleEngine::withStep)
            .toList();
    List<Sight> seen =
        MinimumCapture.tooShort(recording)
            ? List.of()
            : stages.run("analysis-limits", () -> sights.apply(input), List::of);
    Verdict verdict =
        stages.run(
            "analysis-verdict",
            () -> Verdicts.of(input, findings, seen, isAnythingJudged(outcomes)),
            () -> Verdict.inconclusive(Wording.of("verdict.failed")));
    return new Analysis(
        recording, ledger, verdict, findings, outcomes, notEvaluated, stages.failures());
  }

  /** A leak whose culprit's name allows no command of its own still has a next look. */
  private static Finding withStep(Finding finding) {
    return finding.status().isLeak() && finding.support().steps().isEmpty()
        ? finding.resting(
            new Support(finding.support().evidence(), List.of(TOP), finding.support().proofs()))
        : finding;
  }

  /** Whether a rule that cannot do without some series was asked. */
  private static boolean isAnythingJudged(List<RuleOutcome> outcomes) {
    return outcomes.stream()
        .anyMatch(o -> o.outcome() != Outcome.NOT_EVALUATED && !o.rule().needs().isEmpty());
  }

  private static RuleOutcome ask(Rule rule, RuleInput input, List<Finding> findings) {
    RuleInfo info = rule.info();
    try {
      Optional<Wording> unfit = rule.unfit(input);
      if (unfit.isPresent()) {
        return new RuleOutcome(info, Outcome.NOT_EVALUATED, unfit.get());
      }
      List<Finding> found = rule.check(input);
      List<Finding> worth = found.stream().filter(RuleEngine::isWorthListing).toList();
      boolean clear = found.stream().allMatch(f -> f.status() == Status.CLEARED);
      Wording reason =
          found.isEmpty() ? Wording.of("clear.nothing") : found.get(0).words().headline();
      boolean still = !found.isEmpty() && found.get(0).clearing() == Clearing.STILL;
      // Nothing is added before all is known, so that what crashed half-way leaves nothing behind.
      findings.addAll(MinimumCapture.samples(input.recording()) > 1 ? worth : stated(worth));
      Optional<Wording> part =
          found.isEmpty() || still ? Partial.of(input.recording(), info) : Optional.empty();
      if (part.isPresent()) {
        return new RuleOutcome(info, Outcome.NOT_EVALUATED, part.get());
      }
      return new RuleOutcome(info, clear ? Outcome.CLEAR : Outcome.FINDING, reason, still);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new RuleOutcome(info, Outcome.FAILED, Stages.crash("failed.crash", e));
    }
  }

  /** One look clears nothing: what would be cleared is a level that is told. */
  private static List<Finding> stated(List<Finding> found) {
    return found.stream()
        .map(
            f ->
                f.status() == Status.CLEARED
                    ? FindingBuilder.from(f, Status.NOTICE).clearing(null).build()
                    : f)
        .toList();
  }

  /**
   * A cleared finding is listed where something could be taken for a leak; that nothing happened is
   * said in the rule's outcome.
   */
  private static boolean isWorthListing(Finding f) {
    Claim claim = f.claim();
    boolean about = claim.line() != null || claim.kind() != Subject.Kind.HOST;
    boolean numbers = claim.growth().shape() != null || !f.support().evidence().isEmpty();
    return f.status() != Status.CLEARED
        || f.clearing().isOpen()
        || about && numbers && f.clearing().isWorthListing();
  }

  /** The rules, in their order. */
  public List<Rule> rules() {
    return rules;
  }
}
