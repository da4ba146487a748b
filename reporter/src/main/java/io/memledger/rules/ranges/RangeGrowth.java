package io.memledger.rules.ranges;

import io.memledger.series.AddressLooks;
import io.memledger.series.AddressRange;
import io.memledger.series.AddressRange.Kind;
import io.memledger.series.AddressSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one range of a process, or all of one kind together, grew between two looks at it.
 *
 * @param name path, [name], or the addresses of an anonymous area; of many, empty
 * @param range the range itself; the largest of many
 * @param before how many there were at the first look
 * @param after how many there were at the last
 * @param bytes that they grew by, in memory or in swap
 */
record RangeGrowth(
    Kind kind, String name, AddressRange range, int before, int after, double bytes) {
  /** So many areas of one size were made by one piece of code; fewer may be chance. */
  private static final int MANY = 4;

  private static final Comparator<RangeGrowth> FASTEST =
      Comparator.comparingDouble((RangeGrowth g) -> -g.bytes()).thenComparing(RangeGrowth::name);

  /** Ranges that stand for one thing, at both looks. */
  private static final class Pile {
    private AddressRange largest;
    private int before;
    private int after;
    private double bytes;

    void add(AddressRange range, boolean last) {
      bytes += last ? range.bytes() : -range.bytes();
      before += last ? 0 : 1;
      after += last ? 1 : 0;
      if (last && (largest == null || range.bytes() > largest.bytes())) {
        largest = range;
      }
    }
  }

  /** All that the last look shows, the fastest growing first. */
  static List<RangeGrowth> of(AddressLooks looks) {
    Map<String, Long> sizes = equalSizes(looks.last());
    Map<String, Pile> piles = new TreeMap<>();
    for (AddressRange range : looks.last().ranges()) {
      piles.computeIfAbsent(pile(range, sizes), p -> new Pile()).add(range, true);
    }
    for (AddressRange range : looks.first().ranges()) {
      AddressRange now = now(range, looks.last().ranges());
      Pile known = piles.get(pile(now == null ? range : now, sizes));
      if (known != null) {
        known.add(range, false);
      }
    }
    List<RangeGrowth> all = new ArrayList<>();
    piles.forEach(
        (name, p) -> {
          boolean nameless = p.largest.kind() == Kind.AREA && !isOneOfMany(p.largest, sizes);
          all.add(
              new RangeGrowth(
                  p.largest.kind(),
                  nameless ? name : p.largest.name(),
                  p.largest,
                  p.before,
                  p.after,
                  p.bytes));
        });
    all.sort(FASTEST);
    return all;
  }

  /** What a range is counted with; its addresses if it stands for itself. */
  private static String pile(AddressRange range, Map<String, Long> sizes) {
    return switch (range.kind()) {
      case AREA -> isOneOfMany(range, sizes) ? sized(range) : range.addresses();
      case GUARDED -> sized(range);
      case NAMED, FILE, SHARED -> range.kind().id() + " " + range.name();
      default -> range.kind().id();
    };
  }

  /** Whether there are so many areas of its size that they are counted together. */
  private static boolean isOneOfMany(AddressRange range, Map<String, Long> sizes) {
    return sizes.getOrDefault(sized(range), 0L) >= MANY;
  }

  private static String sized(AddressRange range) {
    return "=" + range.kind().id() + " " + range.size();
  }

  /** How many anonymous areas of each size there are. */
  private static Map<String, Long> equalSizes(AddressSpace space) {
    Map<String, Long> sizes = new HashMap<>();
    for (AddressRange range : space.ranges()) {
      if (range.kind() == Kind.AREA) {
        sizes.merge(sized(range), 1L, Long::sum);
      }
    }
    return sizes;
  }

  /** What has most of an earlier range's addresses and its name, now; null if that is gone. */
  private static AddressRange now(AddressRange earlier, List<AddressRange> ranges) {
    AddressRange best = null;
    long most = 0;
    for (int i = firstEndingAfter(earlier.start(), ranges); i < ranges.size(); i++) {
      AddressRange range = ranges.get(i);
      if (Long.compareUnsigned(range.start(), earlier.end()) >= 0) {
        break;
      }
      long shared = min(earlier.end(), range.end()) - max(earlier.start(), range.start());
      if (Long.compareUnsigned(shared, most) > 0 && range.name().equals(earlier.name())) {
        most = shared;
        best = range;
      }
    }
    return best;
  }

  private static int firstEndingAfter(long address, List<AddressRange> ranges) {
    int from = 0;
    int to = ranges.size();
    while (from < to) {
      int middle = (from + to) / 2;
      if (Long.compareUnsigned(ranges.get(middle).end(), address) > 0) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  private static long max(long a, long b) {
    return Long.compareUnsigned(a, b) > 0 ? a : b;
  }

  private static long min(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? a : b;
  }
}
