package io.memledger.corpus.judge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.corpus.machine.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two archives of each scenario, of the tuned half, so that nobody sees the kept-aside half by
 * running the tests. The bounds leave room for so small a sample; the promise itself is measured by
 * {@link AccuracyRun}.
 */
@Tag("slow")
class CorpusTest {
  /** With some 60 leaks, two standard errors at 0.95 are 0.06. */
  private static final double SLACK = 0.06;

  /** What was measured when these worlds came; to be raised with the verdict, never lowered. */
  private static final double LIKE_REAL_PRECISION = 0.5;

  private static final double LIKE_REAL_RECALL = 0.25;

  @TempDir Path folder;

  @Test
  void verdictsOnWorldsLikeRealOnesAreNoWorse() {
    List<Outcome> outcomes = judge(Scenarios.likeReal());
    Score score = new Score(outcomes);
    assertTrue(score.precision() >= LIKE_REAL_PRECISION, Listing.of(outcomes));
    assertTrue(score.recall() >= LIKE_REAL_RECALL, Listing.of(outcomes));
  }

  private List<Outcome> judge(List<Scenario> scenarios) {
    List<Corpus.Place> places = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      places.add(new Corpus.Place(scenario, 0));
      places.add(new Corpus.Place(scenario, 2));
    }
    return Corpus.judge(places, folder, 2);
  }

  @Test
  void verdictsOnPlainWorldsAreRight() {
    List<Outcome> outcomes = judge(Scenarios.plain());
    Score score = new Score(outcomes);
    String listing = Listing.of(outcomes);
    assertTrue(score.precision() >= 0.98 - SLACK, listing);
    assertTrue(score.recall() >= 0.95 - SLACK, listing);
    assertTrue(score.culprit() >= 0.95 - SLACK, listing);
    assertTrue(score.medianRateError() <= 0.05, listing);
    assertTrue(score.coverage() >= 0.90 - SLACK, listing);
  }
}
