package io.memledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.replay.Replay;
import io.memledger.report.Format;
import io.memledger.report.ReportWriter;
import io.memledger.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every bundled sample gives its expected verdict. {@code -Dgolden=update} rewrites the
 * expectations from the present output; read the difference before it is committed.
 */
class SamplesTest {
  private static final Path SAMPLES = Path.of("../samples");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everySampleGivesItsVerdict() throws IOException {
    return archives().stream()
        .map(
            archive ->
                DynamicTest.dynamicTest(archive.getFileName().toString(), () -> judge(archive)));
  }

  @Test
  void samplesAreSmallAndExplained() throws IOException {
    assertTrue(archives().size() >= 5, "at least five samples");
    for (Path archive : archives()) {
      assertTrue(Files.size(archive) < 2_000_000, archive + " is under 2 MB");
      assertTrue(Files.size(beside(archive, ".md")) > 100, archive + " has a note");
    }
  }

  private void judge(Path archive) throws IOException {
    ObjectNode found = summary(archive);
    Path expected = beside(archive, ".expected.json");
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(expected, found.toPrettyString() + "\n");
    }
    // Read back, so that a long and an int of the same value are equal.
    assertEquals(JSON.readTree(expected.toFile()), JSON.readTree(found.toString()));
  }

  /** What a reader would act on; rates to two digits, so that wording and tuning stay free. */
  private ObjectNode summary(Path archive) throws IOException {
    Path out = folder.resolve(archive.getFileName());
    ReportWriter.write(
        Rules.engine().analyse(Replay.run(archive, Limits.defaults(), Progress.NONE)),
        out,
        Set.of(Format.JSON),
        null);
    JsonNode report = JSON.readTree(out.resolve("report.json").toFile());
    ObjectNode summary = JSON.createObjectNode();
    summary.set("status", report.at("/verdict/status"));
    summary.set("host", report.at("/host/name"));
    JsonNode first = report.at("/findings/0");
    if (first.at("/status").asText().endsWith("leak")) {
      summary.set("rule", first.at("/rule"));
      summary.set("category", first.at("/category"));
      summary.set("culprit_kind", first.at("/culprit/kind"));
      summary.set("culprit_name", first.at("/culprit/name"));
      summary.put("rate_mib_per_hour", Math.round(first.at("/rate").asDouble() / (10 << 20)) * 10);
    }
    return summary;
  }

  private static List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      List<Path> found =
          new ArrayList<>(files.filter(f -> f.toString().endsWith(".tar.gz")).toList());
      found.sort(null);
      return found;
    }
  }

  private static Path beside(Path archive, String ending) {
    String name = archive.getFileName().toString();
    return archive.resolveSibling(name.substring(0, name.length() - ".tar.gz".length()) + ending);
  }
}
