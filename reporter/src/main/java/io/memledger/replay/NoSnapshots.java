package io.memledger.replay;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.ArchiveSummary;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says of an archive in which nothing can be judged what is in it, and what to do. */
final class NoSnapshots {
  /** Files that tell what the kernel logged, by the names that they usually have. */
  private static final Pattern LOG =
      Pattern.compile("(^|/)(dmesg|kmsg|kern|messages|syslog|journal)[^/]*$");

  private NoSnapshots() {}

  static ArchiveException in(Path path, ArchiveSummary.Unread unread) {
    String none = path + " holds no snapshots (such as 20261123T040305Z/proc/meminfo)";
    if (unread.count() == 0) {
      return new ArchiveException(none + "; check that it is the archive");
    }
    long more = unread.count() - unread.names().size();
    // The same file stands in one folder after another.
    String names =
        unread.names().stream().distinct().collect(Collectors.joining(", "))
            + (more > 0 ? " and " + more + " more" : "");
    return new ArchiveException(none + ", only " + names + "; " + advice(unread));
  }

  private static String advice(ArchiveSummary.Unread unread) {
    if (unread.names().stream().allMatch(name -> LOG.matcher(name).find())) {
      return "a kernel log shows no course of memory: capture snapshots of the machine";
    }
    return unread.misplaced()
        ? "name the folder of each snapshot by its time"
        : "check that it is the archive";
  }
}
