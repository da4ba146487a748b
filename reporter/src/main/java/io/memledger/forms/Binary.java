package io.memledger.forms;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers of a binary stream in one byte order. Lengths come from a stranger: nothing is allocated
 * beyond what the caller allows, and whatever is skipped must be there.
 */
public final class Binary {
  private static final int FIRST = 1 << 20;

  private final InputStream in;
  private final ByteOrder order;
  private final byte[] word = new byte[8];
  private final byte[] waste = new byte[1 << 13];

  public Binary(InputStream in, ByteOrder order) {
    this.in = in;
    this.order = order;
  }

  private ByteBuffer word(int bytes) throws IOException {
    fill(word, 0, bytes);
    return ByteBuffer.wrap(word).order(order);
  }

  /** The next bytes, all of them. */
  private void fill(byte[] into, int from, int length) throws IOException {
    int got = 0;
    while (got < length) {
      int n = in.read(into, from + got, length - got);
      if (n < 0) {
        throw new EOFException();
      }
      got += n;
    }
  }

  /** A block whose length the file tells; more than is allowed is damage. */
  public ByteBuffer block(long length, int most) throws IOException {
    if (length < 0 || length > most) {
      throw new IOException("a length of " + length + " bytes");
    }
    // A length that promises more than is there takes no more room than what is there.
    byte[] bytes = new byte[(int) Math.min(length, FIRST)];
    fill(bytes, 0, bytes.length);
    while (bytes.length < length) {
      int had = bytes.length;
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 4L * had));
      fill(bytes, had, bytes.length - had);
    }
    return ByteBuffer.wrap(bytes).order(order);
  }

  public int u16() throws IOException {
    return word(2).getShort() & 0xffff;
  }

  public long u32() throws IOException {
    return word(4).getInt() & 0xffffffffL;
  }

  /** Passes over bytes. */
  public void skip(long bytes) throws IOException {
    if (bytes < 0) {
      throw new IOException("a length of " + bytes + " bytes");
    }
    long left = bytes;
    while (left > 0) {
      int n = in.read(waste, 0, (int) Math.min(left, waste.length));
      if (n < 0) {
        throw new EOFException();
      }
      left -= n;
    }
  }

  /** Text in a field of fixed size, which a zero byte ends; what cannot be printed is left out. */
  public static String text(ByteBuffer block, int from, int size) {
    int to = Math.min(block.limit(), from + size);
    int end = Math.min(from, to);
    while (end < to && block.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[Math.max(0, end - from)];
    block.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
  }
}
