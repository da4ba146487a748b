package io.memledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A number by which something is judged has its reason beside it, each one its own. */
class ConstantsTest {
  private static final Path CODE = Path.of("src/main/java/io/memledger");

  /** Rooms that judge; what the others hold are sizes of a page and fields of a format. */
  private static final List<String> JUDGING =
      List.of("rule", "rules", "merge", "verdict", "engine", "stats", "ledger");

  private static final Pattern NUMBER =
      Pattern.compile("\\s+(public |private )?static final (int|long|double) ([A-Z_0-9]+) = .*");

  @Test
  void everyNumberHasItsReason() throws IOException {
    List<String> bare = new ArrayList<>();
    int numbers = 0;
    for (String room : JUDGING) {
      try (Stream<Path> files = Files.walk(CODE.resolve(room))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          List<String> lines = Files.readAllLines(file);
          for (int i = 1; i < lines.size(); i++) {
            if (NUMBER.matcher(lines.get(i)).matches()) {
              numbers++;
              if (!lines.get(i - 1).strip().endsWith("*/")) {
                bare.add(file.getFileName() + ": " + lines.get(i).strip());
              }
            }
          }
        }
      }
    }
    assertTrue(numbers > 200, "the numbers were found: " + numbers);
    assertEquals(List.of(), bare);
  }
}
