package io.memledger.collector.redact;

import io.memledger.collector.common.Bytes;
import java.nio.charset.StandardCharsets;

/** Redacts one file line by line as its bytes come; what a line is not let through is left out. */
public final class LineFilter {
  /** Longer lines are no kernel's: the rest is left out. */
  private static final int LONGEST = 1 << 16;

  /** Lines over which a name with newlines may go. */
  private static final int MOST_JOINED = 16;

  private final Redactor redactor;
  private final FileKind kind;
  private final Bytes out;
  private final TraceLines traces;
  private final Bytes line = new Bytes(512);
  private boolean delta;
  private boolean first = true;
  private int joined;

  LineFilter(Redactor redactor, FileKind kind, boolean delta, Bytes out) {
    this.redactor = redactor;
    this.kind = kind;
    this.delta = delta;
    this.out = out;
    traces = new TraceLines(redactor.words, redactor.paths, redactor.kernel);
  }

  /** Takes more bytes; whole lines are written at once. */
  public void write(byte[] bytes, int start, int length) {
    int from = start;
    for (int i = start; i < start + length; i++) {
      if (bytes[i] == '\n') {
        take(bytes, from, i);
        from = i + 1;
        if (kind == FileKind.STAT && isOpen() && joined++ < MOST_JOINED) {
          line.append('?');
        } else {
          put("\n");
        }
      }
    }
    take(bytes, from, start + length);
  }

  private void take(byte[] bytes, int from, int to) {
    line.append(bytes, from, Math.max(0, Math.min(to - from, LONGEST - line.length)));
  }

  /** Whether the name of a process goes on in the next line. */
  private boolean isOpen() {
    boolean open = false;
    for (int i = 0; i < line.length; i++) {
      open |= line.data[i] == '(';
      if (line.data[i] == ')') {
        return false;
      }
    }
    return open;
  }

  /** Takes the last line, which may have no end. */
  public void end() {
    if (line.length > 0) {
      put("");
    }
  }

  private void put(String end) {
    String text = new String(line.data, 0, line.length, StandardCharsets.ISO_8859_1);
    line.clear();
    joined = 0;
    String redacted = delta ? keys(text) : text.isEmpty() ? text : redacted(text);
    delta = false;
    if (!redacted.isEmpty() || text.isEmpty()) {
      byte[] bytes = (redacted + end).getBytes(StandardCharsets.ISO_8859_1);
      out.append(bytes, 0, bytes.length);
    }
    first = false;
  }

  /** The first line of a delta: a dash and the keys that are gone. */
  private String keys(String text) {
    StringBuilder keys = new StringBuilder("-");
    for (String key : text.split(" ")) {
      if (key.equals("-") || key.isEmpty()) {
        continue;
      }
      String name = key;
      if (kind == FileKind.CACHES || kind == FileKind.SLABS) {
        name = redactor.kernel.cache(key);
      } else if (kind == FileKind.MOUNTS || kind == FileKind.SWAPS) {
        name = redactor.text.device(key);
      } else if (kind == FileKind.KERNEL) {
        name = redactor.kernel.line(key);
      } else if (kind == FileKind.MODULES) {
        name = redactor.kernel.module(key);
      } else if (kind != FileKind.COUNTERS && kind != FileKind.STATUS) {
        name = ProcessLines.numbers(key);
      }
      keys.append(' ').append(name);
    }
    return keys.toString();
  }

  private String redacted(String text) {
    switch (kind) {
      case COUNTERS:
        return text;
      case NUMBERS:
        return ProcessLines.numbers(text);
      case STAT:
        return redactor.processes.stat(text);
      case STATUS:
        return redactor.processes.status(text);
      case NAME:
        return redactor.words.program(text);
      case CGROUP:
        return redactor.processes.cgroup(text);
      case RANGES:
        return redactor.processes.range(text);
      case COMMAND:
        return first ? redactor.processes.command(text) : "";
      case OPENED:
        return redactor.processes.opened(text, 1);
      case HELD:
        return redactor.processes.opened(text, 2);
      case MOUNTED:
        return redactor.processes.mounted(text);
      case BPF:
        return redactor.processes.bpf(text);
      case SLABS:
        return redactor.kernel.slabs(text);
      case CACHES:
        return redactor.kernel.cacheFirst(text);
      case KERNEL:
        return redactor.kernel.line(text);
      case MODULES:
        return redactor.kernel.modules(text);
      case ALLOCINFO:
        return traces.allocInfo(text);
      case PAGE_OWNER:
        return traces.pageOwner(text);
      case KMEMLEAK:
        return traces.kmemleak(text);
      case TRACE:
        return traces.trace(text);
      case SHM:
        return redactor.host.sysv(text, 7);
      case SEM:
        return redactor.host.sysv(text, 4);
      default:
        return ofHost(text);
    }
  }

  private String ofHost(String text) {
    switch (kind) {
      case MOUNTS:
        return redactor.host.mounts(text);
      case SWAPS:
        return redactor.host.swaps(text);
      case VERSION:
        return redactor.host.version(text);
      case OS_RELEASE:
        return redactor.host.osRelease(text);
      case BOOT_OPTIONS:
        return redactor.host.bootOptions(text);
      case BOOT_ID:
        return redactor.host.bootId(text);
      case HOST:
        return redactor.host.host(text);
      case RELEASE:
        return redactor.text.release(text);
      default:
        return "";
    }
  }
}
