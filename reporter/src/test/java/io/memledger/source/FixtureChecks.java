package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What holds of every parser on every file that kernels write. */
final class FixtureChecks {
  /** Beyond any counter or size in these files. */
  private static final double ABSURD = 1e19;

  private FixtureChecks() {}

  /** Reads all; says how many files each source read. */
  static Map<String, Integer> readWithoutMalformedLines(List<Fixtures.Fixture> files) {
    List<String> malformed = new ArrayList<>();
    Map<String, Integer> read = new TreeMap<>();
    for (Fixtures.Fixture one : files) {
      Collected values = Collected.read(one.path(), one.bytes(), 4096);
      if (!values.malformed.isEmpty()) {
        malformed.add(one + " " + values.malformed);
      }
      String source = Sources.reading(one.path()).orElseThrow().getClass().getSimpleName();
      read.merge(source, 1, Integer::sum);
      plausible(one, values);
    }
    assertEquals(List.of(), malformed);
    return read;
  }

  private static void plausible(Fixtures.Fixture one, Collected values) {
    values.values.forEach(
        (metric, bySubject) ->
            bySubject.forEach(
                (subject, value) ->
                    assertTrue(
                        value >= 0 && value < ABSURD,
                        one + " " + metric + " " + subject + " " + value)));
    // Cases may hold a few lines of a mail; whole machines do not.
    if (one.path().equals("proc/meminfo") && !one.folder().startsWith("cases/")) {
      assertFalse(Double.isNaN(values.host(Metric.MEM_FREE)), one.toString());
      assertTrue(values.host(Metric.MEM_TOTAL) >= values.host(Metric.MEM_FREE), one.toString());
    }
    if (one.path().equals("proc/zoneinfo")) {
      assertTrue(
          values.host(Metric.WATERMARK_LOW) >= values.host(Metric.WATERMARK_MIN), one.toString());
      assertTrue(values.host(Metric.TOTAL_RESERVE) > 0, one.toString());
    }
    if (one.path().equals("proc/vmstat")) {
      assertTrue(values.host(Metric.PGFAULT) > 0, one.toString());
      assertTrue(values.host(Metric.PGSCAN) >= 0, one.toString());
    }
    if (one.path().equals("proc/slabinfo")) {
      assertTrue(values.count(Metric.SLAB_BYTES) > 0, one.toString());
    }
  }

  /** Cuts each file at several places and breaks some bytes; says how many were read. */
  static int readCutAndDamaged(List<Fixtures.Fixture> files) {
    Random random = new Random(20261123);
    int read = 0;
    for (Fixtures.Fixture one : files) {
      for (int i = 0; i < 4 && one.bytes().length > 0; i++) {
        byte[] broken = Arrays.copyOf(one.bytes(), 1 + random.nextInt(one.bytes().length));
        for (int j = 0; j < i * 5; j++) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        Collected values = Collected.read(one.path(), broken, 4096);
        for (Map<?, Double> bySubject : values.values.values()) {
          assertTrue(bySubject.values().stream().allMatch(v -> v >= 0), one.toString());
        }
        read++;
      }
    }
    return read;
  }
}
