package io.memledger.forms.pcp;

import io.memledger.forms.Binary;
import io.memledger.forms.When;
import io.memledger.forms.text.Zones;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each file of a PCP archive begins with (LOGARCHIVE(5)).
 *
 * @param version 2 or 3
 * @param volume its number; -1 of metadata, -2 of the index
 * @param zone of the host, as TZ has it
 */
record PcpLabel(int version, int volume, String host, String zone) {
  static final int META = -1;
  static final int INDEX = -2;

  /** Offset of POSIX without rules for summer: "EDT+4" is four hours west. */
  private static final Pattern FIXED =
      Pattern.compile("[A-Za-z]{3,6}([+-]?)(\\d{1,2})(?::(\\d\\d))?");

  /** Whether bytes behind the length are those of a label. */
  static boolean isLabel(byte[] bytes) {
    return bytes.length > 20 && bytes[4] == 0x50 && bytes[5] == 0x05 && bytes[6] == 0x26;
  }

  /** The record behind its length, without the length at its end. */
  static PcpLabel of(ByteBuffer record) throws IOException {
    int version = record.limit() < 124 ? 0 : record.get(3);
    if (version == 2) {
      return new PcpLabel(
          version, record.getInt(16), Binary.text(record, 20, 64), Binary.text(record, 84, 40));
    }
    if (version == 3 && record.limit() >= 544) {
      return new PcpLabel(
          version, record.getInt(20), Binary.text(record, 32, 256), Binary.text(record, 288, 256));
    }
    throw new IOException("a label of an unknown version");
  }

  /** Reads the next record: its length, its content, its length again; null at the end. */
  static ByteBuffer record(Binary in, int most) throws IOException {
    long length;
    try {
      length = in.u32();
    } catch (java.io.EOFException e) {
      return null;
    }
    if (length < 8) {
      throw new IOException("a record of " + length + " bytes");
    }
    ByteBuffer record = in.block(length - 8, most);
    if (in.u32() != length) {
      throw new IOException("a record whose two lengths differ");
    }
    return record;
  }

  static Binary open(java.io.InputStream in) {
    return new Binary(in, ByteOrder.BIG_ENDIAN);
  }

  /** A moment with the offset of the host, where the zone tells one. */
  When moment(long millis) {
    int offset = offset(millis);
    return offset == When.UNKNOWN
        ? When.instant(millis)
        : When.instant(millis + offset * 1000L, offset);
  }

  private int offset(long millis) {
    Matcher fixed = FIXED.matcher(zone);
    if (fixed.matches()) {
      int minutes = fixed.group(3) == null ? 0 : Integer.parseInt(fixed.group(3));
      int seconds = Integer.parseInt(fixed.group(2)) * 3600 + minutes * 60;
      return seconds > 14 * 3600 ? When.UNKNOWN : fixed.group(1).equals("-") ? seconds : -seconds;
    }
    String name = zone.startsWith(":") ? zone.substring(1) : zone;
    if (Zones.offset(name) != When.UNKNOWN) {
      return Zones.offset(name);
    }
    try {
      return name.indexOf('/') < 0
          ? When.UNKNOWN
          : ZoneId.of(name).getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds();
    } catch (DateTimeException e) {
      return When.UNKNOWN;
    }
  }
}
