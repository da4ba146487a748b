package io.memledger.source;

/**
 * The cgroup and the file in a path below /sys/fs/cgroup (v2), /sys/fs/cgroup/memory (v1) or the
 * old /cgroup.
 */
record CgroupPath(String group, String file, boolean v1) {
  private static final String ROOT = "sys/fs/cgroup/";
  private static final String OLD_ROOT = "cgroup/";

  /** Null if the path is no file of a cgroup. */
  static CgroupPath of(String path) {
    boolean old = path.startsWith(OLD_ROOT);
    if (!old && !path.startsWith(ROOT)) {
      return null;
    }
    String below = path.substring(old ? OLD_ROOT.length() : ROOT.length());
    boolean v1 = old || below.startsWith("memory/");
    if (below.startsWith("memory/")) {
      below = below.substring("memory/".length());
    } else if (below.startsWith("unified/")) {
      below = below.substring("unified/".length());
    }
    int slash = below.lastIndexOf('/');
    String group = slash < 0 ? "/" : "/" + below.substring(0, slash);
    return new CgroupPath(group, below.substring(slash + 1), v1);
  }
}
