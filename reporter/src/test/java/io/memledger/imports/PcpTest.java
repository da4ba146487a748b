package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.archive.Members;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of PCP is several files that are read together; pmrep makes up rows. */
class PcpTest {
  private static final String ARCHIVE = "pcp-v2.tar.xz";

  static final String PMREP =
      """
      Time,"mem.util.free","mem.util.available","mem.util.slabReclaimable","mem.util.slabUnreclaimable","mem.physmem"
      2026-04-27 15:53:19,,,,,
      2026-04-27 15:53:20,1738704,1741856,14768,13332,2026224
      2026-04-27 15:53:21,1738704,1741856,14768,13332,2026224
      2026-04-27 15:53:35,1710248,1719832,14770,13340,2026224
      """;

  @TempDir private Path folder;

  @Test
  void archiveOfVersion2() throws IOException {
    Recording read = Given.recording(folder, ARCHIVE, Given.resource("rec-restart/" + ARCHIVE));
    assertEquals("app-01", read.hostFacts().name());
    assertEquals("2026-10-24T23:57:10.063Z", read.at(0).toString());
    assertEquals("+02:00", Given.facts(read).zone());
    assertEquals(16, Given.facts(read).samples());
    assertEquals(479_708, Given.kib(read, Metric.MEM_FREE));
    assertEquals(995_568, Given.kib(read, Metric.MEM_TOTAL));
    double orders =
        Given.kib(read, Metric.CG_CURRENT, Subject.Kind.CGROUP, "/system.slice/orders.service");
    assertEquals(181, orders / 1024, 1);
    assertTrue(Given.facts(read).warnings().toString().contains("VALUES_REFUSED"), "proc.*");
  }

  /** The files of the archive, unpacked. */
  private void unpack() throws IOException {
    Path packed = folder.resolve("packed");
    Files.write(packed, Given.resource("rec-restart/" + ARCHIVE));
    new Members(
            Limits.defaults(),
            (name, content) ->
                Files.write(
                    folder.resolve(name.substring(name.lastIndexOf('/') + 1)),
                    content.readAllBytes()))
        .read(packed);
    Files.delete(packed);
  }

  @Test
  void filesOfAFolderBelongTogether() throws IOException {
    unpack();
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(folder);
      assertEquals(1, imports.recognised(), "three files of one archive");
      assertEquals(16, imports.hosts().get(0).sources().get(0).samples());
    }
  }

  @Test
  void aMissingFileIsAskedFor() throws IOException {
    unpack();
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(folder.resolve("v2-1.0"));
      assertEquals(List.of(), imports.hosts());
      assertTrue(imports.unusable().toString().contains(".meta file is missing"));
    }
  }

  @Test
  void rowsThatPmrepMadeUpAreLeftOut() throws IOException {
    Recording read = Given.recording(folder, "pmrep.csv", PMREP);
    assertEquals(2, Given.facts(read).samples());
    assertEquals(15, read.span(), 0.001);
    assertEquals(1_710_248, Given.kib(read, Metric.MEM_FREE));
    assertEquals(14_770 + 13_340, Given.kib(read, Metric.SLAB));
    assertTrue(Given.facts(read).warnings().toString().contains("LOOKS_INTERPOLATED"));
  }

  @Test
  void shortNamesOfATable() throws IOException {
    String table =
        """
                  m.u.free  m.u.anonpages
        15:53:20       N/A            N/A
        15:53:21   1710248         118508
        """;
    Recording read = Given.recording(folder, "pmrep.txt", table);
    assertEquals(118_508, Given.kib(read, Metric.ANON_PAGES));
  }
}
