package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** atop's raw log, its -P and its -J tell the same. */
class AtopTest {
  private static final int SYSTEM = 1_064_016;
  private static final int MEMORY = 344_312;
  private static final int TASK = 968;
  private static final int SIZES = 640;

  /** What 'atop -P' of 2.11 printed of one look of a real log, cut to two processes. */
  static final String LINES =
      """
      RESET
      MEM app-01 1777319601 2026/04/27 15:53:21 284 4096 506556 424923 34293 1490 7282 216 3896 0 65 0 0 2097152 0 0 0 0 0 0 0 1333 1073741824 0 0 427915 6144
      SWP app-01 1777319601 2026/04/27 15:53:21 284 4096 131071 131071 0 101999 384349 0 0 0
      PRM app-01 1777319601 2026/04/27 15:53:21 284 2 (kthreadd) S 4096 0 0 0 0 0 0 0 0 0 0 0 2 y 0 0 -2 -2 -2 -2
      PRM app-01 1777319601 2026/04/27 15:53:21 284 406 (Sweeper thread) S 4096 1969884 33736 4 1969884 33736 2 0 17204 60324 132 0 223 n 0 0 -2 -2 -2 -2
      PRM app-01 1777319601 2026/04/27 15:53:21 284 219 (order (d)) S 4096 391464 388212 8 18128 17952 4512 0 1992 388320 132 12 219 y 77 0 -1 -2 -1 -2
      CGR app-01 1777319601 2026/04/27 15:53:21 284 C /init.scope 1 0 982956 675248 -2 -2 573 326 60 187 1 -1 -1 -1 -1 -1 -1 -2 1806680 1321339 0 0 10178121 10168733
      CGR app-01 1777319601 2026/04/27 15:53:21 284 P /init.scope 1
      SEP
      """;

  @TempDir private Path folder;

  @Test
  void linesOfP() throws IOException {
    Recording read = Given.recording(folder, "atop.txt", LINES);
    assertEquals("app-01", read.hostFacts().name());
    assertEquals("2026-04-27T19:53:21Z", read.at(0).toString());
    assertEquals("-04:00", Given.facts(read).zone());
    assertEquals(424_923 * 4, Given.kib(read, Metric.MEM_FREE));
    assertEquals(427_915 * 4, Given.kib(read, Metric.MEM_AVAILABLE));
    assertEquals(1_333 * 4, Given.kib(read, Metric.PAGE_TABLES));
    assertEquals((7_282 - 3_896) * 4, Given.kib(read, Metric.S_UNRECLAIM));
    assertEquals(388_212, Given.process(read, "order (d)"));
    assertEquals(1, read.all(Metric.PROC_RSS, Subject.Kind.PROCESS).size(), "threads are none");
    assertEquals(573 * 4, Given.kib(read, Metric.CG_CURRENT, Subject.Kind.CGROUP, "/init.scope"));
  }

  @Test
  void objectsOfJ() throws IOException {
    String json =
        """
        {"host": "app-01", "timestamp": 1777319600, "elapsed": 283, "MEM": {"physmem": 2074853376, "freemem": 1759793152, "cachemem": 133689344, "buffermem": 6053888, "slabmem": 29147136, "slabreclaim": 15450112, "vmwballoon": -4096, "shmem": 266240}, "PRG": [{"pid": 219, "name": "(orderd)", "state": "S", "tgid": 219, "nthr": 3, "isproc": 1}], "PRM": [{"pid": 219, "vmem": 101892, "rmem": 11860, "vswap": 0, "pmem": 0}]}
        """;
    Recording read = Given.recording(folder, "atop.json", json);
    assertEquals(1_759_793_152 / Given.KIB, Given.kib(read, Metric.MEM_FREE));
    assertEquals(11_860, Given.process(read, "orderd"));
    assertEquals("2026-04-27T19:53:20Z", read.at(0).toString());
  }

  /** A raw log of two looks of a machine with one process. */
  static byte[] raw(int sstat) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer header = ByteBuffer.allocate(480).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xfeedbeef).putShort((short) (0x8000 | 2 << 8 | 11));
    header.putShort(10, (short) 480).putShort(12, (short) 96);
    header.putInt(28, sstat).putInt(32, TASK).putInt(436, 4096);
    header.put(36 + 65, "app-01".getBytes(StandardCharsets.UTF_8));
    header.put(36 + 130, "6.1.0".getBytes(StandardCharsets.UTF_8));
    all.write(header.array());
    for (int i = 0; i < 2; i++) {
      ByteBuffer system = ByteBuffer.allocate(SYSTEM).order(ByteOrder.LITTLE_ENDIAN);
      long[] pages = {500_000, 400_000 - i, 1_000, 7_000, 30_000, 100, 131_071, 131_071};
      for (int k = 0; k < pages.length; k++) {
        system.putLong(MEMORY + 8 * k, pages[k]);
      }
      system.putLong(MEMORY + 8 * 17, 65).putLong(MEMORY + 8 * 20, 3_000);
      system.putLong(MEMORY + 8 * 43, 420_000);
      ByteBuffer task = ByteBuffer.allocate(TASK).order(ByteOrder.LITTLE_ENDIAN);
      task.putInt(219).putInt(219).putInt(1).putInt(44, 3);
      task.put(48, "orderd".getBytes(StandardCharsets.UTF_8)).put(64, (byte) 1);
      task.put(65, (byte) 'S').putLong(72, 1_777_319_594L);
      task.putLong(SIZES, 30_000).putLong(SIZES + 8, 20_000 + 100L * i);
      byte[] first = packed(system);
      byte[] second = packed(task);
      ByteBuffer record = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
      record.putLong(1_777_319_601L + 15 * i).putShort((short) (i == 0 ? 1 : 0));
      record.putInt(16, first.length).putInt(20, second.length);
      record.putInt(24, i == 0 ? 284 : 15).putInt(28, 1);
      all.write(record.array());
      all.write(first);
      all.write(second);
    }
    return all.toByteArray();
  }

  private static byte[] packed(ByteBuffer bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(bytes.array());
    }
    return packed.toByteArray();
  }

  @Test
  void rawLog() throws IOException {
    Recording read = Given.recording(folder, "atop.raw", raw(SYSTEM));
    assertEquals("2.11", Given.facts(read).version());
    assertEquals("app-01", read.hostFacts().name());
    assertEquals(15, read.span(), 0.001);
    assertEquals(399_999 * 4, Given.kib(read, Metric.MEM_FREE));
    assertEquals(420_000 * 4, Given.kib(read, Metric.MEM_AVAILABLE));
    assertEquals(4_000 * 4, Given.kib(read, Metric.S_UNRECLAIM));
    assertEquals(20_100, Given.process(read, "orderd"));
    Subject orderd = read.all(Metric.PROC_RSS, Subject.Kind.PROCESS).get(0).subject();
    assertEquals((284 - 7) * 100, orderd.start(), "hundredths of a second after boot");
    assertEquals(299, read.host(Metric.UPTIME).orElseThrow().last().value());
  }

  @Test
  void anUnknownLayoutAsksForText() throws IOException {
    String why = Given.refusal(folder, "atop.raw", raw(SYSTEM + 8));
    assertTrue(why.contains("atop -r FILE -P MEM,SWP,PRM"), why);
  }

  @Test
  void aScreenIsRefused() throws IOException {
    String screen = "\nATOP - app-01   2026/04/27  15:53:20   -----   4m43s elapsed\n";
    assertTrue(Given.refusal(folder, "atop.txt", screen).contains("raw log"));
  }
}
