package io.memledger.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Which cells of tables a spreadsheet would run, whether a comma or a semicolon parts them. */
public final class SafeTables {
  private static final String BEGINS = "=+-@\t|%＝＋－＠";

  private SafeTables() {}

  /** All cells of all files in a folder that begin a formula; none is as it should be. */
  public static List<String> formulas(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.sorted().toList()) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        for (String cell : cells(text)) {
          if (begins(cell)) {
            found.add(file.getFileName() + ": " + cell);
          }
        }
      }
    }
    return found;
  }

  private static List<String> cells(String text) throws IOException {
    List<String> cells = new ArrayList<>();
    try (CSVParser csv = CSVParser.parse(text, CSVFormat.RFC4180)) {
      for (CSVRecord row : csv) {
        row.forEach(cells::add);
      }
    }
    // Quotes within a line mean nothing to a reader that looks for semicolons.
    text.lines().flatMap(line -> Stream.of(line.split("[;\t]", -1))).forEach(cells::add);
    return cells;
  }

  private static boolean begins(String cell) {
    String bare = cell.replaceFirst("^[\\s\"]++", "");
    boolean number = cell.matches("-?[0-9]+(\\.[0-9]+)?");
    return !number && !bare.isEmpty() && BEGINS.indexOf(bare.charAt(0)) >= 0;
  }
}
