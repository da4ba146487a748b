package io.memledger.source;

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
      String cache = text.rest();
      if (cache.isEmpty()) {
        sink.malformed(text.line());
      } else {
        sink.slabGroup(group, cache);
      }
    }
  }
}
