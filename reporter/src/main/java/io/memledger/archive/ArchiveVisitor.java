package io.memledger.archive;

import java.io.IOException;
import java.io.InputStream;

/** Takes the entries of an archive, in its order. */
public interface ArchiveVisitor {
  /** True if the content of this snapshot file is worth reading. */
  boolean wants(String path);

  /**
   * A file of a snapshot, whole.
   *
   * @param data only its first {@code length} bytes, and only during the call
   */
  void file(EntryName name, byte[] data, int length);

  /** A hard link of a snapshot: the same bytes as an earlier entry. */
  void link(EntryName name, EntryName target);

  /** manifest.json or footer.json. */
  void json(EntryName name, byte[] data, int length);

  /**
   * A file of a trace (ARCHIVE-FORMAT 7), which may be too large to be held: it is streamed.
   *
   * @param name with the path below the trace's folder
   * @param content ends where the file does; what is not read is skipped
   * @throws IOException from the stream only
   */
  void trace(EntryName name, InputStream content) throws IOException;
}
