package io.memledger.source;

import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Subject;

/**
 * /proc/sysvipc/msg: one queue a line, "key msqid perms cbytes qnum lspid lrpid uid …"; cbytes are
 * messages that nobody has read.
 */
final class SysVMsg implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("proc/sysvipc/msg");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (text.nextWord() && !text.wordIs("key")) {
        queue(text, sink);
      }
    }
  }

  private static void queue(ProcText text, Sink sink) {
    String key = text.word();
    if (!text.nextNumber() || text.value() < 0) {
      sink.malformed(text.line());
      return;
    }
    long id = text.value();
    if (!text.skipWords(1) || !text.nextNumber() || text.value() < 0) {
      sink.malformed(text.line());
      return;
    }
    sink.named(Subject.Kind.MSG_QUEUE, key, id);
    sink.put(Metric.MSG_BYTES, text.value());
    if (text.skipWords(1) && text.nextNumber()) {
      sink.label(Label.MAKER, Long.toString(text.value()));
    }
    if (text.skipWords(1) && text.nextNumber()) {
      sink.label(Label.OWNER, Long.toString(text.value()));
    }
  }
}
