package io.memledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Incidents of public reports, as archives: the verdicts that report-cases.md asks for. */
class ReportCasesTest {
  private static final Path TABLE = Path.of("src/test/resources/report-cases.md");
  private static final Path ARCHIVES = Path.of("src/test/resources/reports");
  private static final String ENDING = ".tar.gz";
  private static final String WRONG = "wrong";

  @TempDir Path folder;

  /** A row of the table. */
  record Case(String name, List<String> said, String named, String truth) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException {
    return CaseTable.rows(TABLE, "archive", 4).stream()
        .map(cell -> new Case(cell[0], Arrays.asList(cell[1].split(" or ")), cell[2], cell[3]))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theVerdictIsTrue(Case one) throws IOException {
    JsonNode report = report(one);
    String status = report.at("/verdict/status").asText();
    String headline = report.at("/verdict/headline").asText();
    if (one.said().contains(WRONG)) {
      assertTrue(status.endsWith("leak"), "now right, move its row: " + headline);
      return;
    }
    assertTrue(one.said().contains(status), status + ", not " + one.said() + ": " + headline);
    if (!one.named().equals("-")) {
      JsonNode first = report.at("/findings/0");
      Set<String> names =
          Set.of(first.at("/category").asText(), first.at("/culprit/name").asText());
      assertTrue(names.contains(one.named()), first.toString());
    }
    for (JsonNode rule : report.at("/rules")) {
      assertFalse(rule.at("/outcome").asText().equals("failed"), rule.toString());
    }
  }

  @Test
  void everyArchiveStandsInTheTable() throws IOException {
    try (Stream<Path> files = Files.list(ARCHIVES)) {
      Set<String> there =
          files
              .map(f -> f.getFileName().toString().replace(ENDING, ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(
          there, cases().stream().map(Case::name).collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private JsonNode report(Case one) throws IOException {
    Path archive = ARCHIVES.resolve(one.name() + ENDING);
    ReportWriter.write(
        Rules.engine().analyse(Replay.run(archive, Limits.defaults(), Progress.NONE)),
        folder.resolve("out"),
        Set.of(Format.JSON),
        null);
    return new ObjectMapper().readTree(folder.resolve("out/report.json").toFile());
  }
}
