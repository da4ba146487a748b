package io.memledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table of a Markdown file that says what is to be said of each case. */
public final class CaseTable {
  private CaseTable() {}

  /**
   * The cells of each row below the heading.
   *
   * @param first heading of the first column
   * @param columns how many; the last may hold anything
   */
  public static List<String[]> rows(Path file, String first, int columns) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| " + first + " "))
        .map(line -> line.substring(2, line.lastIndexOf('|')).strip().split(" \\| ", columns))
        .toList();
  }
}
