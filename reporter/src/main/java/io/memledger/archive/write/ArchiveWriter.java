package io.memledger.archive.write;

import io.memledger.archive.ArchiveVisitor;
import io.memledger.archive.EntryName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * Writes what a visitor is given as an archive of our own: a tar.gz whose bytes depend on nothing
 * else.
 */
public final class ArchiveWriter implements ArchiveVisitor, AutoCloseable {
  /** Only its owner may read what processes a host runs. */
  private static final int MODE = 0600;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final TarArchiveOutputStream tar;
  private final String top;

  /**
   * @param top folder in which all lies
   */
  public ArchiveWriter(Path file, String top) throws IOException {
    this.top = top;
    OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file));
    tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(raw), "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  @Override
  public boolean wants(String path) {
    return true;
  }

  @Override
  public void file(EntryName name, byte[] data, int length) {
    entry(STAMP.format(Instant.ofEpochMilli(name.stamp())) + "/" + name.path(), name, data, length);
  }

  @Override
  public void json(EntryName name, byte[] data, int length) {
    entry(name.path(), name, data, length);
  }

  @Override
  public void link(EntryName name, EntryName target) {
    throw new UnsupportedOperationException("files of other tools hold no links: " + name);
  }

  @Override
  public void trace(EntryName name, InputStream content) {
    throw new UnsupportedOperationException("files of other tools hold no traces: " + name);
  }

  private void entry(String path, EntryName name, byte[] data, int length) {
    TarArchiveEntry entry = new TarArchiveEntry(top + "/" + path);
    entry.setSize(length);
    entry.setMode(MODE);
    entry.setModTime(Math.max(0, name.stamp()));
    entry.setIds(0, 0);
    try {
      tar.putArchiveEntry(entry);
      tar.write(Arrays.copyOf(data, length));
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
