package io.memledger.collector.redact;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Lines that name code of the kernel: what is its own stays, modules from elsewhere and their
 * functions get pseudonyms, and addresses are moved by what only the key tells.
 */
final class KernelText {
  /** What readers tell from a function's name. */
  private static final String[] HINTS = {
    "alloc_inode", "page", "folio", "vmalloc", "vzalloc", "percpu", "pcpu"
  };

  private static final int MOST_CACHES = 4096;

  private final Words words;
  private final Addresses addresses;
  private final Set<String> own = new HashSet<>();
  private final Set<String> foreign = new HashSet<>();
  private final Map<String, String> caches = new HashMap<>();

  KernelText(Words words) {
    this.words = words;
    addresses = new Addresses(words.names);
  }

  /** Learns from a line of /proc/modules whether the kernel's sources hold a module. */
  synchronized void learn(String line) {
    int end = line.indexOf(' ');
    String name = end < 0 ? "" : line.substring(0, end);
    if (name.isEmpty()) {
      return;
    }
    int taint = line.lastIndexOf('(');
    boolean outside = taint > end && (line.indexOf('O', taint) > 0 || line.indexOf('P', taint) > 0);
    (outside && !words.open.has(PublicNames.KERNEL, name) ? foreign : own).add(name);
  }

  synchronized String module(String name) {
    if (own.contains(name) || words.open.has(PublicNames.KERNEL, name) || name.isEmpty()) {
      return name;
    }
    foreign.add(name);
    return words.names.word("mod", name, "");
  }

  /** A line of /proc/modules. */
  String modules(String line) {
    learn(line);
    String[] parts = line.split(" ");
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (i == 0) {
        part = module(part);
      } else if (i == 3 && !part.equals("-")) {
        StringBuilder users = new StringBuilder();
        for (String user : part.split(",")) {
          users.append(user.startsWith("[") ? user : module(user)).append(',');
        }
        part = users.toString();
      } else if (part.startsWith("0x")) {
        part = addresses.line(part);
      }
      out.append(i == 0 ? "" : " ").append(part);
    }
    return out.toString();
  }

  /** A name of a slab cache. */
  synchronized String cache(String name) {
    String known = caches.get(name);
    if (known != null) {
      return known;
    }
    int group = name.indexOf('(');
    String base = group > 0 ? name.substring(0, group) : name;
    String result;
    if (words.open.has(PublicNames.SLABS, base)
        || base.endsWith("inode_cache")
            && words.open.has(PublicNames.KERNEL, base.replace("_inode_cache", ""))
        || base.equals("inode_cache")
        || INODES.contains(' ' + base + ' ')) {
      result = base;
    } else {
      String hint =
          base.endsWith("inode_cache") ? "_inode_cache" : base.contains("notify") ? "_notify" : "";
      result = words.names.word("slab", base, hint);
    }
    if (group > 0) {
      int colon = name.indexOf(':', group);
      result +=
          colon < 0
              ? "(0:" + words.names.of("svc", name.substring(group + 1)) + ")"
              : name.substring(group, colon + 1)
                  + new CgroupPaths(words)
                      .part(name.substring(colon + 1, Math.max(colon + 1, name.length() - 1)))
                  + ')';
    }
    if (caches.size() < MOST_CACHES) {
      caches.put(name, result);
    }
    return result;
  }

  private static final String INODES =
      " shmem_inode_cache proc_inode_cache sock_inode_cache hugetlbfs_inode_cache mqueue_inode_cache"
          + " debugfs_inode_cache tracefs_inode_cache rpc_inode_cache lsm_inode_cache devfs_inode_cache"
          + " isofs_inode_cache fat_inode_cache squashfs_inode_cache v9fs_inode_cache ecryptfs_inode_cache"
          + " nilfs2_inode_cache ufs_inode_cache minix_inode_cache kernfs_inode_cache coda_inode_cache"
          + " bdev_inode_cache fuse_inode_cache udf_inode_cache hfsplus_inode_cache romfs_inode_cache ";

  /** The first word of a line is a cache. */
  String cacheFirst(String line) {
    int end = 0;
    while (end < line.length() && line.charAt(end) > ' ') {
      end++;
    }
    String name = line.substring(0, end);
    boolean head = name.equals("#") || name.startsWith("slabinfo");
    return head || name.isEmpty() ? line : cache(name) + line.substring(end);
  }

  /** A line of derived/slabs. */
  String slabs(String line) {
    String[] parts = line.split(" ", 3);
    return parts.length < 3
        ? cacheFirst(line)
        : cache(parts[0]) + ' ' + parts[1] + ' ' + cache(parts[2]);
  }

  /** Any line with functions, modules and addresses. */
  String line(String line) {
    return addresses.line(symbols(line));
  }

  private String symbols(String line) {
    String result = line;
    for (int at = line.indexOf('['); at >= 0; ) {
      int end = result.indexOf(']', at);
      if (end < 0) {
        break;
      }
      String name = result.substring(at + 1, end);
      int next = at + 1;
      if (isWord(name) && !name.equals("unknown") && !name.equals("inlined")) {
        boolean bpf = name.equals("bpf");
        String other = bpf ? name : module(name);
        if (bpf || !other.equals(name)) {
          int to = at;
          while (to > 0 && " \t([".indexOf(result.charAt(to - 1)) >= 0) {
            to--;
          }
          int offset = result.lastIndexOf("+0x", to);
          int last = result.lastIndexOf(' ', to - 1);
          int symbolEnd = offset > last ? offset : to;
          int start = symbolEnd;
          while (start > 0 && isWordChar(result.charAt(start - 1))) {
            start--;
          }
          String before =
              result.substring(0, start)
                  + symbol(result.substring(start, symbolEnd), bpf)
                  + result.substring(symbolEnd, at + 1)
                  + other;
          next = before.length();
          result = function(before + result.substring(end));
        }
      }
      at = result.indexOf('[', next);
    }
    return isEmpty() ? result : bare(result);
  }

  private synchronized boolean isEmpty() {
    return foreign.isEmpty();
  }

  /** "func:name" of allocinfo, behind the module. */
  private String function(String line) {
    int at = line.indexOf(" func:");
    if (at < 0) {
      return line;
    }
    int end = at + 6;
    while (end < line.length() && isWordChar(line.charAt(end))) {
      end++;
    }
    return line.substring(0, at + 6)
        + symbol(line.substring(at + 6, end), false)
        + line.substring(end);
  }

  private String symbol(String name, boolean bpf) {
    if (name.isEmpty() || name.matches("(?:sym|mod)_\\d+\\w*") || Words.isDigits(name)) {
      return name;
    }
    if (bpf && name.startsWith("bpf_prog_") && name.indexOf('_', 9) > 0) {
      int tag = name.indexOf('_', 9) + 1;
      return name.substring(0, tag) + words.names.word("prog", name.substring(tag), "");
    }
    if (bpf) {
      return name;
    }
    String hint = "";
    for (String one : HINTS) {
      if (name.contains(one)) {
        hint = '_' + one;
        break;
      }
    }
    return words.names.word("sym", name, hint);
  }

  /** Functions of foreign modules where no module stands behind them. */
  private String bare(String line) {
    StringBuilder out = null;
    int copied = 0;
    for (int i = 0; i < line.length(); i++) {
      if (!isWordChar(line.charAt(i))) {
        continue;
      }
      int end = i;
      while (end < line.length() && isWordChar(line.charAt(end))) {
        end++;
      }
      boolean code = line.startsWith("+0x", end) || line.startsWith("=> ", i - 3);
      if (code && isForeign(line.substring(i, end))) {
        out = out == null ? new StringBuilder() : out;
        out.append(line, copied, i).append(symbol(line.substring(i, end), false));
        copied = end;
      }
      i = end;
    }
    return out == null ? line : out.append(line.substring(copied)).toString();
  }

  /** Known as one, or named as a module that is: acme_read of acmenet. */
  private synchronized boolean isForeign(String symbol) {
    if (words.names.known("word\0" + symbol) != null) {
      return true;
    }
    int end = symbol.indexOf('_', 1);
    String start = end < 4 ? symbol : symbol.substring(0, end);
    for (String module : foreign) {
      if (start.length() >= 4 && module.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  static boolean isWordChar(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '.'
        || c == '$';
  }

  private static boolean isWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isWordChar(c) && c != '-' || c == '.') {
        return false;
      }
    }
    return text.length() > 1 && !Words.isDigits(text);
  }
}
