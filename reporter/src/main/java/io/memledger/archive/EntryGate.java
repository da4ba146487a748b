package io.memledger.archive;

import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;

/** Lets through what the format knows, and counts what it does not. */
final class EntryGate {
  private final Limits limits;
  private final ArchiveVisitor visitor;
  private final Tally tally = new Tally();
  private long entries;

  EntryGate(Limits limits, ArchiveVisitor visitor) {
    this.limits = limits;
    this.visitor = visitor;
  }

  void entry(TarReader tar) throws IOException {
    count();
    if (tar.isFolder()) {
      return;
    }
    EntryName name = EntryName.of(tar.name(), limits);
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
        tally.add(Warning.Kind.UNKNOWN_ENTRIES, name.path());
        return false;
      case TRACE:
        return false;
      case SNAPSHOT_FILE:
        if (!visitor.wants(name.path())) {
          if (!KnownPaths.knows(name.path())) {
            tally.add(Warning.Kind.UNKNOWN_ENTRIES, name.path());
          }
          return false;
        }
        break;
      default:
        break;
    }
    if (size > limits.entryBytes()) {
      tally.add(Warning.Kind.LARGE_ENTRIES, limits.entryBytes(), name.path());
      return false;
    }
    return true;
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
