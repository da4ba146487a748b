package io.memledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redaction changes names and nothing else: the report of a redacted archive, with the true names
 * put back, is the report of the archive.
 */
@Tag("slow")
class RedactedSamplesIT {
  private static final Path SAMPLES = Path.of("../samples");
  private static final Path COLLECTOR = Path.of("../collector/target/memledger-collector.jar");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everySampleSaysTheSame() throws IOException {
    assertTrue(Files.exists(COLLECTOR), "build the collector first: mvn -B verify at the top");
    List<Path> archives;
    try (Stream<Path> files = Files.list(SAMPLES)) {
      archives = files.filter(f -> f.toString().endsWith(".tar.gz")).sorted().toList();
    }
    assertTrue(archives.size() >= 5, "at least five samples");
    return archives.stream()
        .map(a -> DynamicTest.dynamicTest(a.getFileName().toString(), () -> compare(a)));
  }

  private void compare(Path sample) throws Exception {
    Path place = Files.createDirectories(folder.resolve(sample.getFileName() + ".d"));
    Path archive = Files.copy(sample, place.resolve(sample.getFileName()));
    String stem = sample.getFileName().toString().replace(".tar.gz", "");
    run("redact", archive.toString());
    Path redacted = place.resolve(stem + ".redacted.tar.gz");
    Path map = place.resolve(stem + ".redacted.names");
    String before = report(archive, place.resolve("before"));
    String after = report(redacted, place.resolve("after"));
    String host = JSON.readTree(before).at("/host/name").asText();
    assertFalse(after.contains(host), "the host's name is gone");
    run("names", place.resolve("after/report.json").toString(), map.toString());
    String named = Files.readString(place.resolve("after/report.named.json"));
    assertEquals(withoutFile(before), withoutFile(named));
  }

  private static String report(Path archive, Path out) throws IOException {
    ReportWriter.write(
        Rules.engine().analyse(Replay.run(archive, Limits.defaults(), Progress.NONE)),
        out,
        Set.of(Format.JSON),
        null);
    return Files.readString(out.resolve("report.json"));
  }

  /** The text without name, size and checksum of the file, which is another. */
  private static String withoutFile(String report) throws IOException {
    JsonNode file = JSON.readTree(report).get("archive");
    String text = report;
    for (String key : List.of("name", "sha256", "bytes")) {
      String value = ((ObjectNode) file).get(key).toString();
      text = text.replaceFirst("\"" + key + "\" : \\Q" + value + "\\E", "\"" + key + "\" : 0");
    }
    return text;
  }

  private void run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx32m", "-jar", COLLECTOR.toString()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, process.waitFor(), String.join(" ", args));
  }
}
