package io.memledger.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.Analysis;
import io.memledger.engine.Failure;
import io.memledger.engine.RuleEngine;
import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Claim;
import io.memledger.rule.Company;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.host.AvailableDecline;
import io.memledger.rules.process.ProcessGrowth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final class Crashing implements Rule {
    @Override
    public RuleInfo info() {
      return new RuleInfo("crashing", "proc/meminfo", List.of());
    }

    @Override
    public List<Finding> check(RuleInput input) {
      throw new IllegalStateException("odd data");
    }
  }

  @Test
  void aCrashIsSaidAndTheOthersGoOn() {
    RuleEngine engine = new RuleEngine(List.of(new Crashing(), new ProcessGrowth()));
    Analysis analysis = engine.analyse(Scenes.heap(Scene.seconds(90)).recording());
    assertEquals(Outcome.FAILED, analysis.rules().get(0).outcome());
    assertEquals("odd data", analysis.rules().get(0).reason().args().get("message"));
    assertEquals(Outcome.FINDING, analysis.rules().get(1).outcome());
  }

  /** A leak whose bytes nobody can ask for: merging, ranking and forecast cannot stand it. */
  private static final class Broken implements Rule {
    private static final RuleInfo INFO = new RuleInfo("broken", "proc/meminfo", List.of());

    @Override
    public RuleInfo info() {
      return INFO;
    }

    @Override
    public List<Finding> check(RuleInput input) {
      Finding sound =
          new FindingBuilder(INFO, Status.LEAK).headline(Wording.of("clear.nothing")).build();
      Claim claim = sound.claim();
      Claim odd =
          new Claim(
              null, claim.line(), claim.growth(), null, claim.certainty(), Map.of(), Company.NONE);
      return List.of(
          new Finding("broken", 0, INFO, Status.LEAK, null, odd, sound.words(), sound.support()));
    }
  }

  @Test
  void aCrashOfAStageIsSaidAndTheRestIsThere() {
    RuleEngine engine = new RuleEngine(List.of(new Broken(), new ProcessGrowth()));
    Analysis analysis = engine.analyse(Scenes.heap(Scene.seconds(90)).recording());
    assertEquals(
        List.of("analysis-merging", "analysis-ranking"),
        analysis.failures().stream().map(Failure::part).limit(2).toList());
    assertEquals(2, analysis.findings().size());
    assertEquals(Outcome.FINDING, analysis.rules().get(1).outcome());
  }

  @Test
  void aHostLossIsTheStoryOfWhoeverIsNamed() {
    Analysis alone =
        new RuleEngine(List.of(new AvailableDecline()))
            .analyse(Scenes.heap(Scene.seconds(90)).recording());
    assertEquals("available-decline", alone.findings().get(0).id());
    Analysis both =
        new RuleEngine(List.of(new AvailableDecline(), new ProcessGrowth()))
            .analyse(Scenes.heap(Scene.seconds(90)).recording());
    Finding first = both.findings().get(0);
    assertEquals("process-growth:orderd:4711", first.id());
    assertTrue(
        first.support().evidence().stream().anyMatch(e -> e.name().equals("MemAvailable-end")));
    assertTrue(both.findings().stream().noneMatch(f -> f.id().equals("available-decline")));
  }

  @Test
  void twoAnalysesOfOneRecordingAreEqual() {
    Analysis one = Scenes.pipes(Scene.seconds(90)).analyse();
    Analysis two = Scenes.pipes(Scene.seconds(90)).analyse();
    assertEquals(one.findings(), two.findings());
    assertEquals(one.verdict(), two.verdict());
    assertEquals(one.rules(), two.rules());
  }
}
