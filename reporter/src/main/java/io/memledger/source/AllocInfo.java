package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /proc/allocinfo (6.10 on, with memory allocation profiling): "bytes calls file:line [module]
 * func:name", one line a call site, under a version line and a heading; version 2.0 marks some
 * lines "accurate:no" (Documentation/mm/allocation-profiling.rst). A site is called "file:line name
 * (module)".
 */
final class AllocInfo implements Source {
  /** Bytes from which the number of allocations is kept too: most sites hold less than a page. */
  private static final long COUNTED = 4096;

  @Override
  public boolean reads(String path) {
    return path.equals("proc/allocinfo");
  }

  /** The bytes that begin a line are no key: a delta would be of another site. */
  @Override
  public boolean linesStandAlone() {
    return false;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    SiteName name = new SiteName();
    while (text.nextLine()) {
      if (!text.nextWord() || text.wordIs("allocinfo") || text.wordStarts("#")) {
        continue;
      }
      boolean readable = text.numberIn(text.wordStart(), text.wordEnd());
      long bytes = text.value();
      readable = readable && text.nextNumber();
      long calls = text.value();
      // The sum over CPUs is not taken at one moment: below zero it says nothing.
      boolean known = bytes >= 0 && calls >= 0;
      if (!readable || !named(text, name)) {
        sink.malformed(text.line());
      } else if (known && name.name(sink)) {
        sink.put(Metric.SITE_BYTES, bytes);
        if (bytes >= COUNTED) {
          sink.put(Metric.SITE_CALLS, calls);
        }
      }
    }
    if (name.hasRefused()) {
      sink.malformed(text.line());
    }
  }

  /** Puts the place, the function and the module together; false if the line lacks them. */
  private static boolean named(ProcText text, SiteName name) {
    if (!text.nextWord() || text.wordStarts("func:")) {
      return false;
    }
    byte[] bytes = text.bytes();
    int skip = text.wordStarts("./") ? 2 : 0;
    name.clear();
    name.add(bytes, text.wordStart() + skip, text.wordEnd()).add(" ");
    int moduleFrom = 0;
    int moduleTo = 0;
    while (text.nextWord()) {
      if (text.wordStarts("func:")) {
        name.add(bytes, text.wordStart() + "func:".length(), text.wordEnd());
        if (moduleTo > moduleFrom) {
          name.add(" (").add(bytes, moduleFrom, moduleTo).add(")");
        }
        return true;
      }
      if (text.wordStarts("[")) {
        moduleFrom = text.wordStart() + 1;
        moduleTo = text.wordEnd() - 1;
      }
    }
    return false;
  }
}
