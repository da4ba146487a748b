package io.memledger.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes tar archives straight from the format, byte by byte, hostile ones too. */
public final class TarBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public TarBytes file(String name, String text) {
    return entry(name, text.getBytes(StandardCharsets.UTF_8), '0', "");
  }

  public TarBytes link(String name, String target) {
    return entry(name, new byte[0], '1', target);
  }

  public TarBytes folder(String name) {
    return entry(name, new byte[0], '5', "");
  }

  public TarBytes special(String name, char type, String target) {
    return entry(name, new byte[0], type, target);
  }

  public TarBytes entry(String name, byte[] content, char type, String target) {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    if (path.length > 100) {
      content("././@LongLink", path, 'L', "");
    }
    return content(path.length > 100 ? name.substring(0, 90) : name, content, type, target);
  }

  private TarBytes content(String name, byte[] content, char type, String target) {
    header(name.getBytes(StandardCharsets.UTF_8), content.length, type, target, "ustar\00000", "");
    return raw(content).raw(new byte[(512 - content.length % 512) % 512]);
  }

  /** A header alone, with any size and any bytes as its name. */
  public TarBytes header(
      byte[] name, long size, char type, String target, String magic, String prefix) {
    byte[] header = new byte[512];
    System.arraycopy(name, 0, header, 0, Math.min(100, name.length));
    put(header, 100, "0000600\0" + "0000000\0" + "0000000\0");
    put(header, 124, String.format(Locale.ROOT, "%011o ", size).substring(0, 12));
    put(header, 136, "00000000000 ");
    header[156] = (byte) type;
    put(header, 157, target);
    put(header, 257, magic);
    put(header, 345, prefix);
    put(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    return raw(header);
  }

  public TarBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** Without an end mark. */
  public byte[] open() {
    return out.toByteArray();
  }

  public byte[] tar() {
    return raw(new byte[1024]).open();
  }

  public byte[] gzip() {
    return gzip(tar());
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      zip.write(bytes);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
