package io.memledger.source;

import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Subject;

/**
 * derived/bpf: "map_id type key_size value_size max_entries memlock pids name" (ARCHIVE-FORMAT 6).
 */
final class Bpf implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("derived/bpf");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      if (!text.numberIn(text.wordStart(), text.wordEnd())) {
        sink.malformed(text.line());
        continue;
      }
      long map = text.value();
      String type = text.nextWord() ? text.word() : "";
      if (!text.skipWords(3) || !text.nextNumber() || text.value() < 0) {
        sink.malformed(text.line());
        continue;
      }
      long bytes = text.value();
      String holders = text.nextWord() ? holders(text) : "";
      sink.named(Subject.Kind.BPF_MAP, text.rest(), map);
      sink.put(Metric.BPF_MEMLOCK, bytes);
      sink.label(Label.MAP_TYPE, type);
      sink.label(Label.HOLDERS, holders);
    }
  }

  /** Pids joined by commas; of more than a text may have, those that are whole. */
  private static String holders(ProcText text) {
    String all = text.word();
    boolean cut = text.wordEnd() - text.wordStart() > ProcText.LONGEST;
    return cut ? all.substring(0, Math.max(0, all.lastIndexOf(','))) : all;
  }
}
