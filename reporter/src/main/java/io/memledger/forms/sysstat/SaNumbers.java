package io.memledger.forms.sysstat;

import io.memledger.forms.MeminfoText;
import java.nio.ByteBuffer;
import java.util.List;

/** Numbers of the few activities that are of memory, by their place in the item. */
final class SaNumbers {
  /** Each version has the first so many of these. */
  private static final List<String> MEMORY =
      List.of(
          "MemFree",
          "Buffers",
          "Cached",
          "MemTotal",
          "SwapFree",
          "SwapTotal",
          "SwapCached",
          "Committed_AS",
          "Active",
          "Inactive",
          "Dirty",
          "AnonPages",
          "Slab",
          "KernelStack",
          "PageTables",
          "VmallocUsed",
          "MemAvailable",
          "Shmem");

  private static final List<String> SWAPPING = List.of("pswpin", "pswpout");
  private static final List<String> PAGING = List.of("pgpgin", "pgpgout", "pgfault", "pgmajfault");

  private SaNumbers() {}

  static void put(
      int activity,
      ByteBuffer numbers,
      SaHeader header,
      MeminfoText memory,
      StringBuilder counters) {
    switch (activity) {
      case SaActivity.MEMORY:
        for (int i = 0; i < MEMORY.size() && has(numbers, i); i++) {
          memory.kib(MEMORY.get(i), number(numbers, i, header));
        }
        break;
      case SaActivity.HUGE_PAGES:
        if (has(numbers, 1)) {
          memory.kib("Hugetlb", number(numbers, 1, header));
        }
        break;
      case SaActivity.SWAPPING:
        counters(SWAPPING, numbers, header, counters);
        break;
      default:
        counters(PAGING, numbers, header, counters);
        break;
    }
  }

  private static void counters(
      List<String> names, ByteBuffer numbers, SaHeader header, StringBuilder counters) {
    for (int i = 0; i < names.size() && has(numbers, i); i++) {
      long value = number(numbers, i, header);
      if (value >= 0) {
        counters.append(names.get(i)).append(' ').append(value).append('\n');
      }
    }
  }

  private static boolean has(ByteBuffer numbers, int index) {
    return numbers.limit() >= 8 * index + 8;
  }

  /** Longs of machines of 32 bits take 4 of the 8 bytes in the older formats. */
  private static long number(ByteBuffer numbers, int index, SaHeader header) {
    boolean small = header.longs() == 4 && !header.isModern();
    return small ? numbers.getInt(8 * index) & 0xffffffffL : numbers.getLong(8 * index);
  }
}
