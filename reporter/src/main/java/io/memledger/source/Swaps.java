package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;

/** /proc/swaps: "Filename Type Size Used Priority", sizes in kB; a file name escapes its blanks. */
final class Swaps implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("proc/swaps");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord() || text.wordIs("Filename")) {
        continue;
      }
      int from = text.wordStart();
      int to = text.wordEnd();
      if (text.skipWords(2) && text.nextNumber() && text.value() >= 0) {
        sink.named(Subject.Kind.SWAP_DEVICE, text.bytes(), from, to);
        sink.put(Metric.SWAP_DEVICE_USED, text.value() * 1024.0);
      } else {
        sink.malformed(text.line());
      }
    }
  }
}
