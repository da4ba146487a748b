package io.memledger.collector;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
final class ArchiveFile {
  final File file;
  final FileChannel channel;

  /** The folder in the tar that holds everything. */
  final String top;

  /** The footer of the run before, or null if this run is the first. */
  final String footer;

  private ArchiveFile(File file, FileChannel channel, String top, String footer) {
    this.file = file;
    this.channel = channel;
    this.top = top;
    this.footer = footer;
  }

  /** Opens what the options name; {@code top} is the name of a new archive without its ending. */
  static ArchiveFile open(Options options, String top) throws Failure {
    File append = options.append();
    if (append != null && append.exists()) {
      return continued(append);
    }
    File output = append != null ? append : options.output();
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
          "Cannot create " + file + ": " + sentence(e) + "; name another place with --output.");
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
      throw Failure.of("Cannot append to " + file + ": " + sentence(e) + "; begin a new archive.");
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

  /** What an exception of the file system says, without the path. */
  static String sentence(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException) {
      String reason = ((FileSystemException) e).getReason();
      return reason == null ? e.getClass().getSimpleName() : reason;
    }
    return String.valueOf(e.getMessage());
  }
}
