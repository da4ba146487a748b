package io.memledger.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Fields of a 512-byte tar header (POSIX.1-1988 ustar, GNU and star number forms). */
final class TarHeader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LANES = 0x00ff_00ff_00ff_00ffL;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;

  private TarHeader() {}

  static boolean isZero(byte[] header) {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** True if the checksum holds, summed as unsigned bytes or, as old tars did, as signed ones. */
  static boolean checksumHolds(byte[] header) {
    long wanted = number(header, CHECKSUM, CHECKSUM_LENGTH);
    // Eight bytes at a time, in four lanes of 16 bits, which 64 times two bytes cannot overflow.
    long lanes = 0;
    for (int i = 0; i < header.length; i += Long.BYTES) {
      long eight = (long) LONGS.get(header, i);
      lanes += (eight & LANES) + (eight >>> 8 & LANES);
    }
    long unsigned = (lanes & 0xffff) + (lanes >>> 16 & 0xffff);
    unsigned += (lanes >>> 32 & 0xffff) + (lanes >>> 48);
    for (int i = CHECKSUM; i < CHECKSUM + CHECKSUM_LENGTH; i++) {
      unsigned += ' ' - (header[i] & 0xff);
    }
    return wanted == unsigned || wanted == unsigned - 256L * negatives(header);
  }

  private static int negatives(byte[] header) {
    int count = 0;
    for (int i = 0; i < header.length; i++) {
      boolean inside = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
      count += header[i] < 0 && !inside ? 1 : 0;
    }
    return count;
  }

  /** An octal number, or a base-256 one; -1 if it is neither or exceeds 62 bits. */
  static long number(byte[] header, int from, int length) {
    int i = from;
    int end = from + length;
    if ((header[from] & 0x80) != 0) {
      return binary(header, from, end);
    }
    while (i < end && (header[i] == ' ' || header[i] == 0)) {
      i++;
    }
    long sum = 0;
    for (; i < end && header[i] != ' ' && header[i] != 0; i++) {
      int digit = header[i] - '0';
      if (digit < 0 || digit > 7) {
        return -1;
      }
      sum = sum * 8 + digit;
    }
    return sum;
  }

  private static long binary(byte[] header, int from, int end) {
    if (header[from] != (byte) 0x80) {
      return -1;
    }
    long sum = 0;
    for (int i = from + 1; i < end; i++) {
      if (sum > Long.MAX_VALUE >> 9) {
        return -1;
      }
      sum = sum << 8 | header[i] & 0xff;
    }
    return sum;
  }

  /** The name with its ustar prefix; GNU's own format has other fields in that place. */
  static String name(byte[] header) {
    String name = text(header, 0, 100);
    boolean posix = header[257] == 'u' && header[261] == 'r' && header[262] == 0;
    boolean prefixed = posix && header[345] != 0;
    return prefixed ? text(header, 345, 155) + "/" + name : name;
  }

  static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }
}
