package io.memledger.rules.ranges;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.series.AddressLooks;
import io.memledger.series.AddressRange;
import io.memledger.series.AddressRange.Kind;
import io.memledger.series.AddressSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeGrowthTest {
  private static final long KIB = 1024;

  private static AddressRange range(Kind kind, long start, long kib, String name, double bytes) {
    return new AddressRange(kind, start, start + kib * KIB, "rw-p", name, bytes);
  }

  private static List<RangeGrowth> between(List<AddressRange> first, List<AddressRange> last) {
    return RangeGrowth.of(
        new AddressLooks(new AddressSpace(10, first), new AddressSpace(70, last)));
  }

  @Test
  void oneAreaThatGrowsDownwardIsTheSame() {
    List<RangeGrowth> all =
        between(
            List.of(range(Kind.AREA, 0x7f0000800000L, 8192, "", 8e6)),
            List.of(
                range(Kind.HEAP, 0x560000000000L, 132, "[heap]", 1e5),
                range(Kind.AREA, 0x7f0000000000L, 16384, "", 16e6)));
    assertEquals("7f0000000000-7f0001000000", all.get(0).name());
    assertEquals(8e6, all.get(0).bytes());
    assertEquals(1, all.get(0).before());
    assertEquals(1e5, all.get(1).bytes());
    assertEquals(0, all.get(1).before());
  }

  @Test
  void whatTwoAreasHeldBeforeTheyJoinedIsTakenOff() {
    List<RangeGrowth> all =
        between(
            List.of(
                range(Kind.AREA, 0x7f0000000000L, 4096, "", 3e6),
                range(Kind.AREA, 0x7f0000800000L, 4096, "", 4e6)),
            List.of(range(Kind.AREA, 0x7f0000000000L, 16384, "", 16e6)));
    assertEquals(9e6, all.get(0).bytes());
    assertEquals(2, all.get(0).before());
    assertEquals(1, all.get(0).after());
  }

  @Test
  void manyOfOneSizeAreCountedTogether() {
    List<AddressRange> first = new ArrayList<>();
    List<AddressRange> last = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      AddressRange stack =
          range(Kind.GUARDED, 0x7f0000000000L + i * 0x900000L, 8192, "", 200 * KIB);
      AddressRange area = range(Kind.AREA, 0x7e0000000000L + i * 0x900000L, 64, "", 64 * KIB);
      last.add(stack);
      last.add(area);
      if (i < 10) {
        first.add(stack);
        first.add(area);
      }
    }
    List<RangeGrowth> all = between(first, last);
    assertEquals(2, all.size());
    assertEquals(Kind.GUARDED, all.get(0).kind());
    assertEquals(10, all.get(0).before());
    assertEquals(50, all.get(0).after());
    assertEquals(40 * 200 * KIB, all.get(0).bytes());
    assertEquals("", all.get(1).name());
    assertEquals(40 * 64 * KIB, all.get(1).bytes());
  }

  @Test
  void arenasAndMappingsOfOneFileAreOneEach() {
    List<RangeGrowth> all =
        between(
            List.of(
                range(Kind.ARENA, 0x7f0000000000L, 4096, "", 4e6),
                range(Kind.FILE, 0x7e0000000000L, 4096, "/data/index", 1e6)),
            List.of(
                range(Kind.FILE, 0x7e0000000000L, 4096, "/data/index", 2e6),
                range(Kind.FILE, 0x7e0010000000L, 4096, "/data/index", 3e6),
                range(Kind.ARENA, 0x7f0000000000L, 8192, "", 8e6),
                range(Kind.ARENA, 0x7f0004000000L, 8192, "", 8e6)));
    assertEquals(Kind.ARENA, all.get(0).kind());
    assertEquals(12e6, all.get(0).bytes());
    assertEquals(2, all.get(0).after());
    assertEquals("/data/index", all.get(1).name());
    assertEquals(4e6, all.get(1).bytes());
  }
}
