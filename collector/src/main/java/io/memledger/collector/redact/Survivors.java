package io.memledger.collector.redact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Searches bytes for texts that got pseudonyms: none may be left in what leaves the machine. */
final class Survivors {
  /** Shorter ones stand in many words. */
  private static final int SHORTEST = 4;

  /** From this length on a secret is searched for inside words, too. */
  private static final int DISTINCT = 10;

  private static final int LONGEST = 512;
  private static final int SLOTS = 1 << 14;

  /** Words of the format and of files that hold both names and the kernel's words. */
  private static final String COMMON =
      " manifest footer format memledger archive version collector host kernel machine page_size"
          + " clock_ticks boot_id started finished reason interval_seconds sources redaction unreadable"
          + " path error count privileges root missing duration signal snapshots limit disk size low"
          + " sysvipc sockstat buddyinfo vmallocinfo allocinfo zoneinfo meminfo vmstat slabs interrupts"
          + " timer_list latency_stats sched_debug kcore keys kallsyms config acpi scsi asound stats"
          + " pseudonyms public names kept strict proc derived trace json slab slabinfo pids stat status"
          + " smaps smaps_rollup rollup cgroup cgroups cmdline limits held mounts fdtypes swaps modules"
          + " memory current events pressure high swap usage_in_bytes limit_in_bytes failcnt kmem tcp"
          + " oom_control release random state sleeping running sleep stopped zombie idle dead tracing"
          + " stop thread threads enabled disabled vulnerable mitigated always conditional not affected"
          + " unknown speculation store bypass name state tgid ngid ppid uid gid groups rss size anonymous"
          + " shared private clean dirty referenced locked heap anon deleted file shmem linux live loading"
          + " permission denied took over dropped some would take such process device directory function"
          + " implemented operation permitted input output capture without call sites filename type used"
          + " priority partition key perms bytes qnum unit units data service scope slice pages page huge"
          + " backtrace object objects comm jiffies unreferenced entry entries buffer tracer nothing "
          + " collector_cpu_seconds collector_peak_rss_bytes collector_read_seconds sysctl system user ";

  private final List<byte[]> secrets = new ArrayList<>();
  private final int[] heads = new int[SLOTS];
  private final int[] next;
  private int tail;
  private final byte[] window = new byte[(1 << 16) + 2 * LONGEST];

  Survivors(Redactor redactor) {
    Set<String> pseudonyms = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (Map.Entry<String, String> one : redactor.names.all().entrySet()) {
      pseudonyms.add(one.getValue());
      String secret = one.getKey().substring(one.getKey().indexOf('\0') + 1);
      texts.add(secret);
    }
    for (String host : redactor.words.hosts) {
      int dot = host.indexOf('.');
      texts.add(dot > 0 ? host.substring(0, dot) : host);
    }
    for (String text : texts) {
      boolean common =
          text.length() < SHORTEST
              || text.length() > LONGEST
              || Words.isDigits(text)
              || pseudonyms.contains(text)
              || COMMON.contains(' ' + text.toLowerCase() + ' ')
              || redactor.words.open.isFolder(text)
              || redactor.words.open.has(PublicNames.KERNEL, text)
              || redactor.words.open.has(PublicNames.THREADS, text)
              || redactor.words.open.has(PublicNames.UNITS, text)
              || ProcessLines.numbers(text).length() > 0;
      if (!common) {
        secrets.add(text.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    next = new int[secrets.size() + 1];
    for (int i = 0; i < secrets.size(); i++) {
      int slot = slot(secrets.get(i), 0);
      next[i + 1] = heads[slot];
      heads[slot] = i + 1;
    }
  }

  private static int slot(byte[] bytes, int at) {
    int four = bytes[at] << 24 ^ bytes[at + 1] << 16 ^ bytes[at + 2] << 8 ^ bytes[at + 3];
    int hash = four * 0x9e3779b1;
    return hash >>> 18 & SLOTS - 1;
  }

  /** Begins a file. */
  void begin() {
    tail = 0;
  }

  /** The first secret that is left in these bytes, which go on those before; null if none. */
  String find(byte[] bytes, int length, FileKind kind) {
    String found = null;
    for (int from = 0; from < length && found == null; ) {
      int count = Math.min(length - from, window.length - tail);
      System.arraycopy(bytes, from, window, tail, count);
      from += count;
      int total = tail + count;
      found = search(Math.max(0, total - LONGEST), total, kind);
      int keep = Math.min(total, 2 * LONGEST);
      System.arraycopy(window, total - keep, window, 0, keep);
      tail = keep;
    }
    return found;
  }

  /** The same for the end of a file, which no more bytes follow. */
  String end(FileKind kind) {
    return search(tail, tail, kind);
  }

  private String search(int until, int total, FileKind kind) {
    for (int at = 0; at < until && at + SHORTEST <= total; at++) {
      for (int one = heads[slot(window, at)]; one > 0; one = next[one]) {
        byte[] secret = secrets.get(one - 1);
        if (stands(secret, at, total) && !isKernelWord(secret, kind)) {
          return new String(secret, StandardCharsets.ISO_8859_1);
        }
      }
    }
    return null;
  }

  private boolean stands(byte[] secret, int at, int total) {
    int end = at + secret.length;
    if (end > total) {
      return false;
    }
    for (int i = 0; i < secret.length; i++) {
      if (window[at + i] != secret[i]) {
        return false;
      }
    }
    boolean alone = (at == 0 || !isWord(window[at - 1])) && (end == total || !isWord(window[end]));
    return alone || secret.length >= DISTINCT;
  }

  /** A short secret such as "agent" is another word where it is a part of ssh-agent. */
  private static boolean isWord(byte b) {
    return b >= '0' && b <= '9'
        || b >= 'A' && b <= 'Z'
        || b >= 'a' && b <= 'z'
        || b == '_'
        || b == '-'
        || b == '.';
  }

  /** Where the kernel's own vocabulary stands, a plain short word may be one of its words. */
  private static boolean isKernelWord(byte[] secret, FileKind kind) {
    switch (kind) {
      case COUNTERS:
      case CACHES:
      case SLABS:
      case KERNEL:
      case ALLOCINFO:
      case PAGE_OWNER:
      case KMEMLEAK:
      case TRACE:
        for (byte b : secret) {
          if (!(b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '_')) {
            return false;
          }
        }
        return secret.length < 16;
      default:
        return false;
    }
  }
}
