package io.memledger.imports;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.Limits;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that was read of all files, in one temporary file that is deleted on closing: when a
 * look was is known only when all files are.
 */
final class Spool implements AutoCloseable {
  private static final int BUFFER = 1 << 20;

  /** Looks at one time of one file. */
  static final class Look {
    private When when;
    private final List<Put> puts = new ArrayList<>(4);

    /** Milliseconds since 1970, once it is known. */
    private long time;

    Look(When when) {
      this.when = when;
    }

    When when() {
      return when;
    }

    /** What another file of the same report says of it. */
    void when(When told) {
      when = told;
    }

    List<Put> puts() {
      return puts;
    }

    long time() {
      return time;
    }

    void time(long millis) {
      time = millis;
    }
  }

  /** A file of a look. */
  record Put(Origin origin, String path, long offset, int length) {}

  private final Limits limits;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final Map<String, String> paths = new HashMap<>();
  private long size;

  Spool(Limits limits) throws IOException {
    this.limits = limits;
    Path file = Files.createTempFile("memledger-", ".looks");
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Lays down a file of a look. */
  Put put(Origin origin, String path, CharSequence text) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return put(origin, path, ByteBuffer.wrap(bytes));
  }

  /** Lays down a piece of a file that is read later. */
  Put put(byte[] bytes, int length) {
    return put(Origin.PROC, "", ByteBuffer.wrap(bytes, 0, length));
  }

  private Put put(Origin origin, String path, ByteBuffer bytes) {
    int length = bytes.remaining();
    if (size + length > limits.spoolBytes()) {
      throw new ArchiveException(
          "what the files hold takes more than "
              + limits.spoolBytes()
              + " bytes of disk; raise the limit on spooled bytes, or give fewer files");
    }
    if (length > buffer.remaining()) {
      flush();
    }
    if (length > buffer.remaining()) {
      write(bytes);
    } else {
      buffer.put(bytes);
    }
    Put put = new Put(origin, paths.computeIfAbsent(path, p -> p), size, length);
    size += length;
    return put;
  }

  /** Reads one back. */
  byte[] read(Put put) {
    if (buffer.position() > 0) {
      flush();
    }
    ByteBuffer into = ByteBuffer.allocate(put.length());
    try {
      while (into.hasRemaining() && channel.read(into, put.offset() + into.position()) >= 0) {
        continue;
      }
    } catch (IOException e) {
      throw new ArchiveException("what was read cannot be read back: " + e.getMessage(), e);
    }
    return into.array();
  }

  private void flush() {
    buffer.flip();
    write(buffer);
    buffer.clear();
  }

  private void write(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new ArchiveException("there is no room for what the files hold: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
