package io.memledger.archive;

import io.memledger.series.Warning;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams the entries of an archive in whatever container it comes (ARCHIVE-FORMAT 1). A cut-off
 * archive is read up to its last whole entry.
 */
public final class ArchiveReader {
  private final Path path;
  private final Limits limits;
  private final Progress progress;

  public ArchiveReader(Path path, Limits limits, Progress progress) {
    this.path = path;
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Reads the archive once, from its first byte to its last.
   *
   * @throws ArchiveException if it is no archive, or breaks a limit
   */
  public ArchiveSummary read(ArchiveVisitor visitor) {
    if (!Files.exists(path)) {
      throw new ArchiveException("there is no file " + path + "; check the name");
    }
    EntryGate gate = new EntryGate(limits, visitor);
    try {
      if (Files.isDirectory(path)) {
        return new FolderReader(path, limits, progress).read(gate);
      }
      return file(gate);
    } catch (IOException e) {
      throw new ArchiveException(path + " cannot be read: " + reason(e), e);
    }
  }

  private ArchiveSummary file(EntryGate gate) throws IOException {
    long size = Files.size(path);
    if (size == 0) {
      throw new ArchiveException(path + " is empty; copy the archive again from the machine");
    }
    List<Warning> warnings = new ArrayList<>();
    boolean complete = true;
    try (InputStream raw = new FileInputStream(path.toFile());
        FileStream stream = new FileStream(raw, size, progress)) {
      try {
        boolean ended = entries(stream, gate);
        if (!ended) {
          complete = false;
          warnings.add(Warning.of(Warning.Kind.NO_END_MARK));
        }
      } catch (IOException e) {
        complete = false;
        warnings.add(Warning.of(Warning.Kind.DAMAGED, damage(e)));
      }
      if (gate.entries() == 0 && !complete) {
        throw new ArchiveException(
            path + " is not a snapshot archive (no tar entry could be read); check the file");
      }
      stream.finish();
      warnings.addAll(gate.tally().warnings());
      return new ArchiveSummary(stream.sha256(), stream.count(), complete, warnings, gate.unread());
    }
  }

  private boolean entries(FileStream stream, EntryGate gate) throws IOException {
    InputStream unpacked = Container.open(keepOpen(stream), stream, limits);
    try (ReadAhead ahead = new ReadAhead(unpacked)) {
      TarReader tar = new TarReader(ahead, limits);
      while (tar.next()) {
        gate.entry(tar);
      }
      return tar.endMark();
    }
  }

  /** Closing the unpacking stream must not close the file: its rest is hashed. */
  private static InputStream keepOpen(InputStream stream) {
    return new FilterInputStream(stream) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return in.read(into, offset, length);
      }

      @Override
      public void close() {}
    };
  }

  private static Warning damage(IOException e) {
    return e instanceof CutException cut
        ? Warning.of(cut.how())
        : Warning.of(Warning.Kind.DECOMPRESSOR_SAYS, reason(e));
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : Tally.printable(message);
  }
}
