package io.memledger.collector.redact;

import io.memledger.collector.common.Bytes;
import java.io.IOException;

/** Gives pseudonyms to all names in what a capture writes: paths, samples, manifest and traces. */
public final class Redactor {
  static final String DELTA = ".delta";

  final Names names;
  final boolean strict;
  final Words words;
  final Paths paths;
  final CgroupPaths groups;
  final KernelText kernel;
  final ProcessLines processes;
  final HostLines host;
  final FreeText text;

  /**
   * @param strict whether no names stay but the kernel's
   */
  public Redactor(Names names, boolean strict) throws IOException {
    this.names = names;
    this.strict = strict;
    words = new Words(names, new PublicNames(strict));
    paths = new Paths(words);
    groups = new CgroupPaths(words);
    kernel = new KernelText(words);
    processes = new ProcessLines(words, paths, groups);
    text = new FreeText(words, paths);
    host = new HostLines(words, paths, text, processes);
  }

  /** Learns which modules are the kernel's own, from /proc/modules. */
  public void learnModules(String modules) {
    for (String line : modules.split("\n")) {
      kernel.learn(line);
    }
  }

  /** Whether a file of a snapshot is known, so that something of it may be kept. */
  public boolean keeps(String path) {
    return FileKind.of(path) != FileKind.LEFT_OUT;
  }

  /** The path of a sample. */
  public String path(String path) {
    int start = path.startsWith("sys/fs/cgroup/") ? 14 : path.startsWith("cgroup/") ? 7 : 0;
    if (start > 0) {
      int end = Math.max(start, path.lastIndexOf('/') + 1);
      return path.substring(0, start)
          + groups.path(path.substring(start, end))
          + path.substring(end);
    }
    String block = "sys/block/";
    if (path.startsWith(block)) {
      int end = path.indexOf('/', block.length());
      return block + paths.device(path.substring(block.length(), end)) + path.substring(end);
    }
    String slab = "sys/kernel/debug/slab/";
    if (path.startsWith(slab)) {
      int end = path.indexOf('/', slab.length());
      end = end < 0 ? path.length() : end;
      return slab + kernel.cache(path.substring(slab.length(), end)) + path.substring(end);
    }
    String net = "proc/sys/net/";
    return path.startsWith(net) ? net + paths.settings(path.substring(net.length())) : path;
  }

  /** The name of the top folder, which holds the host's: memledger-HOST-STAMP. */
  public String top(String top) {
    int end = top.lastIndexOf('-');
    String start = "memledger-";
    return top.startsWith(start) && end > start.length()
        ? start + words.host(top.substring(start.length(), end)) + top.substring(end)
        : paths.path(top);
  }

  /** manifest.json or footer.json. */
  public String json(String json) {
    return new JsonText(this).of(json);
  }

  /** What a whole file of a snapshot says; the path without {@code .delta}. */
  public void redact(String path, byte[] content, int length, Bytes out) {
    FileKind kind = FileKind.of(path);
    if (kind == FileKind.COUNTERS) {
      out.append(content, 0, length);
      return;
    }
    LineFilter filter = new LineFilter(this, kind, false, out);
    filter.write(content, 0, length);
    filter.end();
  }

  /** A filter of the text of a trace. */
  public LineFilter trace(Bytes out) {
    return new LineFilter(this, FileKind.TRACE, false, out);
  }

  /** A filter of kernel symbols. */
  public void symbols(Bytes symbols) {
    Bytes out = new Bytes(symbols.length + 1024);
    LineFilter filter = new LineFilter(this, FileKind.KERNEL, false, out);
    filter.write(symbols.data, 0, symbols.length);
    filter.end();
    symbols.data = out.data;
    symbols.length = out.length;
  }
}
