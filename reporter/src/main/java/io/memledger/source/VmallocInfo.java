package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;

/**
 * /proc/vmallocinfo: "0x…-0x… bytes caller+0x1/0x2 [module] pages=n vmalloc N0=n", summed by
 * caller. Only lines with pages= hold memory; the others are address space (ioremap, vmap of pages
 * counted elsewhere, freed areas not yet purged). Of these the chunks of per-CPU memory are kept:
 * its pages are counted by no line before 4.19.
 */
final class VmallocInfo implements Source {
  /**
   * Those who allocate thread stacks, by kernel: real files of 4.18 and 5.4 name _do_fork and
   * fork_idle, 6.18 kernel_clone (KERNEL 2).
   */
  private static final WordTable STACKS =
      WordTable.of(
          "_do_fork",
          "do_fork",
          "fork_idle",
          "kernel_clone",
          "kernel_thread",
          "create_io_thread",
          "copy_process",
          "dup_task_struct",
          "alloc_thread_stack_node");

  /** Who takes address space for chunks of per-CPU memory (mm/percpu-vm.c). */
  private static final WordTable CHUNKS = WordTable.of("pcpu_get_vm_areas", "pcpu_create_chunk");

  @Override
  public boolean reads(String path) {
    return path.equals("proc/vmallocinfo");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    // Present with 0: a capture in which no stack is vmalloc-ed says so.
    sink.put(Metric.VMALLOC_STACK_BYTES, 0);
    while (text.nextLine()) {
      if (text.skipWords(1) && text.nextNumber()) {
        long size = text.value();
        if (text.nextWord()) {
          area(text, size, sink);
        }
      }
    }
  }

  private static void area(ProcText text, long space, Sink sink) {
    byte[] bytes = text.bytes();
    int from = text.wordStart();
    int to = from;
    boolean named = !text.wordStarts("pages=");
    while (named && to < text.wordEnd() && bytes[to] != '+') {
      to++;
    }
    byte[] withModule = null;
    boolean pages = !named || text.nextWord();
    while (pages && !text.wordStarts("pages=")) {
      if (bytes[text.wordStart()] == '[' && bytes[text.wordEnd() - 1] == ']') {
        withModule = join(bytes, from, to, text.wordStart(), text.wordEnd());
      }
      pages = text.nextWord();
    }
    if (!pages) {
      if (CHUNKS.find(bytes, from, to) >= 0) {
        sink.host();
        sink.put(Metric.PERCPU_AREAS, space);
      }
      return;
    }
    if (!text.numberIn(text.wordStart() + "pages=".length(), text.wordEnd()) || text.value() < 0) {
      sink.malformed(text.line());
      return;
    }
    double size = (double) text.value() * sink.pageSize();
    if (withModule != null) {
      sink.named(Subject.Kind.VMALLOC_CALLER, withModule, 0, withModule.length);
      sink.put(Metric.VMALLOC_BYTES, size);
    } else if (to > from) {
      sink.named(Subject.Kind.VMALLOC_CALLER, bytes, from, to);
      sink.put(Metric.VMALLOC_BYTES, size);
    }
    sink.host();
    sink.put(Metric.VMALLOC_BYTES, size);
    if (STACKS.find(bytes, from, to) >= 0) {
      sink.put(Metric.VMALLOC_STACK_BYTES, size);
    }
  }

  /** "caller [module]". */
  private static byte[] join(byte[] bytes, int from, int to, int moduleFrom, int moduleTo) {
    byte[] joined = new byte[to - from + 1 + moduleTo - moduleFrom];
    System.arraycopy(bytes, from, joined, 0, to - from);
    joined[to - from] = ' ';
    System.arraycopy(bytes, moduleFrom, joined, to - from + 1, moduleTo - moduleFrom);
    return joined;
  }
}
