package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.source.SharedFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The forms of rec-restart that are too large for the project: the same loss, the same name. */
@Tag("shared")
class SharedRestartTest {
  private static final Path SHARED = SharedFixtures.root().resolve("imports");

  @Test
  void atopSeesTheSameLossAndNamesOrderd() throws IOException {
    TreeMap<Long, Double> ours =
        FormsAgreeTest.ours(Path.of("src/test/resources/imports/rec-restart/memledger.csv"));
    List<String> off = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(SHARED.resolve("atop-raw/rec-restart"))) {
      for (Path file : files.sorted().filter(f -> f.toString().endsWith(".raw")).toList()) {
        rows.add(FormsAgreeTest.row("rec-restart", ZoneId.of("Europe/Berlin"), file, ours, off));
      }
    }
    assertEquals(List.of(), off);
    assertEquals(3, rows.stream().filter(row -> row.contains("grew: orderd")).count(), "" + rows);
  }
}
