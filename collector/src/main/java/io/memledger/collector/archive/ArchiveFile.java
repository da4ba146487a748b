package io.memledger.collector.archive;

import io.memledger.collector.common.Bytes;
import io.memledger.collector.common.Failure;
import io.memledger.collector.common.IoErrors;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Creates the archive file, or opens a finished one to continue it; never through a symbolic link.
 */
public final class ArchiveFile {
  public final File file;
  public final FileChannel channel;

  /** The folder in the tar that holds everything. */
  public final String top;

  /** The footer of the run before, or null if this run is the first. */
  public final String footer;

  private ArchiveFile(File file, FileChannel channel, String top, String footer) {
    this.file = file;
    this.channel = channel;
    this.top = top;
    this.footer = footer;
  }

  /**
   * Creates an archive, or continues one.
   *
   * @param append the archive to continue or, if it is not there yet, to begin; may be null
   * @param place the file to create, or the folder for it, where there is nothing to append to
   * @param top the name of a new archive without its ending
   */
  public static ArchiveFile open(File append, File place, String top) throws Failure {
    if (append != null && append.exists()) {
      return continued(append);
    }
    File output = append != null ? append : place;
    return created(output.isDirectory() ? new File(output, top + ".tar.gz") : output, top);
  }

  private static ArchiveFile created(File file, String top) throws Failure {
    try {
      Set<StandardOpenOption> how =
          EnumSet.of(
              StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
      FileChannel channel =
          FileChannel.open(
              file.toPath(),
              how,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      lock(channel, file);
      return new ArchiveFile(file, channel, top, null);
    } catch (FileAlreadyExistsException e) {
      throw Failure.of(
          file + " exists and is never overwritten; name another file with --output, or --append.");
    } catch (NoSuchFileException e) {
      throw Failure.of("The folder for " + file + " does not exist; create it first.");
    } catch (IOException e) {
      throw Failure.of(
          "Cannot create "
              + file
              + ": "
              + IoErrors.sentence(e)
              + "; name another place with --output.");
    }
  }

  private static ArchiveFile continued(File file) throws Failure {
    Path path = file.toPath();
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw Failure.of(
          file + " is not a regular file, so it is not appended to; name the archive itself.");
    }
    Set<OpenOption> how = new HashSet<>();
    how.add(StandardOpenOption.READ);
    how.add(StandardOpenOption.WRITE);
    how.add(LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, how);
      lock(channel, file);
      Bytes ending = new Bytes(4096);
      long end = GzipMember.findEnding(channel, ending);
      byte[] header = end < 0 ? null : GzipMember.first(channel, TarHeader.BLOCK);
      String top = header == null ? null : topOf(header);
      if (top == null) {
        throw Failure.of(
            file
                + " does not end as a finished capture does (cut off, or not ours), so it is left"
                + " alone; begin a new archive.");
      }
      channel.truncate(end);
      return new ArchiveFile(file, channel, top, ending.text());
    } catch (IOException e) {
      throw Failure.of(
          "Cannot append to " + file + ": " + IoErrors.sentence(e) + "; begin a new archive.");
    }
  }

  private static void lock(FileChannel channel, File file) throws IOException, Failure {
    boolean free;
    try {
      free = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      free = false;
    }
    if (!free) {
      throw Failure.of(file + " is being written by another collector; wait for its end.");
    }
  }

  private static String topOf(byte[] header) {
    int end = 0;
    while (end < 100 && header[end] != '/' && header[end] > ' ') {
      end++;
    }
    return end > 0 && end < 100 && header[end] == '/'
        ? new String(header, 0, end, StandardCharsets.US_ASCII)
        : null;
  }
}
