package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.TarBytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Warning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Large files are compared with the one before line by line, small ones are read as they are: with
 * comments behind it that make it large, a file says the same.
 */
class WholeFilesTest {
  private static final String COMMENTS = ("# " + "x".repeat(60) + "\n").repeat(100);
  private static final int SNAPSHOTS = 60;

  @TempDir Path folder;

  private static String cache(int number, int slabs) {
    return "c" + number + " 1 2 64 32 2 : tunables 0 0 0 : slabdata 3 " + slabs + " 0\n";
  }

  /** Caches come, go, change and stay; some names come twice. */
  private static List<String> files(int brokenFrom) {
    Random random = new Random(3);
    List<String> all = new ArrayList<>();
    int[] slabs = new int[20];
    for (int i = 0; i < SNAPSHOTS; i++) {
      StringBuilder text = new StringBuilder("slabinfo - version: 2.1\n");
      for (int c = 0; c < slabs.length; c++) {
        slabs[c] += random.nextInt(4) == 0 ? random.nextInt(9) : 0;
        text.append(random.nextInt(12) > 0 ? cache(c - c % 7 / 6, slabs[c]) : "");
      }
      text.append(i >= brokenFrom ? "broken 1 2\n" : "").append(cache(99, 5));
      all.add(text.toString());
    }
    return all;
  }

  private Recording read(List<String> files, String behind, boolean deltas) {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < files.size(); i++) {
      tar.file(Archives.at(i * 5) + "proc/meminfo", Archives.meminfo(500_000));
      String path = Archives.at(i * 5) + "proc/slabinfo";
      if (deltas && i % 4 == 3) {
        tar.file(path + ".delta", "- c3\n" + cache(1, 1000 + i));
      } else {
        tar.file(path, files.get(i) + behind);
      }
    }
    return Archives.read(folder, tar.gzip());
  }

  private void assertSame(List<String> files, boolean deltas) {
    Recording small = read(files, "", deltas);
    Recording large = read(files, COMMENTS, deltas);
    for (Metric metric : List.of(Metric.SLAB_BYTES, Metric.SLAB_OBJECTS)) {
      List<TimeSeries> expected = small.all(metric, Subject.Kind.SLAB_CACHE);
      List<TimeSeries> found = large.all(metric, Subject.Kind.SLAB_CACHE);
      assertTrue(expected.size() >= 18);
      assertEquals(expected.size(), found.size());
      for (int i = 0; i < found.size(); i++) {
        assertEquals(expected.get(i).subject(), found.get(i).subject());
        assertArrayEquals(expected.get(i).times(), found.get(i).times());
        assertArrayEquals(expected.get(i).means(), found.get(i).means());
      }
    }
    assertEquals(small.archive().warnings(), large.archive().warnings());
  }

  @Test
  void fullFilesSayTheSame() {
    assertSame(files(SNAPSHOTS), false);
  }

  @Test
  void amongDeltasToo() {
    assertSame(files(SNAPSHOTS), true);
  }

  @Test
  void brokenLinesAreCountedEachTimeWithTheirNumber() {
    List<String> files = files(SNAPSHOTS / 2);
    assertSame(files, false);
    Recording large = read(files, COMMENTS, false);
    assertEquals(SNAPSHOTS / 2, Archives.warned(large, Warning.Kind.UNREADABLE_LINES));
  }
}
