package io.memledger.forms.prometheus;

import io.memledger.forms.Looks;
import io.memledger.series.Warning;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples of many series, put together by host and time. A query repeats the last scrape at each of
 * its steps: looks that are as the one before are none.
 */
final class PromSeries {
  /** Samples of one file, which take 100 bytes each: a month of one machine at a minute. */
  private static final long MOST = 4_000_000;

  private static final long LATEST = Integer.MAX_VALUE * 4_000L;

  /** Looks of one host, and what tells them apart. */
  private static final class Host {
    private final TreeMap<Long, PromLook> looks = new TreeMap<>();
    private final Map<Long, Long> prints = new LinkedHashMap<>();
    private String release = "";
    private String nodename = "";
  }

  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Map<String, String> lines = new HashMap<>();
  private long count;

  /** Takes a sample; those that are not of memory are passed over. */
  void put(String name, Map<String, String> labels, double value, long millis) {
    if (name.equals("node_uname_info")) {
      Host host = hosts.computeIfAbsent(instance(labels), h -> new Host());
      host.release = labels.getOrDefault("release", "");
      host.nodename = labels.getOrDefault("nodename", "");
    }
    boolean wanted = PromLook.isWanted(name) && !Double.isNaN(value);
    if (!wanted || millis <= 0 || millis > LATEST || count++ >= MOST) {
      return;
    }
    Host host = hosts.computeIfAbsent(instance(labels), h -> new Host());
    host.looks.computeIfAbsent(millis, t -> new PromLook(lines)).put(name, labels, value);
    boolean clock = name.equals("node_time_seconds");
    long print = clock ? 0 : (name.hashCode() * 31L + labels.hashCode()) * 0x9e3779b97f4a7c15L;
    host.prints.merge(millis, clock ? 0 : print ^ Double.doubleToLongBits(value) * 31, Long::sum);
  }

  /** An instance is a machine; a port is none of its name, and loopback is any machine. */
  static String instance(Map<String, String> labels) {
    for (String label : new String[] {"nodename", "node", "hostname", "kubernetes_node"}) {
      if (!labels.getOrDefault(label, "").isEmpty()) {
        return labels.get(label);
      }
    }
    String instance = labels.getOrDefault("instance", "");
    int port = instance.lastIndexOf(':');
    String host = port < 0 ? instance : instance.substring(0, port);
    return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]") ? "" : host;
  }

  void give(Looks into) {
    for (Map.Entry<String, Host> one : hosts.entrySet()) {
      Host host = one.getValue();
      Looks of = into.of(host.nodename.isEmpty() ? one.getKey() : host.nodename);
      if (!host.release.isEmpty()) {
        of.kernel(host.release);
      }
      if (count > MOST) {
        of.warn(Warning.of(Warning.Kind.SAMPLES_LEFT_OUT, count - MOST));
      }
      Long before = null;
      for (Map.Entry<Long, PromLook> look : host.looks.entrySet()) {
        long print = host.prints.get(look.getKey());
        if (before != null && before == print) {
          of.warn(Warning.of(Warning.Kind.LOOKS_INTERPOLATED));
        } else if (!look.getValue().isEmpty()) {
          look.getValue().give(look.getValue().moment(look.getKey()), of);
        }
        before = print;
      }
    }
  }
}
