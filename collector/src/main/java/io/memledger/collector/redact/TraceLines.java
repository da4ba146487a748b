package io.memledger.collector.redact;

/** Lines of event traces, page_owner and kmemleak: who ran, and what code of the kernel. */
final class TraceLines {
  private final Words words;
  private final Paths paths;
  private final KernelText kernel;
  private boolean hexDump;

  TraceLines(Words words, Paths paths, KernelText kernel) {
    this.words = words;
    this.paths = paths;
    this.kernel = kernel;
  }

  /** "comm-pid [cpu] …" or "comm pid [cpu] …", or a frame of a stack. */
  String trace(String line) {
    int cpu = cpu(line);
    if (cpu < 0) {
      return line.startsWith("#") ? line : frame(line);
    }
    int at = cpu;
    while (at > 0 && line.charAt(at - 1) == ' ') {
      at--;
    }
    // "( 123)" or "(-----)" is the thread group.
    if (at > 0 && line.charAt(at - 1) == ')') {
      at = Math.max(0, line.lastIndexOf('(', at));
      while (at > 0 && line.charAt(at - 1) == ' ') {
        at--;
      }
    }
    while (at > 0 && "/0123456789".indexOf(line.charAt(at - 1)) >= 0) {
      at--;
    }
    int end = at > 0 && line.charAt(at - 1) == '-' ? at - 1 : at;
    String name = line.substring(0, end).trim();
    int from = line.indexOf(name);
    int nameEnd = from + name.length();
    return line.substring(0, from)
        + thread(name)
        + line.substring(nameEnd, cpu)
        + event(line.substring(cpu));
  }

  private String thread(String name) {
    return name.equals("<...>") || name.equals("<idle>") || name.startsWith(":")
        ? name
        : words.program(name);
  }

  /** Where "[000]" begins. */
  private static int cpu(String line) {
    for (int at = line.indexOf('['); at > 0; at = line.indexOf('[', at + 1)) {
      int end = line.indexOf(']', at);
      if (end - at == 4 && Words.isDigits(line.substring(at + 1, end))) {
        return at;
      }
    }
    return -1;
  }

  private String event(String text) {
    String event = kernel.line(text);
    int at = event.indexOf(" name=");
    if (at >= 0) {
      int end = event.indexOf(' ', at + 6);
      end = end < 0 ? event.length() : end;
      event =
          event.substring(0, at + 6)
              + kernel.cache(event.substring(at + 6, end))
              + event.substring(end);
    }
    at = event.indexOf("comm=");
    if (at >= 0) {
      int end = event.indexOf(' ', at);
      end = end < 0 ? event.length() : end;
      event =
          event.substring(0, at + 5)
              + words.program(event.substring(at + 5, end))
              + event.substring(end);
    }
    return event;
  }

  /** A frame of a kernel's stack, or of a program's: "7f12 main+0x1 (/opt/shop/bin/x)". */
  private String frame(String line) {
    int open = line.indexOf(" (/");
    int close = line.lastIndexOf(')');
    if (open < 0 || close < open) {
      return kernel.line(line);
    }
    String before = line.substring(0, open);
    String symbol = before.trim();
    int from = symbol.indexOf(' ') + 1;
    int offset = symbol.lastIndexOf("+0x");
    String name = symbol.substring(from, offset < from ? symbol.length() : offset);
    boolean unknown = name.equals("[unknown]");
    return "\t"
        + symbol.substring(0, from)
        + (unknown ? name : words.names.word("sym", name, ""))
        + (offset < from ? "" : symbol.substring(offset))
        + " ("
        + paths.path(line.substring(open + 2, close))
        + ')';
  }

  /** A line of page_owner, which tells the process in parentheses. */
  String pageOwner(String line) {
    int tgid = line.indexOf(" tgid ");
    int open = tgid < 0 ? -1 : line.indexOf('(', tgid);
    int close = open < 0 ? -1 : line.indexOf("), ", open);
    close = close < 0 && open >= 0 ? line.lastIndexOf(')') : close;
    return close < open || open < 0
        ? kernel.line(line)
        : kernel.line(line.substring(0, open + 1))
            + words.program(line.substring(open + 1, close))
            + line.substring(close);
  }

  /** A line of kmemleak; the bytes of the objects are left out. */
  String kmemleak(String line) {
    String text = line.trim();
    if (text.startsWith("hex dump")) {
      hexDump = true;
      return "";
    }
    if (text.startsWith("backtrace") || text.startsWith("unreferenced")) {
      hexDump = false;
    }
    if (hexDump) {
      return "";
    }
    int open = line.indexOf("comm \"");
    int close = line.lastIndexOf('"');
    return open < 0 || close < open + 6
        ? kernel.line(line)
        : line.substring(0, open + 6)
            + words.program(line.substring(open + 6, close))
            + line.substring(close);
  }

  /** A line of allocinfo: the file of a module from elsewhere is one of its own. */
  String allocInfo(String line) {
    String redacted = kernel.line(line);
    int func = redacted.indexOf(" func:");
    int end = redacted.indexOf(' ', Math.max(0, firstFile(redacted)));
    int from = firstFile(redacted);
    boolean outside =
        redacted.startsWith("[mod_", end + 1) || from >= 0 && redacted.charAt(from) == '/';
    if (func < 0 || from < 0 || end < from || !outside) {
      return redacted;
    }
    String file = redacted.substring(from, end);
    int dot = file.lastIndexOf('.');
    return redacted.substring(0, from)
        + words.names.word("src", dot < 0 ? file : file.substring(0, dot), "")
        + (dot < 0 ? "" : file.substring(dot))
        + redacted.substring(end);
  }

  /** Behind the two numbers. */
  private static int firstFile(String line) {
    int at = 0;
    for (int numbers = 0; numbers < 2; numbers++) {
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      int from = at;
      while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
        at++;
      }
      if (at == from) {
        return -1;
      }
    }
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at < line.length() ? at : -1;
  }
}
