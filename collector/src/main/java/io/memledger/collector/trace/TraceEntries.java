package io.memledger.collector.trace;

import io.memledger.collector.archive.Archive;
import io.memledger.collector.archive.TarEntry;
import io.memledger.collector.archive.TarHeader;
import io.memledger.collector.common.Bytes;
import io.memledger.collector.common.Stamp;
import io.memledger.collector.proc.ProcReader;
import io.memledger.collector.redact.LiveRedaction;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** Writes a trace that has ended into the archive, as ARCHIVE-FORMAT section 7 lays it down. */
public final class TraceEntries {
  /** Kernels that need symbols print 3 to 8 MB of them; the heap has 16. */
  private static final int MOST_SYMBOLS = 5 << 20;

  private TraceEntries() {}

  /**
   * Writes loss, symbols where they are needed, and text, between two snapshots.
   *
   * @throws Archive.Full if the size limit leaves no room; the archive stays usable
   */
  public static void write(
      TraceSession session, Archive archive, TarEntry entry, String root, LiveRedaction redaction)
      throws IOException {
    String folder = "trace/" + Stamp.compact(session.startedMs()) + '/';
    FileChannel text = session.spool().finish();
    try {
      Bytes lost = entry.of(folder + "lost", session.lost());
      archive.write(lost.data, 0, lost.length);
      if (session.hasRawCallSites()) {
        symbols(archive, entry, folder, root, redaction);
      }
      archive.commit();
      long size = session.spool().rawBytes();
      archive.splice(entry.header(folder + "kmem.trace", size), text, size);
    } finally {
      text.close();
    }
  }

  private static void symbols(
      Archive archive, TarEntry entry, String folder, String root, LiveRedaction redaction)
      throws IOException {
    Bytes symbols = new Bytes(1 << 20);
    ProcReader proc = ProcReader.unwatched(root);
    if (proc.read("proc/kallsyms", symbols, MOST_SYMBOLS, false) > 0) {
      if (redaction != null) {
        redaction.symbols(symbols);
        redaction.save();
      }
      Bytes header = entry.header(folder + "kallsyms", symbols.length);
      archive.write(header.data, 0, header.length);
      TarHeader.pad(symbols, symbols.length);
      archive.write(symbols.data, 0, symbols.length);
    }
  }
}
