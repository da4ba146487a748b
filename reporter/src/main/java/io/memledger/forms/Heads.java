package io.memledger.forms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** A file whose beginning was looked at, to be read from there. */
public final class Heads {
  private final Head head;
  private final InputStream whole;

  /** Reads the beginning; a file that is cut there is shorter. */
  public Heads(InputStream in) throws IOException {
    byte[] bytes = new byte[Head.BYTES];
    int length = 0;
    IOException cut = null;
    try {
      for (int n = 0; length < bytes.length && n >= 0; length += Math.max(0, n)) {
        n = in.read(bytes, length, bytes.length - length);
      }
    } catch (IOException e) {
      cut = e;
    }
    byte[] got = Arrays.copyOf(bytes, length);
    head = new Head(got, length < bytes.length);
    whole = new SequenceInputStream(new ByteArrayInputStream(got), cut == null ? in : ending(cut));
  }

  private static InputStream ending(IOException cut) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw cut;
      }
    };
  }

  public Head head() {
    return head;
  }

  /** All lines, from the first. */
  public Lines lines() {
    return new Lines(whole);
  }
}
