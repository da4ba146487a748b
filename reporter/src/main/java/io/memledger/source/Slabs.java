package io.memledger.source;

import io.memledger.series.Label;
import io.memledger.series.Subject;

/** derived/slabs: "group reclaim cache", the merge groups of SLUB (ARCHIVE-FORMAT 6). */
final class Slabs implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("derived/slabs");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      String group = text.word();
      if (!text.nextWord()) {
        sink.malformed(text.line());
        continue;
      }
      String reclaimable = text.word();
      String cache = text.rest();
      if (cache.isEmpty()) {
        sink.malformed(text.line());
        continue;
      }
      sink.slabGroup(group, cache);
      if (reclaimable.equals("0") || reclaimable.equals("1")) {
        sink.named(Subject.Kind.SLAB_CACHE, cache, 0);
        sink.label(Label.RECLAIMABLE, reclaimable);
      }
    }
  }
}
