package io.memledger.source;

import io.memledger.series.AddressRange;
import io.memledger.series.AddressRange.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what the ranges of one address space are used for, by name or by a pattern that nothing
 * else makes; all others stay anonymous areas.
 */
final class RangeKinds {
  /** Ranges of one process that are looked at: four times what a kernel allows by itself. */
  private static final int MOST = 1 << 18;

  private static final long MIB = 1 << 20;
  private static final long GIB = 1 << 30;

  /** glibc: malloc/arena.c, HEAP_MAX_SIZE on 64 bits: arenas begin at multiples of it. */
  private static final long ARENA = 64 * MIB;

  /** A guard before a stack is a page or some; 64 KiB pages and the JVM's zones make it more. */
  private static final long LARGEST_GUARD = MIB;

  /** JVM: compressed references reach 32 GiB, and the heap is put below. */
  private static final long JAVA_HEAP_END = 32 * GIB;

  /** JVM: class space is 1 GiB unless said otherwise, at a multiple of 4 GiB behind a low heap. */
  private static final long CLASS_SPACE = GIB;

  private static final long CLASS_SPACE_AT = 4 * GIB;

  /** Go: runtime/malloc.go, the first address that the heap asks for on amd64 and arm64. */
  private static final long GO_HEAP = 0xc000000000L;

  private final List<AddressRange> all = new ArrayList<>();
  private boolean java;

  /** The last of the areas that stand side by side with the one that was looked at last. */
  private int sideBySide = -1;

  /** Takes the next range, with what it holds; null is none. */
  void add(AddressRange range, double bytes) {
    if (range == null || all.size() >= MOST) {
      return;
    }
    java |= range.name().endsWith("/libjvm.so");
    all.add(with(range, Kind.AREA, bytes));
  }

  /** All ranges in their order, with their kinds. */
  List<AddressRange> settled() {
    List<AddressRange> settled = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      AddressRange range = all.get(i);
      settled.add(with(range, kind(i), range.bytes()));
    }
    return settled;
  }

  private static AddressRange with(AddressRange range, Kind kind, double bytes) {
    return new AddressRange(kind, range.start(), range.end(), range.mode(), range.name(), bytes);
  }

  private Kind kind(int i) {
    AddressRange range = all.get(i);
    String name = range.name();
    if (isAnonymous(range)) {
      return anonymous(i);
    }
    if (name.equals("[heap]")) {
      return Kind.HEAP;
    }
    if (name.equals("[stack]")) {
      return Kind.STACK;
    }
    // Linux 3.4 to 4.4 named the stacks of threads by their ids.
    if (name.startsWith("[stack:")) {
      return Kind.GUARDED;
    }
    if (name.startsWith("[anon: Go: heap")) {
      return Kind.GO_HEAP;
    }
    if (name.startsWith("[anon_shmem:") || isShared(name)) {
      return Kind.SHARED;
    }
    return name.startsWith("[") ? Kind.NAMED : Kind.FILE;
  }

  private static boolean isShared(String name) {
    return name.startsWith("/memfd:")
        || name.startsWith("/SYSV")
        || name.startsWith("/dev/shm/")
        || name.startsWith("/dev/zero")
        || name.startsWith("/dev/ashmem");
  }

  private static boolean isAnonymous(AddressRange range) {
    return range.name().isEmpty();
  }

  private Kind anonymous(int i) {
    AddressRange range = all.get(i);
    if (range.mode().endsWith("s")) {
      return Kind.SHARED;
    }
    if (java && isBelow(range, JAVA_HEAP_END + CLASS_SPACE) && isClassSpace(i)) {
      return Kind.JAVA_CLASSES;
    }
    if (java && isBelow(range, JAVA_HEAP_END)) {
      return Kind.JAVA_HEAP;
    }
    if (java && range.mode().equals("rwxp")) {
      return Kind.JAVA_CODE;
    }
    if (range.start() == GO_HEAP) {
      return Kind.GO_HEAP;
    }
    if (isArena(i)) {
      return Kind.ARENA;
    }
    return isGuarded(i) ? Kind.GUARDED : Kind.AREA;
  }

  private static boolean isBelow(AddressRange range, long address) {
    return Long.compareUnsigned(range.start(), address) < 0;
  }

  /** The last GiB of the anonymous areas that stand side by side here, if it begins as it does. */
  private boolean isClassSpace(int i) {
    // Found once for all that stand side by side: there may be a hundred thousand.
    if (i > sideBySide) {
      sideBySide = i;
      while (sideBySide + 1 < all.size()
          && all.get(sideBySide + 1).start() == all.get(sideBySide).end()
          && isAnonymous(all.get(sideBySide + 1))) {
        sideBySide++;
      }
    }
    long begin = all.get(sideBySide).end() - CLASS_SPACE;
    return begin % CLASS_SPACE_AT == 0 && begin > 0 && all.get(i).start() >= begin;
  }

  /** What of an arena is in use, and after it what is only reserved, end at the next multiple. */
  private boolean isArena(int i) {
    AddressRange range = all.get(i);
    if (!range.mode().equals("rw-p") || range.start() % ARENA != 0) {
      return false;
    }
    if (range.size() == ARENA) {
      return true;
    }
    AddressRange next = i + 1 < all.size() ? all.get(i + 1) : null;
    return next != null
        && isUntouchable(next)
        && next.start() == range.end()
        && next.end() == range.start() + ARENA;
  }

  private boolean isGuarded(int i) {
    AddressRange before = i > 0 ? all.get(i - 1) : null;
    return all.get(i).mode().equals("rw-p")
        && before != null
        && isUntouchable(before)
        && before.end() == all.get(i).start()
        && before.size() <= LARGEST_GUARD;
  }

  private static boolean isUntouchable(AddressRange range) {
    return isAnonymous(range) && range.mode().equals("---p");
  }
}
