package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class CacheNameTest {
  private static final String REST = " 10 20 64 32 2 : tunables 0 0 0 : slabdata 3 4 0\n";

  private static Collected read(String... names) {
    StringBuilder text = new StringBuilder("slabinfo - version: 2.1\n");
    for (String name : names) {
      text.append(name).append(REST);
    }
    return Collected.read("proc/slabinfo", text.toString());
  }

  @Test
  void randomCopiesAddUpBySize() {
    Collected values =
        read("kmalloc-64", "kmalloc-rnd-01-64", "kmalloc-rnd-15-64", "kmalloc-cg-64");
    assertEquals(3 * 4 * 2 * 4096.0, cache(values, Metric.SLAB_BYTES, "kmalloc-64"));
    assertEquals(3 * 20, cache(values, Metric.SLAB_OBJECTS, "kmalloc-64"));
    assertEquals(4 * 2 * 4096.0, cache(values, Metric.SLAB_BYTES, "kmalloc-cg-64"));
    assertEquals(2, values.count(Metric.SLAB_BYTES));
    assertEquals(20, cache(read("kmalloc-rnd-07-8k"), Metric.SLAB_OBJECTS, "kmalloc-8k"));
  }

  @Test
  void pointersOfNetworkNamespacesAreLeftOut() {
    Collected values = read("nf_conntrack_ffffffffaf313a40", "nf_conntrack_ffff8800b7c95000");
    assertEquals(40, cache(values, Metric.SLAB_OBJECTS, "nf_conntrack"));
    assertEquals(
        20, cache(read("nf_conntrack_expect"), Metric.SLAB_OBJECTS, "nf_conntrack_expect"));
  }

  @Test
  void oddNamesStayAsTheyAre() {
    assertEquals(20, cache(read("kmalloc-rnd-"), Metric.SLAB_OBJECTS, "kmalloc-rnd-"));
    assertEquals(20, cache(read("kmalloc-rnd-0164"), Metric.SLAB_OBJECTS, "kmalloc-rnd-0164"));
    assertEquals(20, cache(read("nf_conntrack_"), Metric.SLAB_OBJECTS, "nf_conntrack_"));
  }

  private static double cache(Collected values, Metric metric, String name) {
    return values.of(metric, Subject.Kind.SLAB_CACHE, name);
  }
}
