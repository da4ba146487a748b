package io.memledger.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.memledger.CaseTable;
import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.replay.Replay;
import io.memledger.report.Format;
import io.memledger.report.ReportWriter;
import io.memledger.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings of machines with real services: who is accused, against what happened afterwards. */
class RecordingsTest {
  private static final Path FOLDER = Path.of("src/test/resources/recordings");
  private static final Path TABLE = FOLDER.resolve("recordings.md");
  private static final String ENDING = ".tar.xz";
  private static final String NOBODY = "nobody";

  @TempDir Path folder;

  /** A row of the table: whom the report may accuse, and at which rate in MiB an hour. */
  record Recorded(
      String name, List<String> accused, String rate, String today, String use, String truth) {

    boolean isRightToday() {
      return today.equals("right");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Recorded> recordings() throws IOException {
    return CaseTable.rows(TABLE, "recording", 6).stream()
        .map(
            cell ->
                new Recorded(
                    cell[0],
                    Arrays.asList(cell[1].split(" or ")),
                    cell[2],
                    cell[3],
                    cell[4],
                    cell[5]))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void whoIsAccusedIsTrue(Recorded one) throws IOException {
    JsonNode report = report(one);
    String headline = report.at("/verdict/headline").asText();
    if (one.isRightToday()) {
      assertTrue(isTrue(one, report), "accused " + accused(report) + ": " + headline);
    } else {
      assertFalse(isTrue(one, report), "now right, say so in its row: " + headline);
    }
    for (JsonNode rule : report.at("/rules")) {
      assertFalse(rule.at("/outcome").asText().equals("failed"), rule.toString());
    }
  }

  @Test
  void everyRecordingStandsInTheTable() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> there =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(ENDING))
              .map(name -> name.replace(ENDING, ""))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> told =
          recordings().stream().map(Recorded::name).collect(Collectors.toCollection(TreeSet::new));
      assertEquals(there, told);
    }
  }

  /** What is set on is known: a slip of the pen in the table would check nothing. */
  @Test
  void theTableUsesItsWords() throws IOException {
    for (Recorded one : recordings()) {
      assertTrue(Set.of("right", "wrong").contains(one.today()), one + ": today");
      assertTrue(Set.of("tuning", "aside").contains(one.use()), one + ": use");
      assertTrue(one.rate().equals("-") == one.accused().equals(List.of(NOBODY)), one + ": rate");
    }
    long aside = recordings().stream().filter(one -> one.use().equals("aside")).count();
    assertTrue(aside * 4 >= recordings().size(), "a fair part is kept aside");
  }

  private static boolean isTrue(Recorded one, JsonNode report) {
    String accused = accused(report);
    if (!one.accused().contains(accused)) {
      return false;
    }
    if (accused.equals(NOBODY)) {
      return true;
    }
    double wanted = Double.parseDouble(one.rate()) * (1 << 20);
    double said = report.at("/findings/0/rate").asDouble();
    // Half to twice: what a support desk needs of a rate.
    return said >= wanted / 2 && said <= wanted * 2;
  }

  /** The name in the first finding of a verdict of a leak; its line where nobody is named. */
  private static String accused(JsonNode report) {
    if (!report.at("/verdict/status").asText().endsWith("leak")) {
      return NOBODY;
    }
    JsonNode first = report.at("/findings/0");
    String name = first.at("/culprit/name").asText();
    return name.isEmpty() || name.equals("null") ? first.at("/category").asText() : name;
  }

  private JsonNode report(Recorded one) throws IOException {
    ReportWriter.write(
        Rules.engine()
            .analyse(
                Replay.run(FOLDER.resolve(one.name() + ENDING), Limits.defaults(), Progress.NONE)),
        folder.resolve("out"),
        Set.of(Format.JSON),
        null);
    return new ObjectMapper().readTree(folder.resolve("out/report.json").toFile());
  }
}
