package io.memledger.source;

import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Subject;

/**
 * /proc/sysvipc/shm: one segment a line, columns named by the first line; rss and swap (bytes) came
 * with 2.6.34 or so.
 */
final class SysVShm implements Source {
  private static final int KEY = 0;
  private static final int ID = 1;
  private static final int SIZE = 3;
  private static final int CREATOR = 4;
  private static final int ATTACHED = 6;
  private static final int OWNER = 7;
  private static final int RSS = 14;
  private static final int SWAP = 15;

  @Override
  public boolean reads(String path) {
    return path.equals("proc/sysvipc/shm");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (text.nextWord() && !text.wordIs("key")) {
        segment(text, sink);
      }
    }
  }

  private static void segment(ProcText text, Sink sink) {
    final String key = text.word();
    for (int column = KEY + 1; text.nextWord(); column++) {
      if (column > OWNER && column != RSS && column != SWAP) {
        continue;
      }
      if (!text.numberIn(text.wordStart(), text.wordEnd()) || text.value() < 0) {
        sink.malformed(text.line());
        return;
      }
      if (column == ID) {
        sink.named(Subject.Kind.SHM_SEGMENT, key, text.value());
      } else if (column == SIZE) {
        sink.put(Metric.SHM_SIZE, text.value());
      } else if (column == CREATOR) {
        sink.label(Label.MAKER, Long.toString(text.value()));
      } else if (column == OWNER) {
        sink.label(Label.OWNER, Long.toString(text.value()));
      } else if (column == ATTACHED) {
        sink.put(Metric.SHM_ATTACHED, text.value());
      } else if (column == RSS) {
        sink.put(Metric.SHM_RSS, text.value());
      } else if (column == SWAP) {
        sink.put(Metric.SHM_SWAP, text.value());
      }
    }
  }
}
