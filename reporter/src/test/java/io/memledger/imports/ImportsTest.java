package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people paste and log comes out as the numbers that stand in it, at the times that it tells.
 */
class ImportsTest {
  private static final double KIB = 1024;

  @TempDir private Path folder;

  private Imports of(String text) throws IOException {
    Path file = folder.resolve("pasted.txt");
    Files.writeString(file, text);
    Imports imports = new Imports(Settings.none(), Limits.defaults());
    imports.add(file);
    return imports;
  }

  private Recording recording(String text) throws IOException {
    try (Imports imports = of(text)) {
      List<Imports.Host> hosts = imports.hosts();
      assertEquals(1, hosts.size(), () -> "" + imports.unusable() + imports.unknown());
      return hosts.get(0).recording();
    }
  }

  private static double last(Recording recording, Metric metric) {
    return recording.host(metric).orElseThrow().last().value();
  }

  @Test
  void datedMeminfoKeepsItsZone() throws IOException {
    Recording read =
        recording(
            """
            Tue Jul 29 04:00:02 MSK 2025
            MemTotal:         119260 kB
            MemFree:            6112 kB
            ...
            Tue Jul 29 06:26:53 MSK 2025
            MemTotal:         119260 kB
            MemFree:            4112 kB
            """);
    assertEquals("2025-07-29T01:00:02Z", read.at(0).toString());
    assertEquals(2 * 3600 + 26 * 60 + 51, read.span(), 0.001);
    assertEquals(4112 * KIB, last(read, Metric.MEM_FREE));
  }

  @Test
  void pagesOfPsAreProcesses() throws IOException {
    Recording read =
        recording(
            """
            2026-04-27 15:53:18
            USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
            root           1  0.6  0.5 101892 11860 ?        Ss   15:48   0:01 /sbin/init
            root           2  0.0  0.0      0     0 ?        S    15:48   0:00 [kthreadd]
            app          219  1.0  2.0  90000 45240 ?        Sl   15:48   0:01 /opt/bin/orderd --all
            """);
    Subject orderd = read.all(Metric.PROC_RSS, Subject.Kind.PROCESS).get(1).subject();
    assertEquals("orderd", orderd.name());
    assertEquals(45240 * KIB, read.series(Metric.PROC_RSS, orderd).orElseThrow().last().value());
  }

  @Test
  void freeInMebibytesIsToldByItsOddNumbers() throws IOException {
    Recording read =
        recording(
            """
            2026-04-27T15:53:18+02:00
                           total        used        free      shared  buff/cache   available
            Mem:            1978         226        1767           0         116        1752
            Swap:            511           0         511
            """);
    assertEquals(1978 * KIB * KIB, last(read, Metric.MEM_TOTAL));
    assertEquals(1752 * KIB * KIB, last(read, Metric.MEM_AVAILABLE));
    assertEquals("2026-04-27T13:53:18Z", read.at(0).toString());
  }

  @Test
  void germanFreeIsReadByItsColumns() throws IOException {
    Recording read =
        recording(
            """
            Mo 27. Apr 15:53:19 CEST 2026
                           gesamt       benutzt     frei      gemns.  Puffer/Cache verfügbar
            Speicher:     3861332      222820     3364176       11832      274336     3389588
            Swap:         2097148           0     2097148
            """);
    assertEquals(3364176 * KIB, last(read, Metric.MEM_FREE));
    assertEquals(3389588 * KIB, last(read, Metric.MEM_AVAILABLE));
    assertEquals("2026-04-27T13:53:19Z", read.at(0).toString());
  }

  @Test
  void sarTellsTotalByWhatIsCommitted() throws IOException {
    Recording read =
        recording(
            """
            Linux 6.1.0-50 (app-01) \t04/27/2026 \t_x86_64_\t(1 CPU)

            03:53:17 PM kbmemfree   kbavail kbmemused  %memused kbbuffers  kbcached  kbcommit   %commit
            03:53:32 PM   1000000   1200000    220148     10.86      6624    146656    500000     25.00
            Average:      1000000   1200000    220148     10.86      6624    146656    500000     25.00

            03:53:17 PM kbswpfree kbswpused  %swpused  kbswpcad   %swpcad
            03:53:32 PM    400000    100000      0.00         0      0.00
            """);
    assertEquals(1_500_000 * KIB, last(read, Metric.MEM_TOTAL));
    assertEquals("app-01", read.hostFacts().name());
    assertEquals("2026-04-27T15:53:32Z", read.at(0).toString());
    assertTrue(read.host(Metric.MEM_FREE).orElseThrow().samples() == 1, "averages are no sample");
  }

  @Test
  void anOutOfMemoryReportIsALook() throws IOException {
    Recording read =
        recording(
            """
            [Thu May 14 11:50:52 2026] sh invoked oom-killer: gfp_mask=0x140dca
            [Thu May 14 11:50:52 2026] Mem-Info:
            [Thu May 14 11:50:52 2026] active_anon:467412 inactive_anon:0 isolated_anon:0
             active_file:0 inactive_file:0 isolated_file:0
             slab_reclaimable:872 slab_unreclaimable:4769
             mapped:833 shmem:49252 pagetables:930
             free:15416 free_pcp:7714 free_cma:0
            [Thu May 14 11:50:52 2026] 524158 pages RAM
            [Thu May 14 11:50:52 2026] 22064 pages reserved
            [Thu May 14 11:50:52 2026] [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name
            [Thu May 14 11:50:52 2026] [    171]     0   171   775610   418124  3416064        0             0 sh
            """);
    assertEquals((467412 - 49252) * 4 * KIB, last(read, Metric.ANON_PAGES));
    assertEquals((524158 - 22064) * 4 * KIB, last(read, Metric.MEM_TOTAL));
    assertEquals(
        418124 * 4 * KIB, read.all(Metric.PROC_RSS, Subject.Kind.PROCESS).get(0).last().value());
  }

  private static String memInfo(String stamp) {
    return stamp
        + "Mem-Info:\n"
        + stamp
        + "active_anon:10 inactive_anon:20 isolated_anon:0\n"
        + stamp
        + " free:15416 free_pcp:7714 free_cma:0\n";
  }

  @Test
  void aYearThatIsNotToldIsSaidToBeAGuess() throws IOException {
    String log = memInfo("Dec 31 23:59:50 app kernel: ") + memInfo("Jan  1 00:00:10 app kernel: ");
    Recording read = recording(log);
    assertEquals("2000-12-31T23:59:50Z", read.at(0).toString());
    assertEquals(20, read.span(), 0.001);
    assertTrue(read.archive().sources().get(0).warnings().toString().contains("NO_YEAR"));
  }

  @Test
  void timesWithoutZoneAreNotPutBesideMoments() throws IOException {
    Files.writeString(
        folder.resolve("a.txt"),
        "app;15;x\n# hostname;interval;timestamp;kbmemfree\napp;15;2026-04-27 19:53:32 UTC;1620752\n");
    Files.writeString(folder.resolve("b.log"), memInfo("Apr 27 15:53:32 app kernel: "));
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(folder);
      assertEquals(1, imports.hosts().size());
      assertTrue(imports.unusable().get("b.log").contains("--tz"));
    }
    Settings zone = new Settings(ZoneId.of("America/New_York"), null, 0, null);
    try (Imports imports = new Imports(zone, Limits.defaults())) {
      imports.add(folder);
      assertEquals(
          "2026-04-27T19:53:32Z", imports.hosts().get(0).sources().get(1).start().toString());
    }
  }

  @Test
  void whatHasNoClockAsksForOne() throws IOException {
    String row =
        "              total        used        free      shared  buff/cache   available\n"
            + "Mem:        3861332      222820     3364176       11832      274336     3389588\n";
    try (Imports imports = of(row + row)) {
      assertEquals(List.of(), imports.hosts());
      assertTrue(imports.unusable().get("pasted.txt").contains("--interval"));
    }
  }

  @Test
  void frozenVmstatIsRefused() throws IOException {
    String head =
        " r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st\n";
    String row =
        " 2  0      0 1815200   5156 111224    0    0     0    17  191  453 19 15 66  0  0\n";
    try (Imports imports = of("procs -----------memory----------\n" + head + row.repeat(6))) {
      assertEquals(List.of(), imports.hosts());
      assertTrue(imports.unusable().get("pasted.txt").contains("frozen"));
    }
  }

  @Test
  void otherTextIsUnknown() throws IOException {
    try (Imports imports = of("Dear support,\nour server is slow since 10:15:00.\n")) {
      assertEquals(List.of("pasted.txt"), imports.unknown());
    }
  }
}
