package io.memledger.corpus.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes a plain ustar archive of regular files, fast: names are ASCII. */
public final class TarOut implements AutoCloseable {
  private final OutputStream out;
  private final byte[] header = new byte[512];
  private final byte[] padding = new byte[512];
  private byte[] content = new byte[1 << 16];

  public TarOut(Path file) {
    try {
      out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void file(String name, CharSequence text) {
    int size = text.length();
    if (content.length < size) {
      content = new byte[2 * size];
    }
    for (int i = 0; i < size; i++) {
      content[i] = (byte) text.charAt(i);
    }
    try {
      if (fits(name)) {
        head(name, size, '0');
      } else {
        byte[] whole = (name + "\0").getBytes(StandardCharsets.US_ASCII);
        head("././@LongLink", whole.length, 'L');
        out.write(header);
        out.write(whole);
        out.write(padding, 0, (512 - whole.length % 512) % 512);
        head(name.substring(0, 100), size, '0');
      }
      out.write(header);
      out.write(content, 0, size);
      out.write(padding, 0, (512 - size % 512) % 512);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the header has room for it; else it goes before, as GNU tar does. */
  private static boolean fits(String name) {
    int slash = name.length() > 100 ? name.indexOf('/', name.length() - 101) : 0;
    return slash >= 0 && slash <= 155;
  }

  private void head(String name, int size, char type) {
    Arrays.fill(header, (byte) 0);
    String prefix = "";
    if (name.length() > 100) {
      int slash = name.indexOf('/', name.length() - 101);
      prefix = name.substring(0, slash);
      name = name.substring(slash + 1);
    }
    put(0, name);
    put(100, "0000600\0" + "0000000\0" + "0000000\0");
    octal(124, 11, size);
    octal(136, 11, 0);
    put(148, "        ");
    header[156] = (byte) type;
    put(257, "ustar\00000");
    put(345, prefix);
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    octal(148, 6, sum);
    header[154] = 0;
  }

  private void octal(int at, int digits, long value) {
    for (int i = digits - 1; i >= 0; i--) {
      header[at + i] = (byte) ('0' + (value & 7));
      value >>= 3;
    }
  }

  private void put(int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  @Override
  public void close() {
    try {
      out.write(padding);
      out.write(padding);
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
