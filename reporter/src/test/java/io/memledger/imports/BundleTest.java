package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.SourceFacts;
import io.memledger.series.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of support tools: their files of one look get date, host and zone of the report. */
class BundleTest {
  private static final Path SOS = Path.of("src/test/resources/imports/rec-heap/sosreport.tar.xz");
  private static final double KIB = 1024;

  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void sosreportIsOneRecordingWithItsSar() throws IOException {
    Recording read = Read.all(SOS);
    assertEquals("app-01", read.hostFacts().name());
    assertEquals("6.1.0-50-cloud-amd64", read.hostFacts().kernel());
    SourceFacts proc = source(read, "proc");
    assertEquals("2026-04-27T20:03:54Z", proc.start().toString());
    assertEquals("-04:00", proc.zone());
    // Local times of sar are in the zone that the report's date tells.
    assertEquals("2026-04-27T19:53:33Z", source(read, "sar").start().toString());
    assertTrue(read.all(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE).size() > 50, "slabinfo");
    assertTrue(read.all(Metric.PROC_RSS, Subject.Kind.PROCESS).size() > 20, "ps");
  }

  private static SourceFacts source(Recording read, String form) {
    return read.archive().sources().stream()
        .filter(one -> one.form().equals(form))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsNotAboutMemoryIsCountedOnly() throws IOException {
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(SOS);
      imports.hosts();
      assertEquals(List.of(), imports.unknown());
      assertTrue(imports.others().values().iterator().next() > 5, "files of the report");
    }
  }

  @Test
  void aKernelLogThatNothingDatesIsNotDroppedInSilence() throws IOException {
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(SOS);
      imports.hosts();
      assertEquals(1, imports.unusable().size());
      assertTrue(imports.unusable().values().iterator().next().contains("dmesg -T"));
    }
  }

  @Test
  void supportconfigTellsDateAndHostInItsEnvironment() throws IOException {
    file(
        "scc_db-1_260427/basic-environment.txt",
        """
        #==[ Command ]======================================#
        # /bin/date
        Mon Apr 27 16:03:54 CEST 2026

        #==[ Command ]======================================#
        # /bin/uname -a
        Linux db-1 5.14.21-150500.55.19-default #1 SMP Mon Aug 7 19:52:52 UTC 2023 x86_64 GNU/Linux
        """);
    file(
        "scc_db-1_260427/memory.txt",
        """
        #==[ Command ]======================================#
        # /usr/bin/free -k
                       total        used        free      shared  buff/cache   available
        Mem:         3861332      222820     3364176       11832      274336     3389588
        Swap:        2097148           0     2097148
        """);
    Recording read = Read.all(folder);
    assertEquals("db-1", read.hostFacts().name());
    assertEquals("2026-04-27T14:03:54Z", read.at(0).toString());
    assertEquals(3364176 * KIB, Read.last(read, Metric.MEM_FREE));
  }

  @Test
  void insightsIsTheSame() throws IOException {
    file("insights-a/insights_commands/date", "Mon Apr 27 16:03:54 UTC 2026\n");
    file("insights-a/insights_commands/hostname_-f", "web-3.example.com\n");
    file("insights-a/proc/meminfo", "MemTotal: 2000 kB\nMemFree: 1000 kB\n");
    Recording read = Read.all(folder);
    assertEquals("web-3.example.com", read.hostFacts().name());
    assertEquals("2026-04-27T16:03:54Z", read.at(0).toString());
    assertEquals(1000 * KIB, Read.last(read, Metric.MEM_FREE));
  }
}
