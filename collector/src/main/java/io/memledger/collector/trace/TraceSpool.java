package io.memledger.collector.trace;

import io.memledger.collector.archive.GzipMember;
import io.memledger.collector.common.Bytes;
import io.memledger.collector.redact.LineFilter;
import io.memledger.collector.redact.LiveRedaction;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Text of unknown length as one gzip member, in a file without a name: it is gone with this
 * process, however that ends.
 */
final class TraceSpool {
  private final FileChannel channel;

  /** Text of traces repeats itself: a higher level saves little, and whoever waits loses events. */
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

  private final CRC32 crc = new CRC32();
  private final Bytes packed = new Bytes(1 << 16);
  private final Bytes redacted = new Bytes(1 << 10);

  /** Null where nothing is redacted. */
  private final LineFilter filter;

  private long rawBytes;
  private long packedBytes;

  TraceSpool(File file, LiveRedaction redaction) throws IOException {
    filter = redaction == null ? null : redaction.trace(redacted);
    channel =
        FileChannel.open(
            file.toPath(),
            EnumSet.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.delete(file.toPath());
    packed.append(GzipMember.HEADER, 0, GzipMember.HEADER.length);
  }

  /** Length of the text so far. */
  long rawBytes() {
    return rawBytes;
  }

  /** What it takes on the disk so far, within a buffer's size. */
  long packedBytes() {
    return packedBytes;
  }

  void write(byte[] text, int length) throws IOException {
    if (filter == null) {
      pack(text, length);
    } else {
      filter.write(text, 0, length);
      packRedacted();
    }
  }

  private void packRedacted() throws IOException {
    pack(redacted.data, redacted.length);
    redacted.clear();
  }

  private void pack(byte[] text, int length) throws IOException {
    crc.update(text, 0, length);
    rawBytes += length;
    deflater.setInput(text, 0, length);
    drain();
  }

  private void drain() throws IOException {
    while (true) {
      int count = deflater.deflate(packed.data, packed.length, packed.data.length - packed.length);
      packed.length += count;
      if (packed.length < packed.data.length) {
        return;
      }
      save();
    }
  }

  private void save() throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(packed.data, 0, packed.length);
    while (buffer.hasRemaining()) {
      packedBytes += channel.write(buffer);
    }
    packed.clear();
  }

  /** Ends the member; nothing may be written after it. */
  FileChannel finish() throws IOException {
    if (filter != null) {
      filter.end();
      packRedacted();
    }
    deflater.finish();
    while (!deflater.finished()) {
      drain();
    }
    save();
    deflater.end();
    GzipMember.trailer(packed, crc.getValue(), rawBytes);
    save();
    channel.position(0);
    return channel;
  }
}
