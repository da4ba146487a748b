package io.memledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.replay.Replay;
import io.memledger.report.Format;
import io.memledger.report.ReportWriter;
import io.memledger.rules.Rules;
import io.memledger.source.SharedFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real incidents that people published, each with a few snapshots: the report says where memory
 * went, or that nothing was lost, and never more than so little data can carry. The known answers
 * stand in field-cases.md.
 *
 * <p>They are found data; {@link ReportCasesTest} has those of our own.
 */
@Tag("shared")
class SharedFieldCasesTest {

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyCase() throws IOException {
    return FieldCase.all().stream()
        .filter(c -> !c.snapshots().isEmpty())
        .map(c -> DynamicTest.dynamicTest(c.toString(), () -> judge(c)));
  }

  @Test
  void everyFolderStandsInTheTable() throws IOException {
    try (Stream<Path> folders = Files.list(cases())) {
      Set<String> there =
          folders
              .map(f -> f.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> listed =
          FieldCase.all().stream()
              .map(FieldCase::name)
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(there, listed);
    }
    for (FieldCase one : FieldCase.all()) {
      assertEquals(one.expects(FieldCase.NO_ARCHIVE), one.snapshots().isEmpty(), one.toString());
      assertTrue(one.why().length() > 10, one + " says why");
    }
  }

  private static Path cases() {
    return SharedFixtures.root().resolve("cases");
  }

  private void judge(FieldCase one) throws IOException {
    JsonNode report = report(one);
    String headline = report.at("/verdict/headline").asText();
    assertEquals("inconclusive", report.at("/verdict/status").asText(), headline);
    for (JsonNode finding : report.at("/findings")) {
      String status = finding.at("/status").asText();
      assertTrue(!status.endsWith("leak"), "so little data carries no " + finding);
    }
    for (JsonNode rule : report.at("/rules")) {
      assertTrue(!rule.at("/outcome").asText().equals("failed"), rule.toString());
    }
    if (!report.at("/ledger/lines").isEmpty()) {
      assertSums(report);
    }
    JsonNode difference = difference(report);
    if (one.expects(FieldCase.LEDGER)) {
      assertTrue(!report.at("/ledger/lines").isEmpty(), "a ledger of one moment");
    }
    if (one.isDecidable()) {
      String said = difference == null ? "nothing" : difference.at("/headline").asText();
      assertEquals(one.expected().get(0), answer(one, difference), said);
    } else {
      assertNull(category(difference), "nothing to name a line by: " + difference);
    }
    if (!one.site().isEmpty()) {
      JsonNode site = finding(report, "allocation-profile");
      String name = site.at("/culprit/name").asText();
      assertEquals("notice", site.at("/status").asText(), site.toString());
      assertTrue(name.endsWith(" " + one.site().get(0)), name);
      assertEquals(one.site().get(1), site.at("/category").asText(), site.toString());
    }
  }

  private static void assertSums(JsonNode report) {
    for (String end : List.of("start", "end")) {
      long sum = 0;
      for (JsonNode line : report.at("/ledger/lines")) {
        sum += line.at("/" + end).asLong();
      }
      assertEquals(report.at("/host/mem_total").asLong(), sum, "sum of the lines at the " + end);
    }
  }

  /** The expected answer where the report gives it; else what it says instead. */
  private static String answer(FieldCase one, JsonNode difference) {
    boolean lost = difference != null && difference.at("/status").asText().equals("notice");
    String said = lost ? String.valueOf(category(difference)) : FieldCase.NO_LEAK;
    return one.expected().contains(said) ? one.expected().get(0) : said;
  }

  /** Line on which the report says memory was lost; null where it says no such thing. */
  private static String category(JsonNode difference) {
    boolean lost = difference != null && difference.at("/status").asText().equals("notice");
    JsonNode category = lost ? difference.at("/category") : null;
    return category == null || category.isNull() ? null : category.asText();
  }

  /** The finding on the difference between snapshots; null where it is not listed. */
  private static JsonNode difference(JsonNode report) {
    return finding(report, "snapshot-difference");
  }

  private static JsonNode finding(JsonNode report, String rule) {
    for (JsonNode finding : report.at("/findings")) {
      if (finding.at("/rule").asText().equals(rule)) {
        return finding;
      }
    }
    return null;
  }

  private JsonNode report(FieldCase one) throws IOException {
    Path here = Files.createTempDirectory(folder, "case");
    Path archive = one.archive(cases(), here);
    Path out = here.resolve("out");
    ReportWriter.write(
        Rules.engine().analyse(Replay.run(archive, Limits.defaults(), Progress.NONE)),
        out,
        Set.of(Format.JSON, Format.HTML),
        null);
    return new ObjectMapper().readTree(out.resolve("report.json").toFile());
  }
}
