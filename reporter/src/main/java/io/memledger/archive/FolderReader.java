package io.memledger.archive;

import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Entries of an unpacked archive, sorted by name; no symbolic link is followed. */
final class FolderReader {
  private final Path root;
  private final Limits limits;
  private final Progress progress;
  private long bytes;

  FolderReader(Path root, Limits limits, Progress progress) {
    this.root = root;
    this.limits = limits;
    this.progress = progress;
  }

  ArchiveSummary read(EntryGate gate) throws IOException {
    walk(root, "", 0, gate);
    return new ArchiveSummary(null, bytes, true, gate.tally().warnings(), gate.unread());
  }

  private void walk(Path folder, String prefix, int depth, EntryGate gate) throws IOException {
    if (depth > limits.pathDepth()) {
      gate.tally().add(Warning.Kind.DEEP_FOLDERS, prefix);
      return;
    }
    for (Path one : sorted(folder)) {
      gate.count();
      String name = prefix + one.getFileName();
      if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
        walk(one, name + "/", depth + 1, gate);
      } else if (Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS)) {
        file(one, name, gate);
      } else {
        gate.tally().add(Warning.Kind.NO_FILE_OR_FOLDER, name);
      }
    }
  }

  /** By name, but for manifest.json, which the format puts first. */
  private static List<Path> sorted(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(found::add);
    }
    found.sort(
        Comparator.comparing((Path p) -> p.getFileName().toString().equals("manifest.json") ? 0 : 1)
            .thenComparing(p -> p.getFileName().toString()));
    return found;
  }

  private void file(Path file, String name, EntryGate gate) throws IOException {
    EntryName entry = EntryName.of(name, limits);
    long size = Files.size(file);
    bytes += size;
    if (bytes > limits.unpackedBytes()) {
      throw new ArchiveException(
          "the folder holds more than "
              + limits.unpackedBytes()
              + " bytes; if it can be trusted, raise the limit on unpacked bytes");
    }
    if (entry.kind() == EntryName.Kind.TRACE) {
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        gate.trace(entry, in);
      }
      return;
    }
    if (!gate.admits(entry, size)) {
      return;
    }
    // A file of /proc itself has size 0 and grows as it is read: never more than the limit.
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes((int) Math.min(limits.entryBytes(), Limits.MOST_ENTRY_BYTES));
      gate.give(entry, content, content.length);
    }
    progress.at(bytes, 0);
  }
}
