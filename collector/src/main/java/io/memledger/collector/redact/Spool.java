package io.memledger.collector.redact;

import io.memledger.collector.common.Bytes;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/**
 * One redacted file, whose size a tar wants to know beforehand: in memory, or where it is large in
 * a file without a name.
 */
final class Spool {
  private static final int MOST_IN_MEMORY = 1 << 20;

  final Bytes memory = new Bytes(1 << 12);
  private final File beside;
  private FileChannel channel;
  private long stored;

  /**
   * @param beside what the file stands beside; null to keep nothing
   */
  Spool(File beside) {
    this.beside = beside;
  }

  /** Moves what is in memory to the file if it is much. */
  void relieve() throws IOException {
    if (beside == null) {
      memory.clear();
    } else if (memory.length > MOST_IN_MEMORY) {
      if (channel == null) {
        File file = new File(beside + ".spool");
        channel =
            FileChannel.open(
                file.toPath(),
                EnumSet.of(
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.delete(file.toPath());
      }
      ByteBuffer bytes = ByteBuffer.wrap(memory.data, 0, memory.length);
      while (bytes.hasRemaining()) {
        stored += channel.write(bytes);
      }
      memory.clear();
    }
  }

  long size() {
    return stored + memory.length;
  }

  void copyTo(OutputStream out) throws IOException {
    if (channel != null) {
      ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
      for (channel.position(0); channel.read(bytes) > 0; bytes.clear()) {
        out.write(bytes.array(), 0, bytes.position());
      }
      channel.close();
    }
    out.write(memory.data, 0, memory.length);
  }
}
