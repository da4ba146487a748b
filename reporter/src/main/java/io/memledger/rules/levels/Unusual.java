package io.memledger.rules.levels;

import io.memledger.series.Bytes;
import io.memledger.series.Category;
import java.util.EnumMap;
import java.util.Map;

/**
 * From which size on a part of memory is unusually large for a machine, whatever its course: the
 * limits that diagnosis tools for fleets use (sysAK, oled memstate), made fit for small machines.
 */
final class Unusual {
  /** Of MemTotal: a pool of the kernel above it is looked at (sysAK: 10 % and 1.5 GB). */
  private static final double POOL = 0.1;

  /** Bytes, likewise. */
  private static final double POOL_BYTES = 1.5 * Bytes.GIB;

  /** Of MemTotal: on small machines the fixed parts of the kernel are a tenth of memory. */
  private static final double POOL_OF_SMALL = 0.25;

  /** Of MemTotal (oled memstate). */
  private static final double TABLES = 0.02;

  /** Of MemTotal: shared memory is data, of which a machine may be meant to hold a lot. */
  private static final double SHARED = 0.3;

  /** Bytes below which a part of the kernel is of no interest. */
  private static final double LEAST = 32 * Bytes.MIB;

  /** Of MemTotal, for machines so small that this is less. */
  private static final double LEAST_OF_SMALL = 0.15;

  private static final Map<Category, Double> SHARES = new EnumMap<>(Category.class);

  static {
    SHARES.put(Category.KERNEL_STACK, TABLES);
    SHARES.put(Category.PAGE_TABLES, TABLES);
    SHARES.put(Category.PERCPU, TABLES);
    SHARES.put(Category.VMALLOC, POOL);
    SHARES.put(Category.SLAB_UNRECLAIMABLE, POOL);
    SHARES.put(Category.UNACCOUNTED, POOL);
    SHARES.put(Category.SHMEM, SHARED);
  }

  /**
   * Of MemTotal: what is the kernel's, itemised or not. Half as much again as the largest that one
   * of its pools may be on a small machine.
   */
  static final double KERNEL = 0.4;

  /** Bytes of chunks: a host that is not told apart has two or three, of 32 MiB at most. */
  private static final double CHUNKS = Bytes.GIB;

  private Unusual() {}

  /** Bytes of address space of per-CPU memory; MemTotal may not be known. */
  static double chunks(double total) {
    return total > 0 ? Math.min(CHUNKS, POOL * total) : CHUNKS;
  }

  static Iterable<Category> lines() {
    return SHARES.keySet();
  }

  /**
   * @param total MemTotal in bytes
   * @return bytes from which a line is unusually large
   */
  static double from(Category line, double total) {
    double share = SHARES.get(line);
    double least = Math.min(LEAST, LEAST_OF_SMALL * total);
    return share == POOL ? pool(total) : Math.max(least, share * total);
  }

  /** Likewise one cache of slab, or one caller of vmalloc. */
  static double pool(double total) {
    return Math.max(POOL * total, Math.min(POOL_BYTES, POOL_OF_SMALL * total));
  }

  /** The limit that a line was measured against. */
  static double limit(Category line, double total) {
    return SHARES.containsKey(line) ? from(line, total) : KERNEL * total;
  }
}
