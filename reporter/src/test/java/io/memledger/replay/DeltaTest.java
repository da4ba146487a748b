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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keyed line deltas and hard links say the same as full content. */
class DeltaTest {
  private static final String SLABINFO = "slabinfo - version: 2.1\n# name <active_objs>\n";

  @TempDir Path folder;

  private static String cache(String name, int slabs) {
    return name + "  10 20 64 32 2 : tunables 0 0 0 : slabdata " + slabs + " " + slabs + " 0\n";
  }

  private static String stat(int i) {
    return Archives.at(i * 5) + "proc/pids/stat";
  }

  private static TimeSeries rss(Recording recording, String name, int pid, int start) {
    return recording.series(Metric.PROC_RSS, Subject.process(name, pid, start)).orElseThrow();
  }

  @Test
  void changedNewAndGoneLines() {
    byte[] archive =
        new TarBytes()
            .file(stat(0), Archives.process(1, "init", 1, 10) + Archives.process(2, "a b)", 5, 20))
            .file(stat(1) + ".delta", "-\n" + Archives.process(2, "a b)", 5, 21))
            .file(stat(2) + ".delta", "- 2\n" + Archives.process(3, "new", 9, 30))
            .file(stat(3) + ".delta", "-\n")
            .file(stat(4), Archives.process(1, "init", 1, 11))
            .gzip();
    Recording recording = Archives.read(folder, archive);
    assertArrayEquals(
        new double[] {40960, 40960, 40960, 40960, 45056}, rss(recording, "init", 1, 1).means());
    assertArrayEquals(new double[] {81920, 86016}, rss(recording, "a b)", 2, 5).means());
    assertArrayEquals(new double[] {10, 15}, rss(recording, "new", 3, 9).times());
    assertArrayEquals(
        new double[] {122880, 126976, 163840, 163840, 45056},
        Archives.host(recording, Metric.PROC_RSS_SUM).means());
  }

  @Test
  void deltaOfSlabinfoAndOfFilesReadWhole() {
    String path = "proc/slabinfo";
    String stat = "sys/fs/cgroup/a/memory.stat";
    byte[] archive =
        new TarBytes()
            .file(Archives.at(0) + path, SLABINFO + cache("dentry", 5) + cache("filp", 7))
            .file(Archives.at(0) + stat, "anon 1\nkernel_stack 16\nslab 4\n")
            .file(Archives.at(5) + path + ".delta", "- filp\n" + cache("dentry", 6))
            .file(Archives.at(5) + stat + ".delta", "-\nslab 5\n")
            .gzip();
    Recording recording = Archives.read(folder, archive);
    Subject dentry = Subject.named(Subject.Kind.SLAB_CACHE, "dentry");
    assertArrayEquals(
        new double[] {5 * 8192, 6 * 8192},
        recording.series(Metric.SLAB_BYTES, dentry).orElseThrow().means());
    Subject filp = Subject.named(Subject.Kind.SLAB_CACHE, "filp");
    assertEquals(1, recording.series(Metric.SLAB_BYTES, filp).orElseThrow().samples());
    Subject group = Subject.named(Subject.Kind.CGROUP, "/a");
    assertArrayEquals(
        new double[] {20, 21}, recording.series(Metric.CG_KERNEL, group).orElseThrow().means());
  }

  @Test
  void deltaWithoutBaseOrMarkIsSkippedAndCounted() {
    byte[] archive =
        Archives.capture(1)
            .file(Archives.at(5) + "proc/slabinfo.delta", "-\n" + cache("dentry", 6))
            .file(Archives.at(5) + "proc/pids/stat.delta", "no mark\n")
            .file(Archives.at(5) + "proc/meminfo", Archives.meminfo(7))
            .gzip();
    Recording recording = Archives.read(folder, archive);
    assertEquals(1, Archives.warned(recording, Warning.Kind.DELTAS_WITHOUT_BASE));
    assertEquals(1, Archives.warned(recording, Warning.Kind.DELTAS_WITHOUT_DASH));
    assertTrue(recording.all(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE).isEmpty());
    assertEquals(1, rss(recording, "web", 7, 300).samples());
    assertEquals(2, recording.capture().snapshots());
  }

  @Test
  void hardLinksSampleAgain() {
    byte[] archive =
        new TarBytes()
            .file(stat(0), Archives.process(1, "init", 1, 10))
            .link(stat(1), stat(0))
            .file(stat(2) + ".delta", "-\n" + Archives.process(1, "init", 1, 12))
            .link(stat(3), stat(2) + ".delta")
            .link(stat(4), stat(3))
            .gzip();
    Recording recording = Archives.read(folder, archive);
    assertArrayEquals(
        new double[] {40960, 40960, 49152, 49152, 49152}, rss(recording, "init", 1, 1).means());
  }

  @Test
  void aHardLinkMayNameAnotherPath() {
    byte[] archive =
        new TarBytes()
            .file(Archives.at(0) + "sys/fs/cgroup/a/memory.current", "4096\n")
            .link(
                Archives.at(0) + "sys/fs/cgroup/b/memory.current",
                Archives.at(0) + "sys/fs/cgroup/a/memory.current")
            .gzip();
    Recording recording = Archives.read(folder, archive);
    assertEquals(2, recording.all(Metric.CG_CURRENT, Subject.Kind.CGROUP).size());
  }

  @Test
  void longDeltaChainsEqualFullContent() {
    TarBytes full = new TarBytes();
    TarBytes delta = new TarBytes();
    for (int i = 0; i < 300; i++) {
      String same = Archives.process(1, "init", 1, 10);
      String moving = Archives.process(2, "leak", 2, 100 + i);
      String churn = Archives.process(10 + i, "job", i, 5);
      full.file(stat(i), same + moving + churn);
      if (i % 60 == 0) {
        delta.file(stat(i), same + moving + churn);
      } else {
        delta.file(stat(i) + ".delta", "- " + (10 + i - 1) + "\n" + moving + churn);
      }
    }
    Recording one = Archives.read(folder, full.gzip());
    Recording other = Archives.read(folder, delta.gzip());
    for (Metric metric : new Metric[] {Metric.PROC_RSS, Metric.PROC_COUNT, Metric.PROC_RSS_SUM}) {
      for (Subject.Kind kind : Subject.Kind.values()) {
        assertEquals(one.all(metric, kind).size(), other.all(metric, kind).size());
        for (int i = 0; i < one.all(metric, kind).size(); i++) {
          TimeSeries expected = one.all(metric, kind).get(i);
          TimeSeries actual = other.all(metric, kind).get(i);
          assertEquals(expected.subject(), actual.subject());
          assertArrayEquals(expected.means(), actual.means());
          assertArrayEquals(expected.times(), actual.times());
        }
      }
    }
    assertEquals(300, rss(one, "leak", 2, 2).samples());
  }
}
