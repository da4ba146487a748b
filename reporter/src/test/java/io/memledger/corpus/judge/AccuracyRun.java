package io.memledger.corpus.judge;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.memledger.corpus.machine.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Judges the corpus; not part of the tests, since it takes minutes. Properties:
 *
 * <ul>
 *   <li>{@code accuracy}: tuned, kept, or full (both halves, and ACCURACY.md is written anew)
 *   <li>{@code archives}: how many of each scenario, both halves together
 *   <li>{@code worlds}: only those that are plain, or only those like-real
 *   <li>{@code scenario}: only those whose name begins with it, or with one of several (a,b,c)
 *   <li>{@code number}: only this archive of it
 *   <li>{@code dump}: a folder; archives are written there and not judged
 *   <li>{@code threads}: 2 by default
 * </ul>
 */
class AccuracyRun {
  private static final Path TARGET = Path.of("target/accuracy");

  @TempDir Path folder;

  @Test
  void judgeTheCorpus() throws IOException {
    String half = System.getProperty("accuracy", "tuned");
    List<Corpus.Place> places = places(half);
    assertFalse(places.isEmpty(), "no archive is asked for");
    String dump = System.getProperty("dump");
    if (dump != null) {
      Files.createDirectories(Path.of(dump));
      for (Corpus.Place place : places) {
        Corpus.dump(place, Path.of(dump));
      }
      return;
    }
    List<Outcome> outcomes = Corpus.judge(places, folder, Integer.getInteger("threads", 2));
    Files.createDirectories(TARGET);
    if (half.equals("tuned")) {
      Files.writeString(TARGET.resolve("tuned-failures.txt"), Listing.of(outcomes));
    }
    AccuracyPage page = new AccuracyPage(outcomes);
    boolean whole = System.getProperty("scenario") == null && System.getProperty("worlds") == null;
    if (half.equals("full") && whole) {
      Files.writeString(Path.of("ACCURACY.md"), page.text());
    } else {
      Files.writeString(TARGET.resolve(half + ".md"), page.text());
    }
  }

  private static List<Corpus.Place> places(String half) {
    String worlds = System.getProperty("worlds", "all");
    List<Scenario> scenarios =
        worlds.equals("plain")
            ? Scenarios.plain()
            : worlds.equals("like-real") ? Scenarios.likeReal() : Scenarios.all();
    String[] only = System.getProperty("scenario", "").split(",", -1);
    // At least 1,000, and as many for each half.
    int each = Integer.getInteger("archives", 2 * (1000 / (2 * scenarios.size()) + 1));
    Integer number = Integer.getInteger("number");
    List<Corpus.Place> places = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      boolean asked = Arrays.stream(only).anyMatch(scenario.name()::startsWith);
      for (int i = 0; i < each && asked; i++) {
        Corpus.Place place = new Corpus.Place(scenario, i);
        boolean wanted = half.equals("full") || half.equals("tuned") == place.tuned();
        if (wanted && (number == null || number == i)) {
          places.add(place);
        }
      }
    }
    return places;
  }
}
