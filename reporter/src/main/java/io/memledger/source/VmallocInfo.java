package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;

/**
 * /proc/vmallocinfo: "0x…-0x… bytes caller+0x1/0x2 [module] pages=n vmalloc N0=n", summed by
 * caller. Only lines with pages= hold memory; the others are address space (ioremap, vmap of pages
 * counted elsewhere, freed areas not yet purged).
 */
final class VmallocInfo implements Source {
  /** Those who allocate thread stacks, by kernel (KERNEL-MEMORY 2). */
  private static final Words STACKS =
      Words.of("copy_process", "dup_task_struct", "alloc_thread_stack_node", "kernel_clone");

  @Override
  public boolean reads(String path) {
    return path.equals("proc/vmallocinfo");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    // Present with 0: a capture in which no stack is vmalloc-ed says so.
    sink.put(Metric.VMALLOC_STACK_BYTES, 0);
    while (text.nextLine()) {
      if (text.skipWords(2) && text.nextWord()) {
        area(text, sink);
      }
    }
  }

  private static void area(ProcText text, Sink sink) {
    int from = text.wordStart();
    int to = text.wordEnd();
    byte[] bytes = text.bytes();
    int plus = from;
    while (plus < to && bytes[plus] != '+') {
      plus++;
    }
    if (bytes[from] == 'p' && text.wordStarts("pages=")) {
      text.seek(from);
      plus = from;
    }
    int nameEnd = plus;
    while (text.nextWord()) {
      if (text.wordStarts("pages=")) {
        if (!text.numberIn(text.wordStart() + "pages=".length(), text.wordEnd())) {
          sink.malformed(text.line());
          return;
        }
        double size = (double) text.value() * sink.pageSize();
        put(size, text, sink, from, nameEnd);
        return;
      }
      if (bytes[text.wordStart()] == '[' && bytes[text.wordEnd() - 1] == ']') {
        // "func+0x1/0x2 [module]": the module belongs to the name; keep it when it follows at once.
        byte[] joined = join(bytes, from, plus, text.wordStart(), text.wordEnd());
        sinkModule(joined, text, sink);
        return;
      }
    }
  }

  private static void sinkModule(byte[] name, ProcText text, Sink sink) {
    while (text.nextWord()) {
      if (text.wordStarts("pages=")) {
        if (!text.numberIn(text.wordStart() + "pages=".length(), text.wordEnd())) {
          sink.malformed(text.line());
          return;
        }
        double size = (double) text.value() * sink.pageSize();
        sink.named(Subject.Kind.VMALLOC_CALLER, name, 0, name.length);
        sink.put(Metric.VMALLOC_BYTES, size);
        sink.host();
        sink.put(Metric.VMALLOC_BYTES, size);
        return;
      }
    }
  }

  private static void put(double size, ProcText text, Sink sink, int from, int nameEnd) {
    byte[] bytes = text.bytes();
    if (nameEnd > from) {
      sink.named(Subject.Kind.VMALLOC_CALLER, bytes, from, nameEnd);
      sink.put(Metric.VMALLOC_BYTES, size);
    }
    sink.host();
    sink.put(Metric.VMALLOC_BYTES, size);
    if (nameEnd > from && STACKS.find(bytes, from, nameEnd) >= 0) {
      sink.put(Metric.VMALLOC_STACK_BYTES, size);
    }
  }

  private static byte[] join(byte[] bytes, int from, int to, int moduleFrom, int moduleTo) {
    byte[] joined = new byte[to - from + 1 + moduleTo - moduleFrom];
    System.arraycopy(bytes, from, joined, 0, to - from);
    joined[to - from] = ' ';
    System.arraycopy(bytes, moduleFrom, joined, to - from + 1, moduleTo - moduleFrom);
    return joined;
  }
}
