package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.replay.Replay;
import io.memledger.rules.Rules;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.SourceFacts;
import io.memledger.series.TimeSeries;
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
 * Other tools' files of minutes that our own archive holds too: what they tell of free memory is
 * the same, at the same time.
 */
@Tag("shared")
class SharedImportsTest {
  /** The tools look at other seconds than we do, and some memory comes and goes meanwhile. */
  private static final double NEAR = 20e6;

  private static final Path IMPORTS = SharedFixtures.root().resolve("imports");

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals("note.md"))
          .sorted()
          .toList();
    }
  }

  private static Recording ours(String run) throws IOException {
    Path folder = IMPORTS.resolve("memledger/" + run);
    return Replay.run(files(folder).get(0), Limits.defaults(), (a, b) -> {});
  }

  @Test
  void freeMemoryIsThatOfOurArchive() throws IOException {
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (String form :
        List.of(
            "text-loop", "free", "top", "vmstat", "sar-text", "sadf", "kernel-log", "oswatcher")) {
      for (String run : List.of("rec-heap", "rec-slab", "rec-cache", "rec-mixed", "rec-procps")) {
        Path folder = IMPORTS.resolve(form + "/" + run);
        if (!Files.isDirectory(folder)) {
          continue;
        }
        Recording ours = ours(run);
        for (Path file : files(folder)) {
          String line = compare(ours, file);
          compared++;
          if (line.startsWith("WRONG")) {
            wrong.add(file + " " + line);
          }
        }
      }
    }
    assertTrue(compared > 40, "files were compared");
    assertEquals(List.of(), wrong);
  }

  private static String compare(Recording ours, Path file) throws IOException {
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(file);
      List<Imports.Host> hosts = imports.hosts();
      if (hosts.isEmpty()) {
        return "none " + imports.unusable() + imports.unknown();
      }
      Recording theirs = hosts.get(0).recording();
      SourceFacts facts = hosts.get(0).sources().get(0);
      String what =
          facts.tool()
              + " "
              + facts.start()
              + " "
              + facts.samples()
              + " "
              + theirs.host(Metric.MEM_TOTAL).map(s -> s.last().value() / 1024).orElse(-1.0)
              + " "
              + Rules.engine().analyse(theirs).verdict().status()
              + " ";
      if (theirs.host(Metric.MEM_FREE).isEmpty()) {
        return "no meminfo " + what;
      }
      double shift = Math.rint((theirs.at(0).toEpochMilli() - ours.at(0).toEpochMilli()) / 1000.0);
      boolean zoneless = Math.abs(shift) > 1200;
      shift = zoneless ? shift - Math.rint(shift / 1800) * 1800 : shift;
      // Without a date, or in a zone that the desk made up, there is no moment to compare.
      boolean placed = theirs.at(0).toEpochMilli() > ours.at(0).toEpochMilli() - 172_800_000L;
      if (!placed || file.getFileName().toString().contains("midnight")) {
        return "not placed " + what;
      }
      double worst = worst(ours, theirs, Metric.MEM_FREE, shift);
      return (worst < NEAR ? "" : "WRONG ")
          + what
          + (zoneless ? "zone? " : "")
          + Math.round(worst / 1e5) / 10.0;
    }
  }

  /** Median distance of each of their values from ours at that time. */
  private static double worst(Recording ours, Recording theirs, Metric metric, double shift) {
    TimeSeries one = ours.host(metric).orElseThrow();
    TimeSeries other = theirs.host(metric).orElseThrow();
    List<Double> off = new ArrayList<>();
    for (int i = 0; i < other.size(); i++) {
      double best = Double.MAX_VALUE;
      double value = Double.NaN;
      for (int j = 0; j < one.size(); j++) {
        double distance = Math.abs(one.time(j) - other.time(i) - shift);
        if (distance < best) {
          best = distance;
          value = one.mean(j);
        }
      }
      if (best < 30) {
        off.add(Math.abs(value - other.mean(i)));
      }
    }
    off.sort(null);
    return off.isEmpty() ? Double.MAX_VALUE : off.get(off.size() / 2);
  }
}
