package io.memledger.corpus.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.corpus.machine.Scenario;
import io.memledger.replay.Replay;
import io.memledger.rules.Rules;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No sentence contradicts a number beside it, over all archives of this repository and some of the
 * made-up corpus: with {@code -Daccuracy=full} four of each scenario, and with {@code -Dalso=DIR}
 * over archives of that folder too.
 */
class ContradictionsTest {
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("src/test/resources/reports"),
          Path.of("src/test/resources/captures"),
          Path.of("../samples"));

  /** Those in which floors rise under falls, and those in which they do not. */
  private static final List<String> TELLING =
      List.of(
          "rising-floor-partial-falls",
          "rising-floor-cycle",
          "rising-floor-teeth",
          "sawtooth-flat-floor",
          "oom-killed-lives-v2",
          "many-jvms");

  @TempDir Path folder;

  static List<Path> archives() throws IOException {
    List<Path> folders = new ArrayList<>(FOLDERS);
    if (System.getProperty("also") != null) {
      folders.add(Path.of(System.getProperty("also")));
    }
    List<Path> all = new ArrayList<>();
    for (Path one : folders) {
      try (Stream<Path> files = Files.list(one)) {
        files.filter(file -> file.toString().contains(".tar")).sorted().forEach(all::add);
      }
    }
    return all;
  }

  static List<Corpus.Place> places() {
    boolean full = System.getProperty("accuracy", "").equals("full");
    List<Corpus.Place> places = new ArrayList<>();
    for (Scenario scenario : Scenarios.all()) {
      // Even numbers: nobody looks at the other half one by one.
      for (int number = 0; number < (full ? 8 : 2); number += 2) {
        if (full || TELLING.contains(scenario.name())) {
          places.add(new Corpus.Place(scenario, number));
        }
      }
    }
    return places;
  }

  @ParameterizedTest
  @MethodSource("archives")
  void realArchivesDoNotContradictThemselves(Path archive) {
    assertEquals(List.of(), told(archive));
  }

  @ParameterizedTest
  @MethodSource("places")
  void madeUpOnesDoNotEither(Corpus.Place place) throws IOException {
    Path archive = Corpus.dump(place, folder);
    assertEquals(List.of(), told(archive));
    Files.delete(archive);
  }

  private static List<String> told(Path archive) {
    return Contradictions.of(
        Rules.engine().analyse(Replay.run(archive, Limits.defaults(), Progress.NONE)));
  }

  @Test
  void floorsAreToldApart() {
    assertTrue(floors(0.3).rise(50), "a rise of 0.3 a sample under teeth");
    assertFalse(floors(0.3).rise(500), "it does not matter");
    assertFalse(floors(0).rise(0), "teeth on one floor");
    assertTrue(QuarterFloors.of(teeth(0.3, 15)).isEmpty(), "too few to have floors");
  }

  private static QuarterFloors floors(double slope) {
    return QuarterFloors.of(teeth(slope, 240)).orElseThrow();
  }

  private static TimeSeries teeth(double slope, int samples) {
    double[] times = new double[samples];
    double[] values = new double[samples];
    for (int i = 0; i < samples; i++) {
      times[i] = i;
      values[i] = 1000 + slope * i + 20 * (i % 10);
    }
    return TimeSeries.of(Metric.USED, Subject.HOST, times, values);
  }
}
