package io.memledger.archive;

import java.nio.charset.StandardCharsets;

/** The records of a pax header that matter here: "length key=value\n" (POSIX.1-2001). */
final class Pax {
  String path;
  String link;
  long size = -1;
  boolean sparse;

  /** Reads records until one is malformed. */
  static Pax parse(byte[] bytes) {
    Pax pax = new Pax();
    int from = 0;
    while (from < bytes.length) {
      int i = from;
      int record = 0;
      while (i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9' && record < bytes.length) {
        record = record * 10 + bytes[i] - '0';
        i++;
      }
      int end = from + record - 1;
      if (i >= bytes.length || bytes[i] != ' ' || end <= i || end >= bytes.length) {
        break;
      }
      String text = new String(bytes, i + 1, end - i - 1, StandardCharsets.UTF_8);
      int equals = text.indexOf('=');
      if (equals > 0) {
        pax.set(text.substring(0, equals), text.substring(equals + 1));
      }
      from += record;
    }
    return pax;
  }

  private void set(String key, String value) {
    if (key.equals("path")) {
      path = value;
    } else if (key.equals("linkpath")) {
      link = value;
    } else if (key.equals("size")) {
      try {
        size = Math.max(-1, Long.parseLong(value));
      } catch (NumberFormatException e) {
        size = -1;
      }
    } else if (key.startsWith("GNU.sparse.")) {
      sparse = true;
    }
  }
}
