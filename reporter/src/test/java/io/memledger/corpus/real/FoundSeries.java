package io.memledger.corpus.real;

import io.memledger.corpus.files.TarOut;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Lines of meminfo of one machine over time; windows of it become archives as people make them by
 * hand (ARCHIVE-FORMAT 10).
 *
 * @param names of the columns: the time in Unix seconds, then lines of meminfo
 * @param rows the cells, in KiB; empty where the line is missing
 */
record FoundSeries(List<String> names, List<String[]> rows) {
  /** Snapshots of a window; of more, every second or third is taken. */
  private static final int MOST = 3000;

  /** What a leak takes from. */
  private static final Set<String> FALLING = Set.of("MemFree", "MemAvailable");

  private static final double KIB = 1024;
  private static final double HOUR = 3600;

  static FoundSeries read(Path csv) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(csv)), StandardCharsets.US_ASCII))) {
      List<String[]> cells = lines.lines().map(line -> line.split(",", -1)).toList();
      return new FoundSeries(List.of(cells.get(0)), cells.subList(1, cells.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a window of it.
   *
   * @param leak bytes an hour that are put into it, from its start on
   */
  void write(Window window, double leak, Path file) {
    List<String[]> part =
        rows.stream()
            .filter(row -> time(row) >= window.start() && time(row) < window.end())
            .toList();
    int stride = Math.max(1, (part.size() + MOST - 1) / MOST);
    try (TarOut tar = new TarOut(file)) {
      for (int i = 0; i < part.size(); i += stride) {
        String[] row = part.get(i);
        double leaked = leak / HOUR * (time(row) - time(part.get(0))) / KIB;
        tar.file(window.name() + "/" + row[0] + "/proc/meminfo", meminfo(row, leaked));
      }
    }
  }

  private String meminfo(String[] row, double leakedKib) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < row.length; i++) {
      if (!row[i].isEmpty()) {
        String cell = row[i];
        if (leakedKib > 0 && FALLING.contains(names.get(i))) {
          cell = Long.toString(Math.max(0, Math.round(Double.parseDouble(cell) - leakedKib)));
        }
        text.append(String.format(Locale.ROOT, "%-16s%8s kB\n", names.get(i) + ":", cell));
      }
    }
    return text.toString();
  }

  private static long time(String[] row) {
    return Long.parseLong(row[0]);
  }
}
