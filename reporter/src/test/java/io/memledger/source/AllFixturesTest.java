package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every parser against every real file that it reads. */
class AllFixturesTest {
  /** Beyond any counter or size in these files. */
  private static final double ABSURD = 1e19;

  @Test
  void everyFileIsReadWithoutMalformedLines() throws IOException {
    List<String> malformed = new ArrayList<>();
    Map<String, Integer> read = new TreeMap<>();
    for (Fixtures.Fixture one : Fixtures.all()) {
      Collected values = Collected.read(one.path(), one.bytes(), 4096);
      if (!values.malformed.isEmpty()) {
        malformed.add(one + " " + values.malformed);
      }
      read.merge(
          Sources.reading(one.path()).orElseThrow().getClass().getSimpleName(), 1, Integer::sum);
      plausible(one, values);
    }
    assertEquals(List.of(), malformed);
    assertTrue(read.get("MemInfo") > 100, read.toString());
    assertTrue(read.get("SlabInfo") >= 50, read.toString());
    assertTrue(read.get("PidStat") > 900, read.toString());
    assertTrue(read.get("PidStatus") > 1000, read.toString());
    assertTrue(read.get("VmStat") > 20 && read.get("ZoneInfo") > 20, read.toString());
    assertTrue(read.size() >= 20, read.toString());
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

  @Test
  void cutAndDamagedFilesNeverThrow() throws IOException {
    Random random = new Random(20261123);
    int read = 0;
    for (Fixtures.Fixture one : Fixtures.all()) {
      byte[] bytes = one.bytes();
      for (int i = 0; i < 4 && bytes.length > 0; i++) {
        byte[] broken = java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
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
    assertTrue(read > 10_000, read + " files read");
  }
}
