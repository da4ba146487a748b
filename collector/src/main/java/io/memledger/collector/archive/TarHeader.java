package io.memledger.collector.archive;

import io.memledger.collector.common.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the 512-byte tar header of an entry: ustar, and GNU long names where ustar ends. */
public final class TarHeader {
  public static final int BLOCK = 512;
  public static final byte[] ZEROS = new byte[2 * BLOCK];
  private static final int NAME = 100;
  private static final int PREFIX = 155;

  private final byte[] block = new byte[BLOCK];

  /** Time of the entries, in seconds since 1970. */
  public long mtime;

  /** Appends the header of a file of {@code size} bytes. */
  public void file(Bytes out, String name, long size) {
    header(out, name, size, '0', null);
  }

  /** Appends the header of a hard link to an earlier entry. */
  public void link(Bytes out, String name, String target) {
    header(out, name, 0, '1', target);
  }

  /** Appends the zeros that fill the last block of an entry of {@code size} bytes. */
  public static void pad(Bytes out, long size) {
    out.append(ZEROS, 0, (int) -size & BLOCK - 1);
  }

  private void header(Bytes out, String name, long size, char type, String target) {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    byte[] link = target == null ? null : target.getBytes(StandardCharsets.UTF_8);
    if (link != null && link.length > NAME) {
      longName(out, link, 'K');
    }
    int split = path.length <= NAME ? 0 : splitOf(path);
    if (split < 0) {
      longName(out, path, 'L');
    }
    Arrays.fill(block, (byte) 0);
    if (split > 0) {
      System.arraycopy(path, 0, block, 345, split);
      System.arraycopy(path, split + 1, block, 0, path.length - split - 1);
    } else {
      System.arraycopy(path, 0, block, 0, Math.min(NAME, path.length));
    }
    if (link != null) {
      System.arraycopy(link, 0, block, 157, Math.min(NAME, link.length));
    }
    finish(out, size, type);
  }

  private void finish(Bytes out, long size, char type) {
    octal(100, 7, 0600);
    octal(108, 7, 0);
    octal(116, 7, 0);
    octal(124, 11, size);
    octal(136, 11, mtime);
    Arrays.fill(block, 148, 156, (byte) ' ');
    block[156] = (byte) type;
    byte[] magic = {'u', 's', 't', 'a', 'r', 0, '0', '0'};
    System.arraycopy(magic, 0, block, 257, magic.length);
    int sum = 0;
    for (byte b : block) {
      sum += b & 255;
    }
    octal(148, 6, sum);
    block[154] = 0;
    out.append(block, 0, BLOCK);
  }

  /** An entry that holds the name (L) or link target (K) of the entry after it. */
  private void longName(Bytes out, byte[] name, char type) {
    Arrays.fill(block, (byte) 0);
    byte[] mark = "././@LongLink".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(mark, 0, block, 0, mark.length);
    finish(out, name.length + 1, type);
    out.append(name, 0, name.length).append('\0');
    pad(out, name.length + 1);
  }

  /** The slash at which a path divides into prefix and name, or -1. */
  private static int splitOf(byte[] path) {
    for (int i = Math.min(PREFIX, path.length - 2); i > 0; i--) {
      if (path[i] == '/') {
        return path.length - i - 1 <= NAME ? i : -1;
      }
    }
    return -1;
  }

  private void octal(int at, int digits, long value) {
    for (int i = at + digits - 1; i >= at; i--, value >>>= 3) {
      block[i] = (byte) ('0' + (value & 7));
    }
  }
}
