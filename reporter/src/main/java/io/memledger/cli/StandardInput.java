package io.memledger.cli;

import io.memledger.archive.ArchiveException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An archive from standard input, laid down in a file for this user only: reading may take two
 * passes.
 */
final class StandardInput implements AutoCloseable {
  /** As people name it on a command line. */
  static final Path NAME = Path.of("-");

  private static final String CALLED = "standard-input";

  private final Path folder;
  private final Path file;

  /**
   * Reads to the end of the input.
   *
   * @throws ArchiveException if it is longer than may be laid down
   */
  StandardInput(InputStream in, long mostBytes) throws IOException {
    folder = Files.createTempDirectory("memledger-");
    file = folder.resolve(CALLED);
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
        if (size > mostBytes) {
          throw new ArchiveException(
              "standard input is longer than "
                  + mostBytes
                  + " bytes; write it to a file, or raise --max-spool-bytes");
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  Path file() {
    return file;
  }

  /** A message that names the file, in words of whoever gave the input. */
  String named(String message) {
    return message.replace(file.toString(), "standard input");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(folder);
  }
}
