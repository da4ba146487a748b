package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.archive.Limits;
import io.memledger.engine.Analysis;
import io.memledger.rule.Finding;
import io.memledger.rules.Rules;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What many tools recorded of the same minutes is the same loss of free memory that our own
 * collector saw, and the same culprit where the form can name one.
 */
class FormsAgreeTest {
  private static final Path FOLDER = Path.of("src/test/resources/imports");
  private static final Path TABLE = FOLDER.resolve("agree.md");
  private static final double SAME = 0.05;
  private static final double MIB = 1 << 20;
  private static final double KIB = 1024;

  /** Milliseconds between two looks of ours in one run: twice its interval. */
  private static final long NEAR = 30_000;

  private static final Map<String, ZoneId> ZONES =
      new TreeMap<>(
          Map.of(
              "rec-heap", ZoneId.of("America/New_York"),
              "rec-slab", ZoneId.of("Europe/Berlin"),
              "rec-procps", ZoneId.of("Australia/Sydney"),
              "rec-restart", ZoneId.of("Europe/Berlin")));

  /** Of the recordings' days, for files that tell a clock only. */
  private static final Map<String, String> DATES =
      Map.of(
          "rec-heap", "2026-04-27",
          "rec-slab", "2026-10-25",
          "rec-procps", "2026-11-01",
          "rec-restart", "2026-10-25");

  @Test
  void lossesAndCulpritsAreTheSame() throws IOException {
    List<String> rows = new ArrayList<>();
    List<String> off = new ArrayList<>();
    for (Map.Entry<String, ZoneId> run : ZONES.entrySet()) {
      Path folder = FOLDER.resolve(run.getKey());
      TreeMap<Long, Double> ours = ours(folder.resolve("memledger.csv"));
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          if (!file.getFileName().toString().equals("memledger.csv")) {
            rows.add(row(run.getKey(), run.getValue(), file, ours, off));
          }
        }
      }
    }
    if ("update".equals(System.getProperty("golden"))) {
      Files.write(TABLE, rows);
    }
    assertEquals(List.of(), off, "losses that differ from ours");
    assertEquals(String.join("\n", Files.readAllLines(TABLE)), String.join("\n", rows));
  }

  static TreeMap<Long, Double> ours(Path csv) throws IOException {
    TreeMap<Long, Double> free = new TreeMap<>();
    for (String line : Files.readAllLines(csv)) {
      if (Character.isDigit(line.charAt(0))) {
        String[] cells = line.split(",");
        free.put(Long.parseLong(cells[0]), Double.parseDouble(cells[1]) * KIB);
      }
    }
    return free;
  }

  static String row(
      String run, ZoneId zone, Path file, TreeMap<Long, Double> ours, List<String> off)
      throws IOException {
    Settings settings = new Settings(zone, java.time.LocalDate.parse(DATES.get(run)), 0, null);
    try (Imports imports = new Imports(settings, Limits.defaults())) {
      imports.add(file);
      List<Imports.Host> hosts = imports.hosts();
      if (hosts.isEmpty() && imports.unusable().size() == 1) {
        String why = imports.unusable().values().iterator().next();
        return "| " + run + "/" + file.getFileName() + " | unusable: " + why + " |";
      }
      assertEquals(1, hosts.size(), () -> file + ": " + imports.unusable());
      Recording recording = hosts.get(0).recording();
      String loss = loss(recording, ours);
      if (loss.endsWith("!")) {
        off.add(file + " " + loss);
      }
      String host = hosts.get(0).name().isEmpty() ? "-" : hosts.get(0).name();
      return "| "
          + String.join(
              " | ",
              run + "/" + file.getFileName(),
              host,
              recording.at(recording.from()).toString(),
              String.format(Locale.ROOT, "%.0f s", recording.span()),
              recording.samples() + " looks",
              loss,
              culprits(recording))
          + " |";
    }
  }

  /** Free memory lost between the first and the last look that we saw too. */
  private static String loss(Recording recording, TreeMap<Long, Double> ours) {
    TimeSeries free = recording.host(Metric.MEM_FREE).orElse(null);
    if (free == null) {
      return "-";
    }
    double[] lost = new double[2];
    int first = -1;
    for (int i = 0; i < free.size(); i++) {
      long at = recording.at(free.time(i)).toEpochMilli();
      if (isSeen(ours, at)) {
        first = first < 0 ? i : first;
        long start = recording.at(free.time(first)).toEpochMilli();
        lost[0] = free.mean(first) - free.mean(i);
        lost[1] = at(ours, start) - at(ours, at);
      }
    }
    boolean same = first >= 0 && Math.abs(lost[0] - lost[1]) <= SAME * Math.abs(lost[1]);
    return String.format(
        Locale.ROOT, "%.0f of %.0f MiB%s", lost[0] / MIB, lost[1] / MIB, same ? "" : "!");
  }

  /** Whether we looked just before and just after: a reboot lies between no two of ours. */
  private static boolean isSeen(TreeMap<Long, Double> ours, long time) {
    Long before = ours.floorKey(time);
    Long after = ours.ceilingKey(time);
    return before != null && after != null && after - before <= NEAR;
  }

  /** On the line between the two looks around a moment. */
  private static double at(TreeMap<Long, Double> ours, long time) {
    Map.Entry<Long, Double> before = ours.floorEntry(time);
    Map.Entry<Long, Double> after = ours.ceilingEntry(time);
    if (before.getKey().equals(after.getKey())) {
      return before.getValue();
    }
    double share = (time - before.getKey()) / (double) (after.getKey() - before.getKey());
    return before.getValue() + share * (after.getValue() - before.getValue());
  }

  private static String culprits(Recording recording) {
    Analysis analysis = Rules.engine().analyse(recording);
    StringBuilder all = new StringBuilder(analysis.verdict().status().id());
    for (Finding one : analysis.findings()) {
      if (one.status().isLeak()) {
        double rate = one.claim().growth().rate() / KIB / 3600;
        all.append(
            String.format(Locale.ROOT, ", %s %.0f KiB/s", one.claim().subject().name(), rate));
      }
    }
    if (!analysis.verdict().status().id().contains("leak")) {
      // Fewer than twenty looks tell who grew, the most first; a cgroup after those it lies in.
      analysis.findings().stream()
          .filter(one -> one.rule().id().equals("grew-between"))
          .limit(3)
          .forEach(one -> all.append(", grew: ").append(one.claim().subject().name()));
    }
    return all.toString();
  }
}
