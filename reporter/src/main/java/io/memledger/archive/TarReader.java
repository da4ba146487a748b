package io.memledger.archive;

import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Entries of a tar stream: ustar with prefix, GNU long names, pax records, base-256 sizes. Goes on
 * after end marks, for archives that were joined. Never gives half an entry.
 */
final class TarReader {
  static final int BLOCK = 512;

  private final InputStream in;
  private final Limits limits;
  private final byte[] header = new byte[BLOCK];
  private final byte[] scratch = new byte[1 << 16];
  private byte[] content = new byte[1 << 16];
  private int length;
  private long left;
  private long padding;
  private String name;
  private String link;
  private char type;
  private long size;
  private boolean sparse;
  private boolean endMark;

  TarReader(InputStream in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  /** Moves to the next entry; false at the end of the stream. */
  boolean next() throws IOException {
    skip();
    Pax pax = new Pax();
    String longName = null;
    String longLink = null;
    while (true) {
      int got = readUpTo(header, BLOCK);
      if (got == 0) {
        return false;
      }
      if (got < BLOCK) {
        throw new CutException(Warning.Kind.TAR_ENDS_IN_HEADER);
      }
      if (TarHeader.isZero(header)) {
        endMark = true;
        continue;
      }
      if (!TarHeader.checksumHolds(header)) {
        throw new CutException(
            endMark ? Warning.Kind.TAR_FOLLOWED : Warning.Kind.TAR_HEADER_DAMAGED);
      }
      endMark = false;
      type = (char) (header[156] & 0xff);
      size = TarHeader.number(header, 124, 12);
      if (size < 0) {
        throw new CutException(Warning.Kind.TAR_SIZE_IMPOSSIBLE);
      }
      begin(size);
      if (type == 'L') {
        longName = meta();
      } else if (type == 'K') {
        longLink = meta();
      } else if (type == 'x') {
        pax = Pax.parse(metaBytes());
      } else if (type == 'g') {
        skip();
      } else {
        name = pax.path != null ? pax.path : longName;
        if (name == null) {
          name = TarHeader.name(header);
        }
        link = pax.link != null ? pax.link : longLink;
        if (link == null) {
          link = TarHeader.text(header, 157, 100);
        }
        sparse = type == 'S' || pax.sparse;
        if (pax.size >= 0 && type != 'S') {
          size = pax.size;
          begin(size);
        }
        if (type == 'S') {
          skipSparseMap();
        }
        return true;
      }
    }
  }

  private void begin(long bytes) {
    // Only files have content: links and folders may carry a size that means nothing.
    boolean none = type == '1' || type == '2' || type == '3' || type == '4' || type == '5';
    left = none || type == '6' ? 0 : bytes;
    padding = (BLOCK - left % BLOCK) % BLOCK;
  }

  private void skipSparseMap() throws IOException {
    boolean more = header[482] != 0;
    byte[] map = new byte[BLOCK];
    while (more) {
      if (readUpTo(map, BLOCK) < BLOCK) {
        throw new CutException(Warning.Kind.TAR_ENDS_IN_HEADER);
      }
      more = map[504] != 0;
    }
  }

  private String meta() throws IOException {
    byte[] bytes = metaBytes();
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** Content of an entry about the next one; too much of it is skipped. */
  private byte[] metaBytes() throws IOException {
    if (left > scratch.length) {
      skip();
      return new byte[0];
    }
    byte[] bytes = new byte[(int) left];
    if (readUpTo(bytes, bytes.length) < bytes.length) {
      throw new CutException(Warning.Kind.TAR_ENDS_IN_ENTRY);
    }
    left = 0;
    skip();
    return bytes;
  }

  /** Reads the entry's content whole; see {@link #data()}. */
  void read() throws IOException {
    if (left > Math.min(limits.entryBytes(), Limits.MOST_ENTRY_BYTES)) {
      throw new IllegalStateException("entry of " + left + " bytes");
    }
    length = 0;
    while (left > 0) {
      // Grown as bytes come in, not by what the header claims.
      if (length == content.length) {
        long larger = Math.min(content.length * 2L, Limits.MOST_ENTRY_BYTES);
        content = Arrays.copyOf(content, (int) larger);
      }
      int room = (int) Math.min(left, content.length - length);
      int n = in.read(content, length, room);
      if (n <= 0) {
        throw new CutException(Warning.Kind.TAR_ENDS_IN_ENTRY);
      }
      length += n;
      left -= n;
    }
    skip();
  }

  /** The entry's content as it comes, whatever its size; it ends with the entry. */
  InputStream stream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int count) throws IOException {
        if (count == 0) {
          return 0;
        }
        if (left == 0) {
          return -1;
        }
        int n = in.read(into, offset, (int) Math.min(left, count));
        if (n <= 0) {
          throw new CutException(Warning.Kind.TAR_ENDS_IN_ENTRY);
        }
        left -= n;
        return n;
      }
    };
  }

  /** Passes over what is left of the entry. */
  void skip() throws IOException {
    long rest = left + padding;
    left = 0;
    padding = 0;
    while (rest > 0) {
      int n = in.read(scratch, 0, (int) Math.min(rest, scratch.length));
      if (n <= 0) {
        throw new CutException(Warning.Kind.TAR_ENDS_IN_ENTRY);
      }
      rest -= n;
    }
  }

  private int readUpTo(byte[] into, int wanted) throws IOException {
    int got = 0;
    while (got < wanted) {
      int n = in.read(into, got, wanted - got);
      if (n <= 0) {
        return got;
      }
      got += n;
    }
    return got;
  }

  String name() {
    return name;
  }

  String link() {
    return link;
  }

  boolean isFile() {
    return (type == '0' || type == 0 || type == '7') && !sparse && !name.endsWith("/");
  }

  boolean isHardLink() {
    return type == '1';
  }

  boolean isFolder() {
    return type == '5' || (type == 0 || type == '0') && name.endsWith("/");
  }

  boolean isSparse() {
    return sparse;
  }

  long size() {
    return size;
  }

  /** Content of the entry that was read last; only its first {@link #length()} bytes. */
  byte[] data() {
    return content;
  }

  int length() {
    return length;
  }

  /** True if the last thing read was an end mark. */
  boolean endMark() {
    return endMark;
  }
}
