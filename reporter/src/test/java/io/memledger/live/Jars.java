package io.memledger.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The two jars as a user runs them: a capture of this machine, and the report of it. */
final class Jars {
  private static final Path COLLECTOR = Path.of("../collector/target/memledger-collector.jar");
  private static final Path REPORTER = Path.of("target/memledger-reporter.jar");

  /** On a machine that does much else. */
  private static final int LATE_SECONDS = 300;

  private Jars() {}

  /** Captures every second for so long, into this file. */
  static Path capture(Path archive, int seconds) throws IOException, InterruptedException {
    assertTrue(Files.exists(COLLECTOR), "build the collector first: mvn -B verify at the top");
    File said = archive.resolveSibling(archive.getFileName() + ".out").toFile();
    Process collector =
        new ProcessBuilder(
                java(),
                "-jar",
                COLLECTOR.toString(),
                "--interval",
                "1s",
                "--duration",
                seconds + "s",
                "--output",
                archive.toString())
            .redirectOutput(said)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertTrue(
          collector.waitFor(seconds + LATE_SECONDS, TimeUnit.SECONDS),
          "the collector ends by itself");
    } finally {
      collector.destroyForcibly();
    }
    assertEquals(0, collector.exitValue());
    assertTrue(
        Files.readString(said.toPath()).contains(archive.getFileName().toString()),
        "it says where it wrote");
    return archive;
  }

  /** All kinds of report into this folder; gives report.json. */
  static JsonNode report(Path archive, Path folder) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            java(),
            "-Xmx512m",
            "-jar",
            REPORTER.toString(),
            archive.toString(),
            "-o",
            folder.toString());
    Process reporter = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, reporter.waitFor());
    assertTrue(Files.size(folder.resolve("report.html")) > 10_000);
    assertTrue(Files.size(folder.resolve("report.pdf")) > 10_000);
    return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
  }

  /** Every byte of memory stands on one line, at both ends. */
  static void assertLedgerSums(JsonNode report) {
    for (String end : List.of("start", "end")) {
      long sum = 0;
      for (JsonNode line : report.at("/ledger/lines")) {
        sum += line.at("/" + end).asLong();
      }
      assertEquals(report.at("/host/mem_total").asLong(), sum, "sum of the lines at the " + end);
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
