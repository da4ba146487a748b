package io.memledger.collector.archive;

import io.memledger.collector.common.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The two kinds of gzip member (RFC 1952) of an archive: snapshots, and the marked ending. */
public final class GzipMember {
  /** Magic, deflate, no flags, no time, no extra flags, Unix. */
  public static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};

  /** A header with an empty extra field "ML", which only an ending has. */
  private static final byte[] ENDING = {
    0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, 3, 4, 0, 'M', 'L', 0, 0
  };

  private GzipMember() {}

  /** Appends checksum and length of the unpacked bytes. */
  public static void trailer(Bytes out, long crc, long rawBytes) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.append((char) (crc >> shift & 255));
    }
    for (int shift = 0; shift < 32; shift += 8) {
      out.append((char) (rawBytes >> shift & 255));
    }
  }

  /** Appends the ending: footer entry and end-of-archive blocks as a member of their own. */
  static void ending(Bytes out, Bytes footerTar) {
    footerTar.append(TarHeader.ZEROS, 0, TarHeader.ZEROS.length);
    out.append(ENDING, 0, ENDING.length);
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(footerTar.data, 0, footerTar.length);
    deflater.finish();
    while (!deflater.finished()) {
      out.room(1024);
      out.length += deflater.deflate(out.data, out.length, out.data.length - out.length);
    }
    deflater.end();
    CRC32 crc = new CRC32();
    crc.update(footerTar.data, 0, footerTar.length);
    trailer(out, crc.getValue(), footerTar.length);
  }

  /**
   * Finds the ending of a finished archive.
   *
   * @param footerTar is filled with the unpacked ending
   * @return where in the file it begins, or -1 if the file does not end with one
   */
  static long findEnding(FileChannel channel, Bytes footerTar) throws IOException {
    int count = (int) Math.min(channel.size(), Archive.ENDING_ROOM);
    long from = channel.size() - count;
    byte[] tail = new byte[count];
    ByteBuffer buffer = ByteBuffer.wrap(tail);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        return -1;
      }
    }
    for (int at = count - ENDING.length; at >= 0; at--) {
      if (startsWith(tail, at) && unpack(tail, at + ENDING.length, footerTar)) {
        return from + at;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] bytes, int at) {
    for (int i = 0; i < ENDING.length; i++) {
      if (bytes[at + i] != ENDING[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean unpack(byte[] bytes, int at, Bytes out) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, at, bytes.length - at);
      out.clear();
      while (!inflater.finished()) {
        out.room(4096);
        int count = inflater.inflate(out.data, out.length, out.data.length - out.length);
        if (count == 0 && !inflater.finished()) {
          return false;
        }
        out.length += count;
      }
      Bytes expected = new Bytes(8);
      CRC32 crc = new CRC32();
      crc.update(out.data, 0, out.length);
      trailer(expected, crc.getValue(), out.length);
      boolean whole = inflater.getRemaining() == expected.length;
      for (int i = 0; whole && i < expected.length; i++) {
        whole = bytes[bytes.length - expected.length + i] == expected.data[i];
      }
      return whole;
    } catch (DataFormatException e) {
      return false;
    } finally {
      inflater.end();
    }
  }

  /** Unpacks the first bytes of an archive, such as its first tar header. */
  static byte[] first(FileChannel channel, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    channel.read(buffer, 0);
    byte[] out = new byte[count];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(buffer.array(), HEADER.length, buffer.position() - HEADER.length);
      return inflater.inflate(out) == count ? out : null;
    } catch (DataFormatException | RuntimeException e) {
      return null;
    } finally {
      inflater.end();
    }
  }
}
