package io.memledger.collector.redact;

/** Paths of files, devices and what else a descriptor or an address range is open on. */
final class Paths {
  private static final String DELETED = " (deleted)";
  private static final String[] ENDINGS = {
    ".jar", ".log", ".db", ".sock", ".py", ".js", ".conf", ".dat", ".jsa", ".json", ".mo", ".img"
  };

  private final Words words;
  private final Names names;
  private final PublicNames open;

  Paths(Words words) {
    this.words = words;
    names = words.names;
    open = words.open;
  }

  /** A path, with the kernel's note that it is deleted if it has that. */
  String path(String path) {
    if (path.endsWith(DELETED)) {
      return path(path.substring(0, path.length() - DELETED.length())) + DELETED;
    }
    if (path.startsWith("/dev/")) {
      return "/dev/" + device(path.substring(5));
    }
    if (path.startsWith("/memfd:")) {
      return "/memfd:" + words.numbered("mem", path.substring(7));
    }
    if (path.startsWith("/SYSV") && path.length() == 13) {
      return path;
    }
    if (path.startsWith("/sys/fs/cgroup/")) {
      return "/sys/fs/cgroup/" + new CgroupPaths(words).path(path.substring(15));
    }
    boolean ofKernel = path.startsWith("/proc/") && isPlain(path);
    if (ofKernel && path.startsWith("/proc/sys/net/")) {
      return "/proc/sys/net/" + settings(path.substring(14));
    }
    if (ofKernel && !path.startsWith("/proc/fs/")) {
      return path;
    }
    StringBuilder out = new StringBuilder();
    String before = "";
    for (int from = 0; from <= path.length(); ) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      String part = path.substring(from, end);
      out.append(part(before, part));
      if (slash >= 0) {
        out.append('/');
      }
      before = part;
      from = end + 1;
    }
    return out.toString();
  }

  /** Settings of networks have folders that are named after interfaces. */
  String settings(String path) {
    StringBuilder out = new StringBuilder();
    String before = "";
    for (String part : path.split("/")) {
      boolean device = before.equals("conf") || before.equals("neigh");
      boolean common = part.equals("all") || part.equals("default") || part.equals("lo");
      out.append(out.length() == 0 ? "" : "/");
      out.append(device && !common ? names.of("if", part) : part);
      before = part;
    }
    return out.toString();
  }

  /** Whether a path is made of what names in /proc are made of. */
  private static boolean isPlain(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '/' || c == '_' || c == '-')) {
        return false;
      }
    }
    return true;
  }

  private String part(String before, String part) {
    if (part.isEmpty() || part.equals(".") || part.equals("..")) {
      return part;
    }
    if (before.equals("home") || before.equals("Users") || before.equals("user")) {
      return words.user(part);
    }
    if (Words.isDigits(part) || open.isFolder(part)) {
      return part;
    }
    if (part.startsWith("dmabuf:")) {
      return "dmabuf:" + words.numbered("mem", part.substring(7));
    }
    if (Words.isId(part)) {
      return names.hex(part);
    }
    String old = names.known(part);
    if (old != null) {
      return old;
    }
    int library = part.indexOf(".so");
    if (library > 0 && isVersion(part.substring(library + 3))) {
      String stem = part.substring(0, library);
      boolean known = open.isFolder(stem) || open.isFolder(PublicNames.withoutVersion(stem));
      return (known ? stem : names.of("path", stem)) + part.substring(library);
    }
    for (String ending : ENDINGS) {
      if (part.endsWith(ending) && part.length() > ending.length()) {
        String stem = part.substring(0, part.length() - ending.length());
        return part(before, stem) + ending;
      }
    }
    return names.of("path", part);
  }

  private static boolean isVersion(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '.' && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return false;
      }
    }
    return true;
  }

  /** What stands behind /dev/. */
  String device(String name) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? name : name.substring(0, slash);
    String rest = slash < 0 ? "" : path(name.substring(slash));
    if (open.has(PublicNames.KERNEL, first) || first.equals("zram*")) {
      return first + rest;
    }
    int at = Words.numberAt(first);
    String stem = first.substring(0, at);
    // sda, vdb1 and nvme0n1p2.
    boolean disk =
        stem.length() > 2
            && stem.length() < 5
            && open.has(PublicNames.KERNEL, stem.substring(0, stem.length() - 1))
            && "svhx".indexOf(stem.charAt(0)) >= 0;
    String tail = first.substring(at);
    boolean known =
        disk || open.has(PublicNames.KERNEL, stem) || open.has(PublicNames.KERNEL, stem + "-");
    return (known && isPart(tail) ? first : words.numbered("dev", first)) + rest;
  }

  private static boolean isPart(String tail) {
    for (int i = 0; i < tail.length(); i++) {
      if ("0123456789npc-D".indexOf(tail.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A class of derived/fdtypes and derived/held. */
  String opened(String type) {
    if (type.startsWith("/")) {
      return path(type);
    }
    if (type.startsWith("memfd:")) {
      return "memfd:" + words.numbered("mem", type.substring(6));
    }
    if (type.startsWith("anon_inode:")) {
      return "anon_inode:" + anonymous(type.substring(11));
    }
    int colon = type.indexOf(":[");
    String stem = colon > 0 ? type.substring(0, colon) : type;
    return open.has(PublicNames.KERNEL, stem) ? type : words.numbered("fd", stem);
  }

  private String anonymous(String name) {
    boolean bracketed = name.startsWith("[") && name.endsWith("]");
    String bare = bracketed ? name.substring(1, name.length() - 1) : name;
    return open.has(PublicNames.KERNEL, bare)
        ? name
        : bracketed ? '[' + words.numbered("fd", bare) + ']' : words.numbered("fd", bare);
  }

  /** The name of an address range. */
  String range(String name) {
    if (name.startsWith("[anon:") || name.startsWith("[anon_shmem:")) {
      int colon = name.indexOf(':') + 1;
      String inner = name.substring(colon, Math.max(colon, name.length() - 1));
      boolean known =
          inner.startsWith(" Go:")
              || inner.startsWith("Go:")
              || inner.startsWith("glibc:")
              || inner.startsWith(" glibc:");
      return known ? name : name.substring(0, colon) + words.numbered("mem", inner) + ']';
    }
    if (name.startsWith("[")) {
      String inner = name.substring(1, Math.max(1, name.length() - 1));
      boolean known =
          open.has(PublicNames.KERNEL, inner)
              || inner.startsWith("stack:") && Words.isDigits(inner.substring(6));
      return known ? name : '[' + words.numbered("mem", inner) + ']';
    }
    return name.startsWith("/") ? path(name) : opened(name);
  }
}
