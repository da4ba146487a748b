package io.memledger.archive;

import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A gzip file of many members as one stream (RFC 1952). Unlike GZIPInputStream it hands out every
 * byte before a cut, and says how the file ended.
 */
final class GzipMembers extends InputStream {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private int at;
  private int limit;
  private boolean inMember;
  private boolean anyMember;
  private boolean ended;

  GzipMembers(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember && !header()) {
        ended = true;
        break;
      }
      int n = inflate(out, offset, length);
      if (n > 0) {
        crc.update(out, offset, n);
        return n;
      }
      if (inflater.finished()) {
        trailer();
      }
    }
    return -1;
  }

  private int inflate(byte[] out, int offset, int length) throws IOException {
    try {
      int n = inflater.inflate(out, offset, length);
      if (n == 0 && !inflater.finished()) {
        if (inflater.needsDictionary()) {
          throw new CutException(Warning.Kind.GZIP_DAMAGED);
        }
        if (!fill()) {
          throw new CutException(Warning.Kind.GZIP_ENDS_EARLY);
        }
        inflater.setInput(buffer, at, limit - at);
        at = limit;
      }
      return n;
    } catch (DataFormatException e) {
      throw new CutException(Warning.Kind.GZIP_DAMAGED);
    }
  }

  private boolean header() throws IOException {
    int first = next();
    if (first < 0) {
      return false;
    }
    if (first != 0x1f || next() != 0x8b || next() != 8) {
      throw new CutException(anyMember ? Warning.Kind.GZIP_FOLLOWED : Warning.Kind.GZIP_DAMAGED);
    }
    int flags = need();
    skip(HEADER - 4);
    if ((flags & FLAG_EXTRA) != 0) {
      int low = need();
      skip(low | need() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_CRC) != 0) {
      skip(2);
    }
    inMember = true;
    anyMember = true;
    crc.reset();
    inflater.reset();
    inflater.setInput(buffer, at, limit - at);
    at = limit;
    return true;
  }

  private void trailer() throws IOException {
    at = limit - inflater.getRemaining();
    inMember = false;
    long sum = 0;
    long size = 0;
    for (int i = 0; i < TRAILER; i++) {
      long b = need();
      if (i < 4) {
        sum |= b << (8 * i);
      } else {
        size |= b << (8 * (i - 4));
      }
    }
    if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new CutException(Warning.Kind.GZIP_CHECKSUM);
    }
  }

  private void skipText() throws IOException {
    int b = need();
    while (b != 0) {
      b = need();
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      need();
    }
  }

  private int need() throws IOException {
    int b = next();
    if (b < 0) {
      throw new CutException(Warning.Kind.GZIP_ENDS_EARLY);
    }
    return b;
  }

  private int next() throws IOException {
    if (at >= limit && !fill()) {
      return -1;
    }
    return buffer[at++] & 0xff;
  }

  private boolean fill() throws IOException {
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
