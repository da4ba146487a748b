package io.memledger.corpus.judge;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.memledger.corpus.limits.LimitsChapter;
import io.memledger.corpus.limits.Trial;
import io.memledger.corpus.machine.Scenario;
import io.memledger.corpus.page.PageText;
import io.memledger.corpus.real.Judged;
import io.memledger.corpus.real.RealChapter;
import io.memledger.corpus.real.RealFigures;
import io.memledger.corpus.real.Recordings;
import io.memledger.corpus.real.Yardstick;
import io.memledger.source.SharedFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Judges all there is and writes ACCURACY.md; not part of the tests, since it takes long.
 * Properties:
 *
 * <ul>
 *   <li>{@code accuracy}: tuned or kept, a half of the made-up corpus; real, found windows; limits,
 *       leaks put in at the stated limit; or full, all of these, and ACCURACY.md is written anew
 *   <li>{@code shared}: folder of found data; without it the figures of the last run stay
 *   <li>{@code archives}: how many of each scenario, both halves together
 *   <li>{@code trials}: of how many archives of each healthy scenario limits are checked
 *   <li>{@code worlds}: only those that are plain, or only those like-real
 *   <li>{@code scenario}: only those whose name begins with it, or with one of several (a,b,c)
 *   <li>{@code number}: only this archive of it
 *   <li>{@code dump}: a folder; archives are written there and not judged
 *   <li>{@code threads}: 2 by default
 * </ul>
 */
class AccuracyRun {
  private static final Path TARGET = Path.of("target/accuracy");
  private static final int THREADS = Integer.getInteger("threads", 2);

  @TempDir Path folder;

  @Test
  void judgeTheCorpus() throws IOException {
    Files.createDirectories(TARGET);
    String half = System.getProperty("accuracy", "tuned");
    switch (half) {
      case "real" -> write("real.md", out -> real().write(out));
      case "limits" -> write("limits.md", out -> limits(RealFigures.kept()).write(out));
      case "full" -> full();
      default -> madeUp(half);
    }
  }

  private void full() throws IOException {
    RealChapter real = real();
    MadeUpChapter madeUp = new MadeUpChapter(Corpus.judge(places("full"), folder, THREADS));
    String page = new AccuracyPage(real, madeUp, limits(RealFigures.kept())).text();
    boolean whole = System.getProperty("scenario") == null && System.getProperty("worlds") == null;
    Files.writeString(whole ? Path.of("ACCURACY.md") : TARGET.resolve("full.md"), page);
  }

  private void madeUp(String half) throws IOException {
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
    List<Outcome> outcomes = Corpus.judge(places, folder, THREADS);
    if (half.equals("tuned")) {
      Files.writeString(TARGET.resolve("tuned-failures.txt"), Listing.of(outcomes));
    }
    write(half + ".md", out -> new MadeUpChapter(outcomes).write(out));
  }

  /** Found windows are judged only where they are; our own recordings always. */
  private RealChapter real() throws IOException {
    if (System.getProperty("shared") != null) {
      Path data = SharedFixtures.root().resolveSibling("yardstick");
      List<Judged> judged = new Yardstick(data, folder).judge(THREADS);
      Files.writeString(TARGET.resolve("real-failures.txt"), Yardstick.failures(judged));
      RealFigures.of(judged).keep();
    }
    return new RealChapter(RealFigures.kept(), Recordings.judge());
  }

  private LimitsChapter limits(RealFigures real) throws IOException {
    List<Trial.Result> results =
        LimitTrials.run(scenarios(), Integer.getInteger("trials", 2), folder, THREADS);
    Files.writeString(TARGET.resolve("limits-missed.txt"), LimitsChapter.missed(results));
    return new LimitsChapter(
        results,
        one -> Scenarios.isLikeReal(one.scenario()),
        real.limitsTried(),
        real.limitsFound());
  }

  private interface Chapter {
    void write(PageText out) throws IOException;
  }

  private static void write(String name, Chapter chapter) throws IOException {
    PageText out = new PageText();
    chapter.write(out);
    Files.writeString(TARGET.resolve(name), out.toString());
  }

  private static List<Scenario> scenarios() {
    String worlds = System.getProperty("worlds", "all");
    List<Scenario> scenarios =
        worlds.equals("plain")
            ? Scenarios.plain()
            : worlds.equals("like-real") ? Scenarios.likeReal() : Scenarios.all();
    String[] only = System.getProperty("scenario", "").split(",", -1);
    return scenarios.stream()
        .filter(one -> Arrays.stream(only).anyMatch(one.name()::startsWith))
        .toList();
  }

  private static List<Corpus.Place> places(String half) {
    // At least 1,000, and as many for each half.
    int usual = 2 * (1000 / (2 * Scenarios.all().size()) + 1);
    int each = Integer.getInteger("archives", usual);
    Integer number = Integer.getInteger("number");
    List<Corpus.Place> places = new ArrayList<>();
    for (Scenario scenario : scenarios()) {
      for (int i = 0; i < each; i++) {
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
