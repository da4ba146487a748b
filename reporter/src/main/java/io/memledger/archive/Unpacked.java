package io.memledger.archive;

import io.memledger.series.Warning;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The tar bytes after decompression; stops a bomb by their number and by their ratio. */
final class Unpacked extends FilterInputStream {
  private final FileStream packed;
  private final long most;
  private final long ratio;
  private long count;

  Unpacked(InputStream in, FileStream packed, long most, long ratio) {
    super(in);
    this.packed = packed;
    this.most = most;
    this.ratio = ratio;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = unpack(into, offset, length);
    if (n > 0) {
      count += n;
      if (count > most) {
        throw new ArchiveException(
            "the archive unpacks to more than "
                + most
                + " bytes; if it can be trusted, raise the limit on unpacked bytes");
      }
      if (count > Limits.RATIO_GRACE && count / Math.max(1, packed.count()) > ratio) {
        throw new ArchiveException(
            "the archive unpacks to more than "
                + ratio
                + " times its size, as a decompression bomb does;"
                + " if it can be trusted, raise the limit on the ratio");
      }
    }
    return n;
  }

  /** Damaged data makes some decompressors throw what they do not declare. */
  private int unpack(byte[] into, int offset, int length) throws IOException {
    try {
      return in.read(into, offset, length);
    } catch (RuntimeException e) {
      throw new CutException(Warning.Kind.COMPRESSED_DAMAGED);
    }
  }
}
