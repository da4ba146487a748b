package io.memledger.forms.sysstat;

import io.memledger.forms.Binary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * The beginning of a data file of sysstat: format 0x2170 (up to 9.1.5), 0x2171 (9.1.6 to 10.2),
 * 0x2173 (10.3.1 to 11.6) and 0x2175 (since 11.7.1), which tells the sizes of its own parts.
 *
 * @param created seconds since 1970
 * @param day the same moment's date on the machine, in days since 1970
 * @param acts number of activities, whose entries follow
 * @param actSize bytes of such an entry
 * @param volatiles activities whose count a restart tells anew (0x2173)
 * @param recordSize bytes of the head of a record
 * @param recordInts of such a head: 4-byte numbers behind the times (0x2175)
 * @param longs bytes of a long of the machine
 * @param extra whether extra structures follow the entries
 */
record SaHeader(
    int format,
    String version,
    long created,
    long day,
    int acts,
    int actSize,
    int volatiles,
    int recordSize,
    int recordInts,
    int longs,
    boolean extra,
    String host,
    String release) {
  static final int V9 = 0x2170;
  static final int V10 = 0x2171;
  static final int V11 = 0x2173;
  static final int V12 = 0x2175;

  /** More is damage: versions so far have 43 activities and headers of 400 bytes. */
  private static final int MOST_ACTS = 1024;

  private static final int MOST_BYTES = 1 << 16;

  /** Bytes of a name of uname. */
  private static final int NAME = 65;

  private static final int RECORD = 48;

  /** Order of the bytes; null if they are of no such file. */
  static ByteOrder order(int first, int second) {
    return first == 0x96 && second == 0xd5
        ? ByteOrder.LITTLE_ENDIAN
        : first == 0xd5 && second == 0x96 ? ByteOrder.BIG_ENDIAN : null;
  }

  /** Reads it behind the first two bytes. */
  static SaHeader read(Binary in) throws IOException {
    int format = in.u16();
    ByteBuffer version = in.block(4, 4);
    String of = version.get(0) + "." + version.get(1) + "." + version.get(2);
    return switch (format) {
      case V12 -> modern(in, of);
      case V11 -> old(in, format, of, in.block(68, 68).getInt(0));
      case V9, V10 -> old(in, format, of, 280);
      default -> throw new IOException("unknown format");
    };
  }

  private static SaHeader modern(Binary in, String version) throws IOException {
    ByteBuffer magic = in.block(68, 68);
    long doubles = (magic.getInt(8) & 0xffffffffL) + (magic.getInt(12) & 0xffffffffL);
    long ints = magic.getInt(16) & 0xffffffffL;
    ByteBuffer b = in.block(magic.getInt(0), MOST_BYTES);
    long at = doubles * 8;
    long bytes = at + ints * 4;
    if (doubles < 1 || ints < 11 || bytes + 3 + 4 * NAME > b.limit()) {
      throw new IOException("a header of too few bytes");
    }
    int from = (int) at;
    int end = (int) bytes;
    return new SaHeader(
        V12,
        version,
        b.getLong(0),
        day(b.getInt(from + 8), b.get(end + 1), b.get(end)),
        count(b.getInt(from + 4), MOST_ACTS),
        count(b.getInt(from + 36), MOST_BYTES),
        0,
        count(b.getInt(from + 40), MOST_BYTES),
        // The two times before them are counted as 8 bytes whatever the machine's long is.
        count(b.getInt(from + 32), 64),
        b.get(end + 2),
        ints > 11 && b.getInt(from + 44) != 0,
        Binary.text(b, end + 3 + NAME, NAME),
        Binary.text(b, end + 3 + 2 * NAME, NAME));
  }

  private static SaHeader old(Binary in, int format, String version, int size) throws IOException {
    ByteBuffer b = in.block(size, MOST_BYTES);
    int at = format == V11 ? 20 : 12;
    if (size < at + 4 + 4 * NAME) {
      throw new IOException("a header of too few bytes");
    }
    int longs = b.get(at + 3);
    return new SaHeader(
        format,
        version,
        longs == 4 ? b.getInt(0) & 0xffffffffL : b.getLong(0),
        day(b.get(at + 2) & 0xff, b.get(at + 1), b.get(at)),
        count(b.getInt(at == 20 ? 12 : 8), MOST_ACTS),
        format == V9 ? 12 : 20,
        at == 20 ? count(b.getInt(16), MOST_ACTS) : 0,
        RECORD,
        0,
        longs,
        false,
        Binary.text(b, at + 4 + NAME, NAME),
        Binary.text(b, at + 4 + 2 * NAME, NAME));
  }

  private static int count(int number, int most) throws IOException {
    if (number < 0 || number > most) {
      throw new IOException("a count of " + number);
    }
    return number;
  }

  private static long day(int year, int month, int day) {
    try {
      return LocalDate.of(1900 + year, month + 1, day).toEpochDay();
    } catch (DateTimeException e) {
      return Long.MIN_VALUE;
    }
  }

  boolean isModern() {
    return format == V12;
  }

  /** The reader of what follows. */
  static Binary open(InputStream in) throws IOException {
    ByteOrder order = order(in.read(), in.read());
    if (order == null) {
      throw new IOException("no data file of sysstat");
    }
    return new Binary(in, order);
  }
}
