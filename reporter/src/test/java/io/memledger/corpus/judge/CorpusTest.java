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

  @TempDir Path folder;

  @Test
  void verdictsAreRight() {
    List<Corpus.Place> places = new ArrayList<>();
    for (Scenario scenario : Scenarios.all()) {
      places.add(new Corpus.Place(scenario, 0));
      places.add(new Corpus.Place(scenario, 2));
    }
    List<Outcome> outcomes = Corpus.judge(places, folder, 2);
    Score score = new Score(outcomes);
    String listing = Listing.of(outcomes);
    assertTrue(score.precision() >= 0.98 - SLACK, listing);
    assertTrue(score.recall() >= 0.95 - SLACK, listing);
    assertTrue(score.culprit() >= 0.95 - SLACK, listing);
    assertTrue(score.medianRateError() <= 0.05, listing);
    assertTrue(score.coverage() >= 0.90 - SLACK, listing);
  }
}
