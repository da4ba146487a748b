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

/** Every file of another tool that was found or recorded: what is understood of it, and judged. */
@Tag("shared")
class SharedImportTableTest {
  private static final Path IMPORTS = SharedFixtures.root().resolve("imports");

  private static final Path TABLE = Path.of("src/test/resources/imports/table.md");

  /** Files of all forms. */
  private static final int MANY = 100;

  /** Forms whose readers are tested here; the others have tables of their own. */
  private static final List<String> FORMS =
      List.of(
          "text-loop",
          "oswatcher",
          "sar-text",
          "sadf",
          "kernel-log",
          "oom-report",
          "top",
          "ps",
          "free",
          "vmstat",
          "slabtop",
          "sosreport",
          "negative");

  @Test
  void eachIsUnderstoodAndJudgedAsWritten() throws IOException {
    List<String> table = new ArrayList<>();
    for (String form : FORMS) {
      try (Stream<Path> all = Files.walk(IMPORTS.resolve(form))) {
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          if (!file.getFileName().toString().equals("note.md")) {
            for (String row : ImportLine.of(file)) {
              table.add("| " + IMPORTS.relativize(file) + " | " + row + " |");
            }
          }
        }
      }
    }
    if ("update".equals(System.getProperty("golden"))) {
      Files.createDirectories(TABLE.getParent());
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
