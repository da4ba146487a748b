package io.memledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One row of field-cases.md: snapshots of a real incident in order, and the known answer.
 *
 * @param apart seconds between snapshots; 0 where they bring their own time
 * @param expected lines of the ledger, or one of the words that field-cases.md explains
 */
record FieldCase(
    String name, List<String> snapshots, double apart, List<String> expected, String why) {
  static final String NO_LEAK = "no leak";
  static final String UNDECIDED = "undecided";
  static final String LEDGER = "ledger";
  static final String NO_LEDGER = "no ledger";
  static final String NO_ARCHIVE = "no archive";
  private static final String SITE = "site ";

  private static final Path TABLE = Path.of("src/test/resources/field-cases.md");
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("hh:mm:ss a", Locale.ENGLISH);

  /** Columns of sar -r after the time and AM or PM, and what meminfo calls them. */
  private static final String[] SAR = {
    "MemFree",
    "MemAvailable",
    null,
    null,
    "Buffers",
    "Cached",
    "Committed_AS",
    null,
    "Active",
    "Inactive",
    "Dirty"
  };

  static List<FieldCase> all() throws IOException {
    List<FieldCase> cases = new ArrayList<>();
    for (String[] cell : CaseTable.rows(TABLE, "case", 5)) {
      List<String> snapshots = cell[1].equals("-") ? List.of() : Arrays.asList(cell[1].split(" "));
      List<String> expected = Arrays.asList(cell[3].split(" or "));
      cases.add(new FieldCase(cell[0], snapshots, seconds(cell[2]), expected, cell[4]));
    }
    return cases;
  }

  private static double seconds(String apart) {
    String text = apart.replace("~", "");
    if (text.equals("-") || text.equals("sar")) {
      return 0;
    }
    double number = Double.parseDouble(text.substring(0, text.length() - 1));
    return number
        * switch (text.charAt(text.length() - 1)) {
          case 'h' -> 3600;
          case 'm' -> 60;
          default -> 1;
        };
  }

  boolean expects(String word) {
    return expected.contains(word);
  }

  /**
   * End of the name of the call site that the answer names, and its line; empty if it names none.
   */
  List<String> site() {
    String first = expected.get(0);
    return first.startsWith(SITE)
        ? List.of(first.substring(SITE.length()).split(" on "))
        : List.of();
  }

  /** Whether the answer names a line, or denies a leak. */
  boolean isDecidable() {
    return snapshots.size() > 0
        && site().isEmpty()
        && Stream.of(UNDECIDED, LEDGER, NO_LEDGER, NO_ARCHIVE).noneMatch(this::expects);
  }

  /** Lays the case out as the archive format says, below this folder. */
  Path archive(Path cases, Path folder) throws IOException {
    Path top = folder.resolve(name);
    int number = 0;
    for (String snapshot : snapshots) {
      Path from = cases.resolve(name).resolve(snapshot);
      if (snapshot.startsWith("sar")) {
        sar(from, memTotal(cases.resolve(name)), top);
      } else {
        copy(from, top.resolve(stamp(number++ * apart)));
      }
    }
    return top;
  }

  private static String stamp(double seconds) {
    return STAMP.format(START.plusMillis(Math.round(seconds * 1000)));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (!copy.startsWith(to.resolve("cmd"))) {
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  private static String memTotal(Path folder) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("1/proc/meminfo"))) {
      return lines.filter(l -> l.startsWith("MemTotal:")).findFirst().orElseThrow();
    }
  }

  /** Each line of sar as the meminfo it was made from, at its time of day. */
  private static void sar(Path file, String memTotal, Path top) throws IOException {
    for (String line : Files.readAllLines(file)) {
      String[] word = line.strip().split("\\s+");
      if (word[0].matches("\\d\\d:\\d\\d:\\d\\d")) {
        StringBuilder meminfo = new StringBuilder(memTotal).append('\n');
        for (int i = 0; i < SAR.length; i++) {
          if (SAR[i] != null) {
            meminfo.append(SAR[i]).append(": ").append(word[i + 2]).append(" kB\n");
          }
        }
        LocalTime time = LocalTime.parse(word[0] + " " + word[1], TIME_OF_DAY);
        Path proc = top.resolve(stamp(time.toSecondOfDay())).resolve("proc");
        Files.writeString(Files.createDirectories(proc).resolve("meminfo"), meminfo);
      }
    }
  }

  @Override
  public String toString() {
    return name + " " + String.join(" ", snapshots);
  }
}
