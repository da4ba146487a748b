package io.memledger.forms.pcp;

import io.memledger.forms.Binary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The metadata of a PCP archive: what its metrics are called, and their instances in time. */
final class PcpMeta {
  /** Bytes of one record; an instance domain of a million processes is one. */
  private static final int MOST = 1 << 26;

  private static final int DESCRIPTION = 1;
  private static final int DOMAIN = 2;
  private static final int DOMAIN_3 = 5;
  private static final int DOMAIN_CHANGE = 6;

  /** A metric that is of memory. */
  record Metric(String name, int type, int domain, int units) {}

  /** What the instances of a domain are from a time on. */
  private record Change(double time, int domain, Map<Integer, String> names, boolean whole) {}

  private final Map<Integer, Metric> metrics = new HashMap<>();
  private final Map<Integer, Map<Integer, String>> domains = new HashMap<>();
  private Binary later;
  private Change next;

  /** Reads what the metrics are, behind the label; what stands before a cut counts. */
  void read(Binary in) throws IOException {
    for (ByteBuffer one = record(in); one != null; one = record(in)) {
      if (one.limit() >= 4 && one.getInt(0) == DESCRIPTION) {
        description(one);
      }
    }
  }

  /** The same file again: busy machines have more instances in a day than fit into memory. */
  void follow(Binary in) {
    later = in;
  }

  private static ByteBuffer record(Binary in) throws IOException {
    return PcpLabel.record(in, MOST);
  }

  private void description(ByteBuffer one) {
    if (one.limit() < 28) {
      return;
    }
    int names = one.getInt(24);
    int at = 28;
    for (int i = 0; i < names && at + 4 <= one.limit(); i++) {
      int length = one.getInt(at);
      if (length < 0 || length > one.limit() - at - 4) {
        return;
      }
      String name = Binary.text(one, at + 4, length);
      if (PcpNames.isWanted(name)) {
        metrics.put(one.getInt(4), new Metric(name, one.getInt(8), one.getInt(12), one.getInt(20)));
      }
      at += 4 + length;
    }
  }

  /** Null if the record is no such. */
  private static Change domain(ByteBuffer one, int type) {
    int head = type == DOMAIN ? 20 : 24;
    if (one.limit() < head) {
      return null;
    }
    double time =
        type == DOMAIN
            ? (one.getInt(4) & 0xffffffffL) + one.getInt(8) / 1e6
            : seconds(one, 4) + one.getInt(12) / 1e9;
    int domain = one.getInt(head - 8);
    int count = one.getInt(head - 4);
    if (count < 0 || head + 8L * count > one.limit()) {
      return null;
    }
    Map<Integer, String> names = new HashMap<>();
    int text = head + 8 * count;
    for (int i = 0; i < count; i++) {
      int offset = one.getInt(head + 4 * count + 4 * i);
      boolean gone = offset < 0 || offset > one.limit() - text;
      String name = gone ? null : Binary.text(one, text + offset, one.limit() - text - offset);
      names.put(one.getInt(head + 4 * i), name);
    }
    return new Change(time, domain, names, type != DOMAIN_CHANGE);
  }

  /** Seconds of version 3: the low half comes first. */
  static long seconds(ByteBuffer record, int at) {
    return (long) record.getInt(at + 4) << 32 | record.getInt(at) & 0xffffffffL;
  }

  /** Null if the metric is none of memory. */
  Metric metric(int id) {
    return metrics.get(id);
  }

  /** Lets instances be what they are at a time; times only go on. */
  void at(double time) {
    while (later != null && (next == null || next.time() <= time)) {
      if (next != null) {
        apply(next);
      }
      next = null;
      try {
        ByteBuffer one = record(later);
        int type = one == null || one.limit() < 4 ? 0 : one.getInt(0);
        boolean domain = type == DOMAIN || type == DOMAIN_3 || type == DOMAIN_CHANGE;
        next = domain ? domain(one, type) : null;
        later = one == null ? null : later;
      } catch (IOException e) {
        // Cut: the names that were read are those that stay.
        later = null;
      }
    }
  }

  private void apply(Change change) {
    Map<Integer, String> names = domains.computeIfAbsent(change.domain(), d -> new HashMap<>());
    if (change.whole()) {
      names.clear();
    }
    change
        .names()
        .forEach(
            (instance, name) -> {
              if (name == null) {
                names.remove(instance);
              } else {
                names.put(instance, name);
              }
            });
  }

  /** Name of an instance; null if it has none. */
  String instance(Metric metric, int instance) {
    Map<Integer, String> names = domains.get(metric.domain());
    return names == null ? null : names.get(instance);
  }
}
