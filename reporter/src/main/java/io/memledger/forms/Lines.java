package io.memledger.forms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/** Lines of a stream; of a line that is too long only the beginning is kept. */
public final class Lines {
  /** The longest line of the tools that are read is a JSON object of a hundred kilobytes. */
  private static final int LONGEST = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private byte[] line = new byte[1 << 12];
  private int at;
  private int end;

  public Lines(InputStream in) {
    this.in = in;
  }

  /** The next line without its end; null after the last. */
  public String next() throws IOException {
    int length = 0;
    boolean any = false;
    while (true) {
      if (at == end) {
        end = in.read(buffer, 0, buffer.length);
        at = 0;
        if (end <= 0) {
          end = 0;
          return any ? text(length) : null;
        }
      }
      any = true;
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      int take = Math.min(at - from, LONGEST - length);
      if (length + take > line.length) {
        line = java.util.Arrays.copyOf(line, Math.min(LONGEST, (length + take) * 2));
      }
      System.arraycopy(buffer, from, line, length, take);
      length += take;
      if (at < end) {
        at++;
        return text(length);
      }
    }
  }

  /** All bytes from here on, of a form that is no text of lines; no line is read after it. */
  public InputStream bytes() {
    return new SequenceInputStream(new ByteArrayInputStream(buffer, at, end - at), in);
  }

  private String text(int length) {
    int to = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, to, StandardCharsets.UTF_8);
  }
}
