package io.memledger.corpus.real;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.memledger.corpus.page.Bands;
import io.memledger.corpus.page.Said;
import io.memledger.corpus.page.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * The figures over the windows of machines that nobody made up, kept in a file of their own, so
 * that a page that is written without the data still has them.
 *
 * @param byWindow by length of the window, shortest first
 * @param falseEnds accusations of what is no leak that foretell an end
 * @param limitsTried windows of a day or more into which a leak at the stated limit was put
 */
public record RealFigures(
    List<Row> byWindow,
    Counts days,
    Counts shorter,
    Tally leak,
    Tally suspected,
    Bands bands,
    int falseEnds,
    int limitsTried,
    int limitsFound) {

  private static final Path FILE = Path.of("src/test/resources/real-machines.json");

  /**
   * Windows by truth, and how many of each an alarm was raised on.
   *
   * @param between windows of which a part went on: neither right nor wrong
   */
  public record Counts(
      int leaks,
      int hits,
      int noLeaks,
      int falseAlarms,
      int small,
      int smallFound,
      int between,
      int betweenAlarmed) {

    static Counts of(List<Judged> all) {
      return new Counts(
          count(all, "leak", false),
          count(all, "leak", true),
          count(all, "no-leak", false),
          count(all, "no-leak", true),
          count(all, "leak-small", false),
          count(all, "leak-small", true),
          count(all, "between", false),
          count(all, "between", true));
    }

    private static int count(List<Judged> all, String truth, boolean alarmed) {
      return (int)
          all.stream()
              .filter(one -> one.window().truth().equals(truth) && (!alarmed || one.accuses()))
              .count();
    }

    int right() {
      return hits + smallFound;
    }
  }

  /** The windows of one length, which has a name. */
  public record Row(String window, Counts counts) {}

  public static RealFigures of(List<Judged> all) {
    List<Row> byWindow = new ArrayList<>();
    Comparator<Window> longest = Comparator.comparingLong(w -> w.end() - w.start());
    Map<String, Window> lengths = new TreeMap<>();
    all.forEach(
        one -> lengths.merge(one.window().window(), one.window(), BinaryOperator.maxBy(longest)));
    for (Window length : lengths.values().stream().sorted(longest).toList()) {
      byWindow.add(
          new Row(
              length.window(),
              Counts.of(
                  all.stream()
                      .filter(one -> one.window().window().equals(length.window()))
                      .toList())));
    }
    return new RealFigures(
        byWindow,
        Counts.of(all.stream().filter(one -> one.window().isOfDays()).toList()),
        Counts.of(all.stream().filter(one -> !one.window().isOfDays()).toList()),
        Tally.of(accusing(all.stream().filter(j -> j.status().equals("leak")).toList())),
        Tally.of(accusing(all.stream().filter(j -> j.status().equals("suspected-leak")).toList())),
        Bands.of(accusing(all), healthy(all)),
        (int) all.stream().filter(j -> j.accuses() && j.window().isNoLeak() && j.ends()).count(),
        (int) all.stream().filter(one -> one.found() != null).count(),
        (int) all.stream().filter(one -> Boolean.TRUE.equals(one.found())).count());
  }

  private static List<Said> accusing(List<Judged> all) {
    return all.stream()
        .filter(one -> one.accuses() && one.isScored())
        .map(one -> new Said(one.confidence(), !one.window().isNoLeak()))
        .toList();
  }

  /** A small rise that went on is neither: healthy tells of leaks above its limit only. */
  private static List<Said> healthy(List<Judged> all) {
    return all.stream()
        .filter(one -> one.isHealthy() && (one.window().isLeak() || one.window().isNoLeak()))
        .map(one -> new Said(one.confidence(), one.window().isNoLeak()))
        .toList();
  }

  public static RealFigures kept() throws IOException {
    return new ObjectMapper().readValue(FILE.toFile(), RealFigures.class);
  }

  public void keep() throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Files.writeString(FILE, mapper.writeValueAsString(this) + "\n");
  }
}
