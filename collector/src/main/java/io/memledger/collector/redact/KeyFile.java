package io.memledger.collector.redact;

import io.memledger.collector.common.Failure;
import io.memledger.collector.common.IoErrors;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;

/** The names of earlier archives, so that the next one has the same; locked while it is in use. */
public final class KeyFile implements Closeable {
  public final Names names;
  private final File file;
  private final FileChannel channel;

  /**
   * Opens it, or makes it.
   *
   * @param file null for names that no other archive shares
   */
  public KeyFile(File file) throws Failure {
    this.file = file;
    if (file == null) {
      names = MapFile.fresh();
      channel = null;
      return;
    }
    try {
      channel = MapFile.open(file, false);
      boolean free;
      try {
        free = channel.tryLock() != null;
      } catch (OverlappingFileLockException e) {
        free = false;
      }
      if (!free) {
        throw Failure.of(file + " is in use by another redaction; wait for its end.");
      }
      boolean made = channel.size() == 0;
      names = made ? MapFile.fresh() : MapFile.read(file);
      if (made) {
        MapFile.append(channel, names, "");
      }
    } catch (IOException e) {
      throw Failure.of("Cannot use the key " + file + ": " + IoErrors.sentence(e) + ".");
    }
  }

  /** Adds the names that are new. */
  public void save() throws IOException {
    append(names.fresh());
  }

  void append(String lines) throws IOException {
    if (channel != null) {
      MapFile.append(channel, names, lines);
      channel.force(false);
    }
  }

  /** Whether a file is this key. */
  boolean isOf(File other) throws IOException {
    return file != null && Files.isSameFile(file.toPath(), other.toPath());
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
