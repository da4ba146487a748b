package io.memledger.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleEngine;
import io.memledger.engine.RuleOutcome;
import io.memledger.ledger.LedgerBuilder;
import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.util.List;
import java.util.function.UnaryOperator;

/** Asks one rule about one recording, and sees to it that every sentence can be written. */
public final class Asked {
  private static final Bundle BUNDLE = new Bundle();

  private Asked() {}

  /** All that the rule says, asked directly as after the engine's checks. */
  public static List<Finding> all(Rule rule, Recording recording) {
    List<Finding> found =
        rule.check(new RuleInput(recording, LedgerBuilder.build(recording).orElse(null)));
    assertFalse(found.isEmpty(), "silence is not health");
    for (Finding f : found) {
      assertEquals(rule.info(), f.rule());
      BUNDLE.render(f.words().headline());
      BUNDLE.render(f.words().explanation());
      f.support().steps().forEach(s -> BUNDLE.render(s.why()));
      assertTrue(f.support().evidence().stream().noneMatch(e -> Double.isNaN(e.value())));
    }
    return found;
  }

  /** The one finding of a rule that has one, with its status. */
  public static Finding one(Rule rule, Recording recording, Status status) {
    List<Finding> found = all(rule, recording);
    assertEquals(1, found.size(), () -> found.toString());
    assertEquals(
        status, found.get(0).status(), () -> BUNDLE.render(found.get(0).words().headline()));
    return found.get(0);
  }

  /** What the engine makes of the rule: the way on which needs and length are checked. */
  public static RuleOutcome.Outcome outcome(Rule rule, Recording recording) {
    RuleOutcome outcome = new RuleEngine(List.of(rule)).analyse(recording).rules().get(0);
    BUNDLE.render(outcome.reason());
    return outcome.outcome();
  }

  /** Asserts that the rule is not evaluated where this metric was not captured. */
  public static void needs(Rule rule, Scene scene, Metric metric) {
    assertTrue(rule.info().needs().contains(metric));
    assertEquals(
        RuleOutcome.Outcome.NOT_EVALUATED, outcome(rule, scene.without(metric).recording()));
  }

  /** Asserts that the rule keeps silent about trends where a few seconds were captured. */
  public static void wantsTime(Rule rule) {
    assertEquals(RuleOutcome.Outcome.NOT_EVALUATED, outcome(rule, Scene.seconds(5).recording()));
  }

  /** Asserts that hours of a busy healthy machine give no finding. */
  public static void clearsBusyMachines(Rule rule) {
    clearsBusyMachines(rule, s -> s);
  }

  /** Likewise, of machines that have more to them. */
  public static void clearsBusyMachines(Rule rule, UnaryOperator<Scene> more) {
    for (int seed = 0; seed < 5; seed++) {
      Scene minutes = more.apply(Scenes.busy(Scene.of(91, 1, 300 + seed), 90, 90));
      assertEquals(RuleOutcome.Outcome.CLEAR, outcome(rule, minutes.recording()), "seed " + seed);
    }
    Scene hours = more.apply(Scenes.busy(Scene.hours(2), 7200, 720));
    assertEquals(RuleOutcome.Outcome.CLEAR, outcome(rule, hours.recording()));
  }

  /** The value of one piece of evidence. */
  public static double evidence(Finding finding, String name) {
    return finding.support().evidence().stream()
        .filter(e -> e.name().equals(name))
        .mapToDouble(Evidence::value)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError("no evidence " + name + " in " + finding.support().evidence()));
  }

  public static boolean has(Finding finding, String name) {
    return finding.support().evidence().stream().anyMatch(e -> e.name().equals(name));
  }

  public static String headline(Finding finding) {
    return BUNDLE.render(finding.words().headline());
  }
}
