package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.TarBytes;
import io.memledger.series.CaptureFacts;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Warning;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order, gaps, reboots, clocks, and processes that share a pid. */
class TimeTest {
  @TempDir Path folder;

  private static void snapshot(TarBytes tar, int wall, double uptime, long free) {
    tar.file(Archives.at(wall) + "proc/meminfo", Archives.meminfo(free));
    if (uptime >= 0) {
      tar.file(Archives.at(wall) + "proc/uptime", Archives.uptime(uptime));
    }
  }

  private static List<String> breaks(Recording recording) {
    return recording.capture().segments().stream().map(CaptureFacts.Segment::beginsWith).toList();
  }

  @Test
  void snapshotsInTheOrderOfAFolderAreSorted() {
    for (boolean withUptime : new boolean[] {true, false}) {
      TarBytes tar = new TarBytes();
      for (int i : new int[] {3, 0, 4, 1, 5, 2}) {
        tar.folder(Archives.at(i * 5));
        snapshot(tar, i * 5, withUptime ? 1000 + i * 5 : -1, 1000 + i);
        tar.file(Archives.at(i * 5) + "proc/pids/stat", Archives.process(7, "x", 3, 10 + i));
      }
      Recording recording = Archives.read(folder, tar.gzip());
      assertEquals(6, recording.capture().snapshots());
      assertArrayEquals(
          new double[] {0, 5, 10, 15, 20, 25}, Archives.host(recording, Metric.MEM_FREE).times());
      assertArrayEquals(
          new double[] {1024000, 1025024, 1026048, 1027072, 1028096, 1029120},
          Archives.host(recording, Metric.MEM_FREE).means());
      assertTrue(Archives.warns(recording, Warning.Kind.SORTED_BY_TIME));
      assertTrue(recording.archive().complete());
    }
  }

  @Test
  void oneDamagedUptimeIsNoReboot() {
    for (double damaged : new double[] {10, 900_000}) {
      TarBytes tar = new TarBytes();
      for (int i = 0; i < 9; i++) {
        snapshot(tar, i * 5, i == 4 ? damaged : 1000 + i * 5, 1000 + i);
        tar.file(Archives.at(i * 5) + "proc/stat", "cpu 1 2 3 4\nctxt " + i + "\nbtime 77\n");
      }
      Recording recording = Archives.read(folder, tar.gzip());
      assertEquals(List.of("start"), breaks(recording));
      assertEquals(40, recording.capture().spanSeconds());
      assertArrayEquals(
          new double[] {0, 5, 10, 15, 20, 25, 30, 35, 40},
          Archives.host(recording, Metric.MEM_FREE).times());
      assertTrue(
          Archives.warns(recording, Warning.Kind.CONTRADICTED_UPTIMES),
          recording.archive().warnings().toString());
      assertEquals(8, Archives.host(recording, Metric.UPTIME).samples());
    }
  }

  @Test
  void filesOfOneSnapshotMayLieApart() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 3; i++) {
      tar.file(Archives.at(i * 5) + "proc/meminfo", Archives.meminfo(1000 + i));
    }
    for (int i = 0; i < 3; i++) {
      tar.file(Archives.at(i * 5) + "proc/uptime", Archives.uptime(1000 + i * 6));
    }
    Recording recording = Archives.read(folder, tar.gzip());
    assertEquals(3, recording.capture().snapshots());
    assertArrayEquals(new double[] {0, 6, 12}, Archives.host(recording, Metric.MEM_FREE).times());
  }

  @Test
  void hardLinksToLaterSnapshotsSurviveSorting() {
    TarBytes tar = new TarBytes();
    snapshot(tar, 10, -1, 1002);
    tar.file(Archives.at(10) + "proc/pids/stat", Archives.process(7, "x", 3, 10));
    snapshot(tar, 0, -1, 1000);
    tar.link(Archives.at(0) + "proc/pids/stat", Archives.at(10) + "proc/pids/stat");
    tar.link(Archives.at(0) + "proc/vmstat", Archives.at(10) + "proc/vmstat");
    Recording recording = Archives.read(folder, tar.gzip());
    assertEquals(
        2, recording.series(Metric.PROC_RSS, Subject.process("x", 7, 3)).orElseThrow().samples());
    assertEquals(1, Archives.warned(recording, Warning.Kind.LINKS_TO_NOTHING));
  }

  @Test
  void aGapIsNamedAndNotFilled() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 20; i++) {
      int at = i < 10 ? i * 5 : i * 5 + 300;
      snapshot(tar, at, 1000 + at, 1000);
    }
    Recording recording = Archives.read(folder, tar.gzip());
    assertEquals(List.of("start", "gap"), breaks(recording));
    assertEquals(20, Archives.host(recording, Metric.MEM_FREE).samples());
    assertEquals(395, recording.span());
    assertEquals(0, recording.capture().analysed());
    assertEquals(
        Instant.ofEpochSecond(Archives.EPOCH + 350), recording.capture().segments().get(1).start());
  }

  @Test
  void theLongestStretchBetweenRebootsIsAnalysed() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 5; i++) {
      snapshot(tar, i * 5, 9000 + i * 5, 1000);
      tar.file(Archives.at(i * 5) + "proc/pids/stat", Archives.process(7, "old", 3, 10));
    }
    for (int i = 0; i < 30; i++) {
      snapshot(tar, 100 + i * 5, 10 + i * 5, 2000 + i);
      tar.file(Archives.at(100 + i * 5) + "proc/pids/stat", Archives.process(7, "new", 3, 10));
    }
    snapshot(tar, 400, 12, 3000);
    Recording recording = Archives.read(folder, tar.gzip());
    assertEquals(List.of("start", "reboot", "reboot"), breaks(recording));
    assertEquals(1, recording.capture().analysed());
    assertEquals(36, recording.capture().snapshots());
    assertEquals(145, recording.span());
    assertEquals(0, Archives.host(recording, Metric.MEM_FREE).time(0));
    assertEquals(2000 * 1024, Archives.host(recording, Metric.MEM_FREE).first().value());
    assertEquals(1, Archives.processes(recording, Metric.PROC_RSS).size());
    assertEquals("new", Archives.processes(recording, Metric.PROC_RSS).get(0).subject().name());
    assertEquals(Instant.ofEpochSecond(Archives.EPOCH + 100), recording.at(0));
  }

  @Test
  void aNewBootIdOrBootTimeIsAReboot() {
    TarBytes ids = new TarBytes();
    TarBytes times = new TarBytes();
    for (int i = 0; i < 6; i++) {
      snapshot(ids, i * 5, -1, 1000);
      ids.file(
          Archives.at(i * 5) + "proc/sys/kernel/random/boot_id", (i < 2 ? "aaa" : "bbb") + "\n");
      snapshot(times, i * 5, -1, 1000);
      times.file(
          Archives.at(i * 5) + "proc/stat",
          "cpu 1 2 3 4\nctxt " + (i < 2 ? 900 : 100) + i + "\nbtime " + (i < 2 ? 50 : 77) + "\n");
    }
    Recording byId = Archives.read(folder, ids.gzip());
    assertEquals(List.of("start", "reboot"), breaks(byId));
    assertEquals("bbb", byId.hostFacts().bootId());
    assertEquals(List.of("start", "reboot"), breaks(Archives.read(folder, times.gzip())));
  }

  @Test
  void aClockSetBackIsAJumpAndTheSeriesGoOn() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 10; i++) {
      int wall = i < 5 ? 4000 + i * 5 : 400 + i * 5;
      snapshot(tar, wall, 1000 + i * 5, 1000 + i);
    }
    Recording recording = Archives.read(folder, tar.gzip());
    assertEquals(List.of("start", "clock-jump"), breaks(recording));
    assertEquals(10, Archives.host(recording, Metric.MEM_FREE).samples());
    assertEquals(45, recording.span());
    assertFalse(Archives.warns(recording, Warning.Kind.SORTED_BY_TIME));
  }

  @Test
  void aPidWithAnotherStartIsAnotherProcess() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 4; i++) {
      // The count comes first in the snapshot: it must still go to the process of that snapshot.
      tar.file(Archives.at(i * 5) + "derived/fds", "7 " + (10 + i) + "\n");
      tar.file(Archives.at(i * 5) + "proc/7/status", "Name: x\nRssAnon:   " + (i + 1) + " kB\n");
      tar.file(
          Archives.at(i * 5) + "proc/pids/stat",
          i < 2 ? Archives.process(7, "one", 3, 10) : Archives.process(7, "two", 900, 20));
    }
    Recording recording = Archives.read(folder, tar.gzip());
    for (Metric metric : new Metric[] {Metric.PROC_RSS, Metric.PROC_FDS, Metric.PROC_RSS_ANON}) {
      assertEquals(
          2,
          recording.series(metric, Subject.process("one", 7, 3)).orElseThrow().samples(),
          metric.name());
      assertEquals(
          2,
          recording.series(metric, Subject.process("two", 7, 900)).orElseThrow().samples(),
          metric.name());
    }
    assertEquals(
        13,
        recording
            .series(Metric.PROC_FDS, Subject.process("two", 7, 900))
            .orElseThrow()
            .last()
            .value());
  }

  @Test
  void anExecKeepsTheProcessAndChangesItsGroup() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 4; i++) {
      tar.file(
          Archives.at(i * 5) + "proc/7/stat", Archives.process(7, i == 0 ? "sh" : "server", 3, 10));
    }
    Recording recording = Archives.read(folder, tar.gzip());
    assertEquals(
        4,
        recording.series(Metric.PROC_RSS, Subject.process("server", 7, 3)).orElseThrow().samples());
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, "server");
    assertEquals(3, recording.series(Metric.PROC_COUNT, group).orElseThrow().samples());
  }

  @Test
  void momentsAreWholeSnapshotsAndCarryTheNearestOfSlowSources() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 6; i++) {
      snapshot(tar, i * 5, 1000 + i * 5, 1000 + i);
      if (i < 5) {
        tar.file(Archives.at(i * 5) + "proc/vmstat", "pgfault " + i + "\npgpgin 1\n");
      }
      if (i == 2) {
        tar.file(Archives.at(10) + "proc/net/sockstat", "TCP: inuse 5 mem 3\n");
      }
    }
    Recording recording = Archives.read(folder, tar.open());
    assertEquals(20, recording.last().orElseThrow().time());
    assertEquals(1004 * 1024, recording.last().orElseThrow().get(Metric.MEM_FREE).orElseThrow());
    assertEquals(12288, recording.last().orElseThrow().get(Metric.TCP_MEM).orElseThrow());
    assertEquals(12288, recording.first().orElseThrow().get(Metric.TCP_MEM).orElseThrow());
    assertEquals(0, recording.first().orElseThrow().time());
  }

  @Test
  void derivedSeriesFollow() {
    byte[] archive =
        Archives.capture(2)
            .file(
                Archives.at(5) + "proc/slabinfo",
                "filp 1 1 64 32 2 : tunables 0 0 0 : slabdata 3 3 0\n")
            .gzip();
    Recording recording = Archives.read(folder, archive);
    assertEquals(1024 * 501_000L, Archives.host(recording, Metric.AVAILABLE).first().value());
    assertEquals(
        1024 * (1_000_000L - 501_000L), Archives.host(recording, Metric.USED).first().value());
    assertEquals(1, Archives.host(recording, Metric.LARGE_KMALLOC).samples());
    assertEquals(
        9_000 * 1024 - 3 * 8192, Archives.host(recording, Metric.LARGE_KMALLOC).last().value());
    double sum = 0;
    for (io.memledger.series.Category line : io.memledger.series.Category.values()) {
      // What this archive does not tell of stands on one line.
      sum += recording.host(Metric.ofLine(line)).map(s -> s.last().value()).orElse(0.0);
    }
    assertEquals(1024 * 1_000_000, sum);
    // This archive tells of free memory and slab, page cache and nothing else.
    assertTrue(recording.host(Metric.LEDGER_UNACCOUNTED).isEmpty());
  }
}
