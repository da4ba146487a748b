package io.memledger.corpus.machine;

/** The zones of one node: sizes and watermarks as the kernel sets them, in pages. */
public final class Zones {
  public final String[] names;
  public final long[] managed;
  public final long[] min;
  public final long[] low;
  public final long[] high;

  /** Largest of a zone's protection figures. */
  final long[] protection;

  Zones(double memory, Kernel kernel) {
    long total = (long) (memory / World.PAGE);
    long dma = 3_840;
    long dma32 = Math.min(total - dma, 720_000);
    long normal = total - dma - dma32;
    names = normal > 0 ? new String[] {"DMA", "DMA32", "Normal"} : new String[] {"DMA", "DMA32"};
    managed = normal > 0 ? new long[] {dma, dma32, normal} : new long[] {dma, dma32};
    min = new long[names.length];
    low = new long[names.length];
    high = new long[names.length];
    protection = new long[names.length];
    double kib = memory / 1024;
    double most = kernel.since(504) ? 262_144 : 65_536;
    long minFree = (long) (Math.max(128, Math.min(most, 4 * Math.sqrt(kib))) / 4);
    long above = 0;
    for (int i = names.length - 1; i >= 0; i--) {
      min[i] = minFree * managed[i] / total;
      long gap = Math.max(min[i] / 4, kernel.since(418) ? managed[i] / 1000 : 0);
      low[i] = min[i] + gap;
      high[i] = min[i] + 2 * gap;
      protection[i] = above / 256;
      above += managed[i];
    }
  }

  long lowSum() {
    long sum = 0;
    for (long one : low) {
      sum += one;
    }
    return sum;
  }

  long highSum() {
    long sum = 0;
    for (long one : high) {
      sum += one;
    }
    return sum;
  }

  /** totalreserve_pages of mm/page_alloc.c. */
  long reserve() {
    long sum = 0;
    for (int i = 0; i < names.length; i++) {
      sum += Math.min(managed[i], protection[i] + high[i]);
    }
    return sum;
  }
}
