package io.memledger.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The archive file as stored: counts and hashes what passes, so that one read does for all. */
final class FileStream extends FilterInputStream {
  private static final long STEP = 1 << 20;

  private final MessageDigest digest;
  private final Progress progress;
  private final long total;
  private long count;
  private long told;

  FileStream(InputStream in, long total, Progress progress) {
    super(in);
    this.total = total;
    this.progress = progress;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = in.read(into, offset, length);
    if (n > 0) {
      digest.update(into, offset, n);
      count += n;
      if (count - told >= STEP) {
        told = count;
        progress.at(count, Math.max(count, total));
      }
    }
    return n;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Reads to the end of the file, so that size and hash are of all of it. */
  void finish() throws IOException {
    byte[] rest = new byte[1 << 16];
    while (read(rest, 0, rest.length) > 0) {
      continue;
    }
    progress.at(count, Math.max(count, total));
  }

  long count() {
    return count;
  }

  /** Lower-case hex of all bytes that passed; only once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
