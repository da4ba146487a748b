package io.memledger.collector.process;

import io.memledger.collector.common.Bytes;

/** A line of /proc/PID/stat at the end of a buffer, whatever the command's name holds. */
final class StatLine {
  static final int START_TIME = 22;
  static final int RSS = 24;
  private static final int FIRST_FIELD_AFTER_NAME = 3;

  private StatLine() {}

  /** Makes what was appended one line; returns where the command name ends. */
  static int oneLine(Bytes bundle, int from) {
    byte[] data = bundle.data;
    if (data[bundle.length - 1] != '\n') {
      bundle.append('\n');
      data = bundle.data;
    }
    int end = bundle.length - 1;
    int name = end - 1;
    while (name > from && data[name] != ')') {
      name--;
    }
    for (int i = from; i < name; i++) {
      if (data[i] == '\n') {
        data[i] = '?';
      }
    }
    return name;
  }

  /** The number in a field, counted from 1 as in proc(5), of the line that ends the buffer. */
  static long field(Bytes line, int afterName, int field) {
    int at = afterName + 2;
    for (int f = FIRST_FIELD_AFTER_NAME; f < field && at < line.length; at++) {
      if (line.data[at] == ' ') {
        f++;
      }
    }
    long value = 0;
    for (; at < line.length && line.data[at] >= '0' && line.data[at] <= '9'; at++) {
      value = value * 10 + line.data[at] - '0';
    }
    return value;
  }
}
