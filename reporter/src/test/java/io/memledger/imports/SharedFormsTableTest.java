package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.source.SharedFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Files of monitors, of atop, sysstat and PCP, of Prometheus and of containers: what is understood
 * of each, and judged.
 */
@Tag("shared")
class SharedFormsTableTest {
  private static final Path IMPORTS = SharedFixtures.root().resolve("imports");

  private static final Path TABLE = Path.of("src/test/resources/imports/monitors.md");

  /** Files of all these forms. */
  private static final int MANY = 60;

  private static final List<String> FORMS =
      List.of(
          "sar-binary",
          "atop-raw",
          "atop-text",
          "nmon",
          "collectl-raw",
          "collectl-plot",
          "dstat",
          "smem",
          "pidstat",
          "pcp-archive",
          "pmrep",
          "prometheus",
          "node_exporter",
          "docker-stats",
          "cgtop",
          "cgroup-log",
          "android");

  @Test
  void eachIsUnderstoodAndJudgedAsWritten() throws IOException {
    List<String> table = new ArrayList<>();
    for (String form : FORMS) {
      try (Stream<Path> all = Files.walk(IMPORTS.resolve(form))) {
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          String name = file.getFileName().toString();
          if (!name.equals("note.md") && !name.contains(".expected.")) {
            for (String row : ImportLine.of(file)) {
              table.add("| " + IMPORTS.relativize(file) + " | " + row + " |");
            }
          }
        }
      }
    }
    if ("update".equals(System.getProperty("golden"))) {
      Files.write(TABLE, table);
    }
    List<String> expected = new ArrayList<>(Files.readAllLines(TABLE));
    List<String> wrong = new ArrayList<>(table);
    wrong.removeAll(expected);
    expected.removeAll(table);
    assertEquals(String.join("\n", expected), String.join("\n", wrong));
    assertTrue(table.size() > MANY, "the files were there");
  }
}
