package io.memledger.collector.archive;

import io.memledger.collector.common.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The archive on disk, as ARCHIVE-FORMAT sections 1 and 2 lay it down: a tar in gzip members that
 * can be read up to the last commit whatever happens after it.
 *
 * <p>Snapshots are one gzip member, flushed at each commit. The ending (footer and end-of-archive
 * blocks) is a member of its own, so that appending can cut it off. A failed write is taken back to
 * the last commit: there the deflate stream is at a byte boundary, and two bytes end it.
 */
public final class Archive {
  /** Kept free below the size limit for the ending. */
  public static final int ENDING_ROOM = 16 << 10;

  private static final long SYNC_EVERY_NANOS = 60_000_000_000L;

  /** Level 9 saves another hundredth for a third more CPU time. */
  private static final int LEVEL = 8;

  /** A last, empty deflate block with fixed codes. */
  private static final byte[] LAST_BLOCK = {3, 0};

  /** Thrown when the next byte would exceed the size limit; the archive stays usable. */
  public static final class Full extends IOException {
    private static final long serialVersionUID = 1;

    Full() {
      super("size limit reached");
    }
  }

  private final FileChannel channel;
  private final long maxSize;
  private final Deflater deflater = new Deflater(LEVEL, true);
  private final CRC32 crc = new CRC32();
  private final byte[] packed = new byte[8192];
  private final ByteBuffer packedBuffer = ByteBuffer.wrap(packed);
  private long position;
  private long rawBytes;
  private long goodPosition;
  private long goodRawBytes;
  private long goodCrc;
  private long syncedAt = System.nanoTime();

  /**
   * @param channel an open file whose end is the end of the last gzip member, or empty
   */
  public Archive(FileChannel channel, long maxSize) throws IOException {
    this.channel = channel;
    this.maxSize = maxSize;
    position = channel.size();
    channel.position(position);
    raw(GzipMember.HEADER, GzipMember.HEADER.length);
    commit();
  }

  /** Size of the file on disk, in bytes. */
  public long size() {
    return position;
  }

  /** Packs tar bytes; what fills the buffer goes to the file. */
  public void write(byte[] tar, int start, int length) throws IOException {
    crc.update(tar, start, length);
    rawBytes += length;
    deflater.setInput(tar, start, length);
    while (!deflater.needsInput()) {
      drain(Deflater.NO_FLUSH);
    }
  }

  /** Makes all that was written readable from the file, and safe on the disk once a minute. */
  public void commit() throws IOException {
    while (drain(Deflater.SYNC_FLUSH) == packed.length) {
      // A full buffer says that there may be more.
    }
    goodPosition = position;
    goodRawBytes = rawBytes;
    goodCrc = crc.getValue();
    long now = System.nanoTime();
    if (now - syncedAt > SYNC_EVERY_NANOS) {
      channel.force(false);
      syncedAt = now;
    }
  }

  /**
   * Adds an entry whose content was packed elsewhere: the tar header ends one gzip member, the
   * content is one, and the next begins with what fills the last tar block.
   */
  public void splice(Bytes header, FileChannel member, long rawSize) throws IOException {
    if (position + header.length + member.size() > maxSize - 2 * ENDING_ROOM) {
      throw new Full();
    }
    write(header.data, 0, header.length);
    commit();
    Bytes between = new Bytes(64).append(LAST_BLOCK, 0, LAST_BLOCK.length);
    GzipMember.trailer(between, crc.getValue(), rawBytes);
    raw(between.data, between.length);
    for (long at = 0, count; (count = member.transferTo(at, 1 << 20, channel)) > 0; at += count) {
      position += count;
    }
    raw(GzipMember.HEADER, GzipMember.HEADER.length);
    deflater.reset();
    crc.reset();
    rawBytes = 0;
    Bytes padding = new Bytes(TarHeader.BLOCK);
    TarHeader.pad(padding, rawSize);
    write(padding.data, 0, padding.length);
    commit();
  }

  private int drain(int flush) throws IOException {
    int count = deflater.deflate(packed, 0, packed.length, flush);
    raw(packed, count);
    return count;
  }

  private void raw(byte[] bytes, int count) throws IOException {
    if (position + count > maxSize - ENDING_ROOM) {
      throw new Full();
    }
    put(bytes == packed ? packedBuffer : ByteBuffer.wrap(bytes), count);
  }

  private void put(ByteBuffer buffer, int count) throws IOException {
    buffer.position(0).limit(count);
    while (buffer.hasRemaining()) {
      position += channel.write(buffer);
    }
    buffer.clear();
  }

  /**
   * Takes back what was written after the last commit, and ends the file with the footer.
   *
   * @throws IOException if there is no room even for that; the file then ends at the last commit
   */
  public void finish(Bytes footerTar) throws IOException {
    deflater.end();
    takeBack();
    Bytes ending = new Bytes(1024);
    ending.append(LAST_BLOCK, 0, LAST_BLOCK.length);
    GzipMember.trailer(ending, goodCrc, goodRawBytes);
    GzipMember.ending(ending, footerTar);
    try {
      put(ByteBuffer.wrap(ending.data), ending.length);
    } catch (IOException e) {
      takeBack();
      throw e;
    } finally {
      channel.force(true);
      channel.close();
    }
  }

  private void takeBack() throws IOException {
    channel.truncate(goodPosition);
    channel.position(goodPosition);
    position = goodPosition;
  }
}
