package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data files of sysstat hold what sar prints of them. The expected numbers are those of 'sar -r' of
 * the version that wrote the file.
 */
class SaFileTest {
  @TempDir private Path folder;

  private Recording of(String name) throws IOException {
    return Given.recording(folder, "sa27", Given.resource(name));
  }

  @Test
  void format2171() throws IOException {
    Recording read = of("rec-heap/sa-10.1.5.gz");
    assertEquals("10.1.5", Given.facts(read).version());
    assertEquals("app-01", read.hostFacts().name());
    assertEquals("2026-04-27T19:53:17Z", read.at(0).toString());
    assertEquals("-04:00", Given.facts(read).zone());
    assertEquals(41, Given.facts(read).samples());
    assertEquals(1_620_752, read.host(Metric.MEM_FREE).orElseThrow().mean(1) / Given.KIB, 0.5);
    assertEquals(2_026_224, Given.kib(read, Metric.MEM_TOTAL));
  }

  @Test
  void format2173() throws IOException {
    Recording read = of("rec-heap/sa-11.2.0.gz");
    assertEquals(33_120, Given.kib(read, Metric.SLAB));
    assertEquals(600, read.span(), 1);
  }

  @Test
  void format2175() throws IOException {
    Recording read = of("rec-heap/sa-12.7.9.gz");
    assertEquals(884_024, Given.kib(read, Metric.MEM_FREE));
    assertEquals(920_836, Given.kib(read, Metric.MEM_AVAILABLE));
    assertEquals(905_520, Given.kib(read, Metric.ANON_PAGES));
    assertEquals(256, Given.kib(read, Metric.SHMEM));
    assertEquals(2_664, Given.kib(read, Metric.KERNEL_STACK));
    assertEquals(5_868, Given.kib(read, Metric.PAGE_TABLES));
  }

  @Test
  void aRestartIsSeenByTheUptime() throws IOException {
    Recording read = of("rec-restart/sa-9.1.5.gz");
    assertEquals(32, Given.facts(read).samples());
    assertEquals(16, read.host(Metric.MEM_FREE).orElseThrow().samples());
  }

  /** Format 0x2171 of a machine of the other byte order with longs of 4 bytes. */
  static byte[] bigEndian() {
    ByteBuffer b = ByteBuffer.allocate(8 + 280 + 20 + 2 * (48 + 64)).order(ByteOrder.BIG_ENDIAN);
    b.put(new byte[] {(byte) 0xd5, (byte) 0x96, 0x21, 0x71, 9, 1, 7, 0});
    b.putInt(1_777_319_597).putInt(0).putInt(1);
    b.put(new byte[] {27, 3, 126, 4});
    b.put(8 + 16 + 65, "ppc".getBytes(StandardCharsets.UTF_8));
    b.position(8 + 280);
    b.putInt(7).putInt(0).putInt(1).putInt(1).putInt(64);
    for (int i = 0; i < 2; i++) {
      int at = b.position();
      b.putLong(at, 28_000 + 1_500 * i).putLong(at + 16, 28_000 + 1_500 * i);
      b.putInt(at + 32, 1_777_319_597 + 15 * i);
      b.put(at + 40, new byte[] {1, 21, 53, (byte) (17 + 15 * i)});
      int[] kib = {500_000 - i, 1_000, 200_000, 1_000_000, 0, 0, 0, 300_000};
      for (int k = 0; k < kib.length; k++) {
        b.putInt(at + 48 + 8 * k, kib[k]);
      }
      b.position(at + 48 + 64);
    }
    return b.array();
  }

  @Test
  void theOtherByteOrder() throws IOException {
    Recording read = Given.recording(folder, "sa27", bigEndian());
    assertEquals("ppc", read.hostFacts().name());
    assertEquals("+02:00", Given.facts(read).zone());
    assertEquals("2026-04-27T19:53:17Z", read.at(0).toString());
    assertEquals(499_999, Given.kib(read, Metric.MEM_FREE));
    assertEquals(1_000_000, Given.kib(read, Metric.MEM_TOTAL));
  }

  @Test
  void wholeRecordsOfACutFileCount() throws IOException {
    byte[] whole = bigEndian();
    Recording read = Given.recording(folder, "sa27", Arrays.copyOf(whole, whole.length - 10));
    assertEquals(1, Given.facts(read).samples());
    assertTrue(Given.facts(read).warnings().toString().contains("FILE_CUT"));
  }

  @Test
  void anUnknownFormatAsksForText() throws IOException {
    byte[] other = bigEndian();
    other[3] = 0x79;
    assertTrue(Given.refusal(folder, "sa27", other).contains("sadf -j"));
  }
}
