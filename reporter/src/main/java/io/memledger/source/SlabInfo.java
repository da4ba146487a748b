package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;

/**
 * /proc/slabinfo, version 2: "name active_objs num_objs objsize objperslab pagesperslab : tunables
 * … : slabdata active_slabs num_slabs sharedavail". A name may come twice (32 caches named zspage
 * were seen) and may, rarely, hold blanks; copies of one cache add up under one name.
 */
final class SlabInfo implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("proc/slabinfo");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord() || text.wordIs("#") || text.wordIs("slabinfo")) {
        continue;
      }
      cache(text, sink);
    }
  }

  private static void cache(ProcText text, Sink sink) {
    int from = text.wordStart();
    int to = text.wordEnd();
    // A name with blanks: go on to the last word before the five numbers.
    boolean number = text.nextNumber();
    while (!number && text.wordEnd() < text.lineEnd()) {
      to = text.wordEnd();
      number = text.nextNumber();
    }
    long active = text.value();
    if (!number || !text.nextNumber()) {
      sink.malformed(text.line());
      return;
    }
    long objects = text.value();
    if (!text.skipWords(2) || !text.nextNumber()) {
      sink.malformed(text.line());
      return;
    }
    long pagesPerSlab = text.value();
    int slabdata = text.lastIndexOf(':');
    if (slabdata < 0) {
      sink.malformed(text.line());
      return;
    }
    text.seek(slabdata + 1);
    if (!text.skipWords(2) || !text.nextNumber()) {
      sink.malformed(text.line());
      return;
    }
    double bytes = (double) text.value() * pagesPerSlab * sink.pageSize();
    if (active < 0 || objects < 0 || bytes < 0) {
      sink.malformed(text.line());
      return;
    }
    byte[] name = CacheName.of(text.bytes(), from, to);
    if (name == null) {
      sink.named(Subject.Kind.SLAB_CACHE, text.bytes(), from, to);
    } else {
      sink.named(Subject.Kind.SLAB_CACHE, name, 0, name.length);
    }
    sink.put(Metric.SLAB_BYTES, bytes);
    sink.put(Metric.SLAB_ACTIVE_OBJECTS, active);
    sink.put(Metric.SLAB_OBJECTS, objects);
  }
}
