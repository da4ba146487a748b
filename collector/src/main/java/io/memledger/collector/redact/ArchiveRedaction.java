package io.memledger.collector.redact;

import io.memledger.collector.archive.TarHeader;
import io.memledger.collector.archive.TarInput;
import io.memledger.collector.common.Bytes;
import io.memledger.collector.common.Failure;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes an archive anew with pseudonyms for its names, in three passes: what runs and which
 * modules are the kernel's own is learnt, then all is written, then searched for what is left.
 */
final class ArchiveRedaction {
  /** Of files that are taken as a whole. */
  private static final int MOST_WHOLE = 4 << 20;

  private static final int MOST_NAMED = 5;

  private final File archive;
  private final Redactor redactor;
  private final byte[] part = new byte[1 << 16];
  private final TarHeader header = new TarHeader();
  private final Map<String, Integer> leftOut = new TreeMap<>();

  ArchiveRedaction(File archive, Redactor redactor) {
    this.archive = archive;
    this.redactor = redactor;
  }

  static TarInput open(InputStream file) throws IOException, Failure {
    BufferedInputStream in = new BufferedInputStream(file, 1 << 16);
    in.mark(8);
    int first = in.read();
    int second = in.read();
    in.reset();
    boolean packed =
        first == 0x28 && second == 0xb5
            || first == 0xfd && second == '7'
            || first == 'B' && second == 'Z';
    if (packed) {
      throw Failure.of("the archive is packed by other means than gzip; unpack it to .tar first.");
    }
    return new TarInput(first == 0x1f && second == 0x8b ? new GZIPInputStream(in, 1 << 16) : in);
  }

  /** A damaged or cut-off archive ends where it can no longer be read. */
  private static boolean next(TarInput in) {
    try {
      return in.next();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private int read(TarInput in) {
    try {
      return in.read(part);
    } catch (IOException e) {
      return -1;
    }
  }

  /** First pass. */
  void learn() throws IOException, Failure {
    try (InputStream file = new FileInputStream(archive)) {
      TarInput in = open(file);
      while (next(in)) {
        EntryPath path = EntryPath.of(in.name);
        FileKind kind = path == null || path.isJson() ? null : path.kind();
        if (kind == FileKind.MODULES) {
          redactor.learnModules(text(in));
        } else if (kind == FileKind.STAT || kind == FileKind.NAME) {
          // Whatever comes of it, the names of all programs are known from here on.
          filter(in, path, kind, null);
        }
      }
    }
  }

  private String text(TarInput in) {
    Bytes whole = new Bytes(1 << 12);
    for (int count; whole.length < MOST_WHOLE && (count = read(in)) > 0; ) {
      whole.append(part, 0, count);
    }
    return new String(whole.data, 0, whole.length, StandardCharsets.ISO_8859_1);
  }

  /** Redacts what is left of an entry; null if the archive ends within. */
  private Spool filter(TarInput in, EntryPath path, FileKind kind, File beside) throws IOException {
    Spool spool = new Spool(beside);
    LineFilter filter = new LineFilter(redactor, kind, path.delta, spool.memory);
    for (int count; (count = read(in)) > 0; ) {
      filter.write(part, 0, count);
      spool.relieve();
    }
    filter.end();
    return in.isWhole() ? spool : null;
  }

  /** Second pass. */
  void write(OutputStream to, File beside) throws IOException, Failure {
    GZIPOutputStream out = new GZIPOutputStream(to, 1 << 16);
    boolean ended;
    long entries = 0;
    try (InputStream file = new FileInputStream(archive)) {
      TarInput in = open(file);
      while (next(in)) {
        entries += entry(in, out, beside) ? 1 : 0;
      }
      ended = in.ended;
    }
    if (entries == 0) {
      throw Failure.of(archive + " holds no snapshot; name an archive of the collector.");
    }
    // An archive that was cut off stays so: the report tells.
    if (ended) {
      out.write(TarHeader.ZEROS);
    }
    out.finish();
  }

  private boolean entry(TarInput in, OutputStream out, File beside) throws IOException {
    EntryPath path = EntryPath.of(in.name);
    boolean file = in.type == '0' || in.type == 0 || in.type == '7';
    if (path == null || !file && in.type != '1') {
      if (in.type != '5') {
        leaveOut(path == null ? "unknown entries" : path.path);
      }
      return false;
    }
    if (!path.isJson() && path.kind() == FileKind.LEFT_OUT) {
      leaveOut(path.trace ? "trace/" + path.path : path.path);
      return false;
    }
    String name = utf8(path.redacted(redactor));
    header.mtime = in.mtime;
    Bytes head = new Bytes(2 * TarHeader.BLOCK);
    if (in.type == '1') {
      EntryPath link = EntryPath.of(in.link);
      if (link != null) {
        header.link(head, name, utf8(link.redacted(redactor)));
        out.write(head.data, 0, head.length);
      }
      return link != null;
    }
    Spool spool;
    if (path.isJson()) {
      spool = new Spool(beside);
      spool.memory.append(utf8(redactor.json(text(in))));
      spool = in.isWhole() ? spool : null;
    } else {
      spool = filter(in, path, path.kind(), beside);
    }
    if (spool != null) {
      header.file(head, name, spool.size());
      out.write(head.data, 0, head.length);
      spool.copyTo(out);
      head.clear();
      TarHeader.pad(head, spool.size());
      out.write(head.data, 0, head.length);
    }
    return spool != null;
  }

  private void leaveOut(String path) {
    String pattern = path.replaceAll("\\d+", "N");
    Integer count = leftOut.get(pattern);
    if (count != null || leftOut.size() < 1000) {
      leftOut.put(pattern, count == null ? 1 : count + 1);
    }
  }

  /** The header's writer encodes names again. */
  static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Third pass: a sentence about what is left of the true names; null if nothing is. */
  String survivor(File redacted) throws IOException, Failure {
    Survivors survivors = new Survivors(redactor);
    try (InputStream file = new FileInputStream(redacted)) {
      TarInput in = open(file);
      while (in.next()) {
        EntryPath path = EntryPath.of(in.name);
        FileKind kind = path == null || path.isJson() ? FileKind.LEFT_OUT : path.kind();
        byte[] name = (in.name + '\n' + in.link).getBytes(StandardCharsets.ISO_8859_1);
        survivors.begin();
        String found = survivors.find(name, name.length, FileKind.LEFT_OUT);
        found = found == null ? survivors.end(FileKind.LEFT_OUT) : found;
        survivors.begin();
        for (int count; found == null && (count = in.read(part)) > 0; ) {
          found = survivors.find(part, count, kind);
        }
        found = found == null ? survivors.end(kind) : found;
        if (found != null) {
          return "\"" + found + "\" is still in " + in.name;
        }
      }
    }
    return null;
  }

  /** What was left out since nothing is known of it; empty if nothing was. */
  String leftOut() {
    StringBuilder text = new StringBuilder();
    int named = 0;
    for (Map.Entry<String, Integer> one : leftOut.entrySet()) {
      if (named++ < MOST_NAMED) {
        text.append(named > 1 ? ", " : "").append(one.getKey());
      }
    }
    return named > MOST_NAMED ? text + " and " + (named - MOST_NAMED) + " more" : text.toString();
  }
}
