package io.memledger.archive;

import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lets through what the format knows, and counts what it does not. */
final class EntryGate {
  /** Names of what was not read that one sentence can hold. */
  private static final int MOST_NAMED = 3;

  /** Below the root as the format mirrors it, in a folder that is no stamp. */
  private static final Pattern OF_A_SNAPSHOT = Pattern.compile("(^|/)(proc|sys|derived)/");

  /** Files that the format names but nobody has a use for yet: skipped without a warning. */
  private static final Pattern KNOWN =
      Pattern.compile(
          "proc/(cmdline|mounts|modules|pagetypeinfo|loadavg|config\\.gz"
              + "|pressure/irq|sysvipc/(msg|sem)|sys/(vm|kernel|fs|net)/.+"
              + "|net/[a-z0-9_]+|\\d+/(cmdline|io|limits|oom_score_adj|maps))"
              + "|sys/fs/cgroup/.+|sys/kernel/.+|sys/block/.+|sys/devices/.+"
              + "|derived/(fdtypes/\\d+|[a-z]+)|etc/os-release");

  private final Limits limits;
  private final ArchiveVisitor visitor;
  private final EntryNames names;
  private final Tally tally = new Tally();
  private final List<String> unread = new ArrayList<>();
  private long unreadCount;
  private boolean misplaced;
  private long zoneless = -1;
  private long entries;

  EntryGate(Limits limits, ArchiveVisitor visitor) {
    this.limits = limits;
    this.visitor = visitor;
    names = new EntryNames(limits);
  }

  void entry(TarReader tar) throws IOException {
    count();
    if (tar.isFolder()) {
      return;
    }
    EntryName name = names.of(tar.name());
    if (tar.isSparse()) {
      tally.add(Warning.Kind.SPARSE_ENTRIES, tar.name());
    } else if (tar.isHardLink()) {
      if (admits(name, 0)) {
        EntryName target = EntryName.of(tar.link(), limits);
        if (target.kind() == EntryName.Kind.UNSAFE) {
          tally.add(Warning.Kind.LINKS_OUT_OF_THE_ARCHIVE, tar.link());
        } else if (name.kind() == EntryName.Kind.SNAPSHOT_FILE) {
          visitor.link(name, target);
        }
      }
    } else if (!tar.isFile()) {
      tally.add(Warning.Kind.NO_FILE_FOLDER_OR_LINK, tar.name());
    } else if (name.kind() == EntryName.Kind.TRACE) {
      visitor.trace(name, tar.stream());
      tar.skip();
    } else if (admits(name, tar.size())) {
      tar.read();
      give(name, tar.data(), tar.length());
    }
  }

  /** Counts an entry; too many are fatal. */
  void count() {
    if (++entries > limits.entries()) {
      throw new ArchiveException(
          "the archive has more than "
              + limits.entries()
              + " entries; if it can be trusted, raise the limit on entries");
    }
  }

  /** True if the content is wanted; else the reason is counted. */
  boolean admits(EntryName name, long size) {
    switch (name.kind()) {
      case UNSAFE:
        tally.add(Warning.Kind.UNSAFE_NAMES, name.path());
        return false;
      case UNKNOWN:
        unknown(name.path());
        unread(name.path());
        return false;
      case TRACE:
        return false;
      case SNAPSHOT_FILE:
        if (!visitor.wants(name.path())) {
          if (!KNOWN.matcher(name.path()).matches()) {
            tally.add(Warning.Kind.UNKNOWN_ENTRIES, name.path());
          }
          unread(name.path());
          return false;
        }
        zone(name);
        break;
      default:
        break;
    }
    if (size > Math.min(limits.entryBytes(), Limits.MOST_ENTRY_BYTES)) {
      tally.add(Warning.Kind.LARGE_ENTRIES, limits.entryBytes(), name.path());
      return false;
    }
    return true;
  }

  /** Says why an entry that stands in no snapshot is passed over. */
  private void unknown(String path) {
    boolean lacksStamp = OF_A_SNAPSHOT.matcher(path).find();
    misplaced |= lacksStamp;
    tally.add(lacksStamp ? Warning.Kind.ENTRIES_WITHOUT_STAMP : Warning.Kind.UNKNOWN_ENTRIES, path);
  }

  /** Counts snapshots, not their files, whose time may be that of another zone. */
  private void zone(EntryName name) {
    if (name.stamp() != zoneless && Stamp.isZoneless(name.written())) {
      zoneless = name.stamp();
      tally.add(Warning.Kind.STAMPS_WITHOUT_ZONE, name.written());
    }
  }

  private void unread(String path) {
    unreadCount++;
    if (unread.size() < MOST_NAMED) {
      unread.add(Tally.printable(path));
    }
  }

  /** What was in the archive and no file of a snapshot that anybody reads. */
  ArchiveSummary.Unread unread() {
    return new ArchiveSummary.Unread(unreadCount, unread, misplaced);
  }

  void trace(EntryName name, InputStream content) throws IOException {
    visitor.trace(name, content);
  }

  void give(EntryName name, byte[] data, int length) {
    if (name.kind() == EntryName.Kind.SNAPSHOT_FILE) {
      visitor.file(name, data, length);
    } else {
      visitor.json(name, data, length);
    }
  }

  long entries() {
    return entries;
  }

  Tally tally() {
    return tally;
  }
}
