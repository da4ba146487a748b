package io.memledger.forms.pcp;

import io.memledger.forms.Binary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A volume of a PCP archive: records of values, each of many metrics at one time. */
final class PcpVolume {
  /** Bytes of one record; those of a thousand processes take one megabyte. */
  private static final int MOST = 1 << 26;

  /** Words of the head that offsets count from, and that is not in the file. */
  private static final int HEAD = 12;

  private static final int IN_PLACE = 0;
  private static final int STRING = 6;
  private static final int NONE = -1;

  /** Takes values. */
  interface Sink {
    void at(double time);

    /** A number, or NaN where it is text. */
    void value(PcpMeta.Metric metric, int instance, double number, String text);

    /** The recorder got an error instead of values. */
    void refused(PcpMeta.Metric metric);
  }

  private final PcpMeta meta;
  private final int version;

  PcpVolume(PcpMeta meta, int version) {
    this.meta = meta;
    this.version = version;
  }

  /** Reads the records behind the label. */
  void read(Binary in, Sink sink) throws IOException {
    for (ByteBuffer one = next(in); one != null; one = next(in)) {
      int head = version == 2 ? 12 : 16;
      if (one.limit() < head) {
        throw new IOException("a record of too few bytes");
      }
      double time =
          version == 2
              ? (one.getInt(0) & 0xffffffffL) + one.getInt(4) / 1e6
              : PcpMeta.seconds(one, 0) + one.getInt(8) / 1e9;
      int count = one.getInt(head - 4);
      if (count > 0 && time > 0 && time < 1e11) {
        sink.at(time);
        values(one, head, count, sink);
      }
    }
  }

  private static ByteBuffer next(Binary in) throws IOException {
    return PcpLabel.record(in, MOST);
  }

  private void values(ByteBuffer one, int from, int count, Sink sink) throws IOException {
    int at = from;
    for (int i = 0; i < count; i++) {
      if (at + 8 > one.limit()) {
        throw new IOException("values beyond the end of their record");
      }
      PcpMeta.Metric metric = meta.metric(one.getInt(at));
      int values = one.getInt(at + 4);
      at += 8;
      if (values < 0 && metric != null) {
        sink.refused(metric);
      }
      if (values <= 0) {
        continue;
      }
      if (at + 4 + 8L * values > one.limit()) {
        throw new IOException("values beyond the end of their record");
      }
      int format = one.getInt(at);
      at += 4;
      for (int k = 0; metric != null && k < values; k++) {
        value(one, metric, format, at + 8 * k, sink);
      }
      at += 8 * values;
    }
  }

  private static void value(ByteBuffer one, PcpMeta.Metric metric, int format, int at, Sink sink) {
    int instance = one.getInt(at);
    int word = one.getInt(at + 4);
    if (format == IN_PLACE) {
      double number = metric.type() == 0 ? word : word & 0xffffffffL;
      sink.value(metric, instance, number, "");
      return;
    }
    // A block: its type, three bytes of its length with this head, and its content.
    long block = 4L * word - HEAD;
    if (block < 0 || block + 4 > one.limit()) {
      return;
    }
    int head = one.getInt((int) block);
    int type = head >>> 24;
    int length = (head & 0xffffff) - 4;
    int content = (int) block + 4;
    if (length < 0 || length > one.limit() - content) {
      return;
    }
    if (type == STRING) {
      byte[] bytes = new byte[length];
      one.get(content, bytes);
      int end = 0;
      while (end < length && bytes[end] != 0) {
        end++;
      }
      sink.value(metric, instance, Double.NaN, new String(bytes, 0, end, StandardCharsets.UTF_8));
    } else if (length >= (type == 2 || type == 3 || type == 5 ? 8 : 4)) {
      sink.value(metric, instance, number(one, type, content), "");
    }
  }

  private static double number(ByteBuffer one, int type, int at) {
    return switch (type) {
      case 0 -> one.getInt(at);
      case 1 -> one.getInt(at) & 0xffffffffL;
      case 2, 3 -> one.getLong(at);
      case 4 -> one.getFloat(at);
      case 5 -> one.getDouble(at);
      default -> NONE;
    };
  }
}
