package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.AddressRange;
import io.memledger.series.AddressRange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmapsTest {
  private static final double KIB = 1024;

  private static List<AddressRange> read(String text) {
    return Collected.read("proc/7/smaps", text).addressSpaces.get(7L);
  }

  /** One range as the kernel prints it, without the keys that nobody reads. */
  private static String range(String header, long rss, long swap) {
    return header
        + "\nSize: 9999 kB\nRss: "
        + rss
        + " kB\nPss: 1 kB\nSwap: "
        + swap
        + " kB\nSwapPss: 0 kB\nVmFlags: rd wr mr mw me ac sd\n";
  }

  private static Kind kind(List<AddressRange> ranges, String addresses) {
    return ranges.stream()
        .filter(r -> r.addresses().equals(addresses))
        .findFirst()
        .orElseThrow()
        .kind();
  }

  @Test
  void addsMemoryAndSwapAndLeavesOutWhatHoldsNothing() {
    List<AddressRange> ranges =
        read(
            range("56350f28d000-56351c130000 rw-p 00000000 00:00 0   [heap]", 211504, 96)
                + range("7f0000000000-7f0000001000 ---p 00000000 00:00 0 ", 0, 0)
                + range("7f1000000000-7f1000800000 rw-p 00000000 fe:00 42 /var/lib/a b.db", 12, 0));
    assertEquals(2, ranges.size());
    AddressRange heap = ranges.get(0);
    assertEquals(Kind.HEAP, heap.kind());
    assertEquals("rw-p", heap.mode());
    assertEquals(0x56351c130000L - 0x56350f28d000L, heap.size());
    assertEquals((211504 + 96) * KIB, heap.bytes());
    assertEquals("/var/lib/a b.db", ranges.get(1).name());
    assertEquals(Kind.FILE, ranges.get(1).kind());
  }

  @Test
  void tellsArenasOfGlibcByTheirPlaceAndStacksByTheirGuards() {
    // From a program with twelve threads that allocate, glibc 2.41, kernel 6.18.
    List<AddressRange> ranges =
        read(
            range("7fa400000000-7fa400f27000 rw-p 00000000 00:00 0 ", 15516, 0)
                + range("7fa400f27000-7fa404000000 ---p 00000000 00:00 0 ", 0, 0)
                + range("7fa404000000-7fa408000000 rw-p 00000000 00:00 0 ", 65536, 0)
                + range("7fa408001000-7fa409000000 rw-p 00000000 00:00 0 ", 16380, 0)
                + range("7fa40a000000-7fa40a001000 ---p 00000000 00:00 0 ", 0, 0)
                + range("7fa40a001000-7fa40a801000 rw-p 00000000 00:00 0 ", 208, 0)
                + range("7fa40b000000-7fa40b800000 rw-p 00000000 00:00 0 [stack:4711]", 8, 0)
                + range("7ffc00000000-7ffc00021000 rw-p 00000000 00:00 0 [stack]", 16, 0));
    assertEquals(Kind.ARENA, kind(ranges, "7fa400000000-7fa400f27000"));
    assertEquals(Kind.ARENA, kind(ranges, "7fa404000000-7fa408000000"));
    assertEquals(Kind.AREA, kind(ranges, "7fa408001000-7fa409000000"));
    assertEquals(Kind.GUARDED, kind(ranges, "7fa40a001000-7fa40a801000"));
    assertEquals(Kind.GUARDED, kind(ranges, "7fa40b000000-7fa40b800000"));
    assertEquals(Kind.STACK, kind(ranges, "7ffc00000000-7ffc00021000"));
  }

  @Test
  void tellsTheHeapOfJavaOnlyWhereItsLibraryIsMapped() {
    String heap = range("687400000-6a5800000 rw-p 00000000 00:00 0 ", 493276, 0);
    String classes =
        range("800000000-800010000 rw-p 00000000 00:00 0 ", 64, 0)
            + range("800010000-840000000 ---p 00000000 00:00 0 ", 0, 0);
    String code = range("7f8737000000-7f8737400000 rwxp 00000000 00:00 0 ", 4096, 0);
    String library =
        range("7f8740000000-7f8741000000 r-xp 00000000 fe:00 9 /jre/lib/server/libjvm.so", 9212, 0);
    List<AddressRange> java = read(heap + classes + code + library);
    assertEquals(Kind.JAVA_HEAP, kind(java, "687400000-6a5800000"));
    assertEquals(Kind.JAVA_CLASSES, kind(java, "800000000-800010000"));
    assertEquals(Kind.JAVA_CODE, kind(java, "7f8737000000-7f8737400000"));
    List<AddressRange> other = read(heap + classes + code);
    assertTrue(other.stream().allMatch(r -> r.kind() == Kind.AREA), other.toString());
  }

  @Test
  void tellsGoSharedAndNamedMemory() {
    List<AddressRange> ranges =
        read(
            range("c000000000-c000400000 rw-p 00000000 00:00 0 ", 4096, 0)
                + range(
                    "7f0000000000-7f0000400000 rw-s 00000000 00:01 9 /memfd:pool (deleted)", 4, 0)
                + range(
                    "7f0001000000-7f0001400000 rw-s 00000000 00:05 9 /SYSV0000002a (deleted)", 4, 0)
                + range("7f0002000000-7f0002400000 rw-p 00000000 00:00 0 [anon:dalvik-heap]", 4, 0)
                + range("7f0003000000-7f0003400000 rw-s 00000000 00:01 9 ", 4, 0));
    assertEquals(
        List.of(Kind.GO_HEAP, Kind.SHARED, Kind.SHARED, Kind.NAMED, Kind.SHARED),
        ranges.stream().map(AddressRange::kind).toList());
  }

  @Test
  void oddLinesAreCountedNeverFatal() {
    Collected values =
        Collected.read(
            "proc/7/smaps",
            "Rss: 4 kB\n"
                + "zz-7f rw-p 0 0:0 0\nRss: 8 kB\n"
                + "7f00-7e00 rw-p 0 0:0 0\n"
                + "7f00-8f00\n"
                + "7f00-8f00 rw-p 0 0:0 0 [heap]\nRss: many kB\nRss: 4 MB\nSwap: -4 kB\n\nRss: 12 kB\n"
                + "ffffffffff600000-ffffffffff601000 r-xp 0 0:0 0 [vsyscall]\nRss: 4 kB\n"
                + "11112222333344445-2 rw-p 0 0:0 0\n");
    assertEquals(List.of(2, 4, 5, 7, 8, 9, 14), values.malformed);
    List<AddressRange> ranges = values.addressSpaces.get(7L);
    assertEquals(12 * KIB, ranges.get(0).bytes());
    assertEquals("ffffffffff600000-ffffffffff601000", ranges.get(1).addresses());
    assertEquals(2, ranges.size());
  }

  @Test
  void keepsTheLargestOfVeryMany() {
    StringBuilder text = new StringBuilder();
    for (long i = 1; i <= 20_000; i++) {
      String addresses = Long.toHexString(i << 13) + "-" + Long.toHexString((i << 13) + 4096);
      text.append(addresses).append(" rw-p 0 0:0 0\nRss: ").append(i).append(" kB\n");
    }
    List<AddressRange> ranges = read(text.toString());
    assertEquals(16_384, ranges.size());
    assertEquals((20_000 - 16_384 + 1) * KIB, ranges.get(0).bytes());
    assertEquals(20_000 * KIB, ranges.get(16_383).bytes());
  }
}
