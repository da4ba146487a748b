package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;

/**
 * derived/held: "pid amount class", what a process keeps in memory through descriptors alone: bytes
 * of deleted and nameless memory files, inotify watches (ARCHIVE-FORMAT 6).
 */
final class HeldFiles implements Source {
  private static final String INOTIFY = "anon_inode:inotify";

  @Override
  public boolean reads(String path) {
    return path.equals("derived/held");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      boolean named = text.numberIn(text.wordStart(), text.wordEnd()) && text.value() > 0;
      long pid = text.value();
      boolean counted = named && text.nextNumber() && text.value() >= 0;
      long amount = text.value();
      String type = counted ? text.rest() : "";
      if (type.isEmpty()) {
        sink.malformed(text.line());
      } else if (type.equals(INOTIFY)) {
        sink.process(pid);
        sink.put(Metric.PROC_WATCHES, amount);
      } else {
        sink.process(pid);
        sink.put(Metric.PROC_HELD, amount);
        sink.named(Subject.Kind.DESCRIPTOR_CLASS, FdTypes.joined(type), pid);
        sink.put(Metric.PROC_HELD, amount);
      }
    }
  }
}
