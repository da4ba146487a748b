package io.memledger.archive;

import java.util.regex.Pattern;

/** Files that the format names but the reporter has no use for yet: skipped without a warning. */
final class KnownPaths {
  private static final Pattern KNOWN =
      Pattern.compile(
          "proc/(cmdline|mounts|modules|pagetypeinfo|loadavg|config\\.gz"
              + "|pressure/irq|sysvipc/(msg|sem)|sys/(vm|kernel|fs|net)/.+"
              + "|net/[a-z0-9_]+|\\d+/(cmdline|io|limits|oom_score_adj|maps))"
              + "|sys/fs/cgroup/.+|sys/kernel/.+|sys/block/.+|sys/devices/.+"
              + "|derived/(fdtypes/\\d+|[a-z]+)|etc/os-release");

  private KnownPaths() {}

  static boolean knows(String path) {
    return KNOWN.matcher(path).matches();
  }
}
