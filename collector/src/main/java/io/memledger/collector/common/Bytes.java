package io.memledger.collector.common;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte buffer that is used again and again, so that a snapshot makes little garbage. */
public final class Bytes {
  public byte[] data;
  public int length;

  public Bytes(int capacity) {
    data = new byte[capacity];
  }

  public void clear() {
    length = 0;
  }

  public void room(int more) {
    if (data.length - length < more) {
      data = Arrays.copyOf(data, Math.max(data.length * 2, length + more));
    }
  }

  public Bytes append(byte[] from, int start, int count) {
    room(count);
    System.arraycopy(from, start, data, length, count);
    length += count;
    return this;
  }

  public Bytes append(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return append(bytes, 0, bytes.length);
  }

  public Bytes append(char ascii) {
    room(1);
    data[length++] = (byte) ascii;
    return this;
  }

  public Bytes append(long number) {
    if (number < 0) {
      return append(Long.toString(number));
    }
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    room(digits);
    int at = length += digits;
    do {
      data[--at] = (byte) ('0' + number % 10);
      number /= 10;
    } while (number > 0);
    return this;
  }

  public String text() {
    return new String(data, 0, length, StandardCharsets.UTF_8);
  }
}
