package io.memledger.archive;

import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the entries of an archive in the order of their stamps, by way of one temporary file that is
 * deleted on closing.
 */
public final class SortedSpool implements ArchiveVisitor, AutoCloseable {
  private static final int BUFFER = 1 << 20;

  private record Entry(long stamp, EntryName name, long offset, int length) {}

  /** Ordered, so that paths of equal hash cost a search and not a walk. */
  private record Place(long stamp, String path) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::stamp).thenComparing(Place::path);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private final ArchiveVisitor to;
  private final Limits limits;
  private final Path file;
  private final FileChannel channel;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Place, Entry> places = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final Tally tally = new Tally();
  private long size;

  /** Bytes that links let be read again. */
  private long linked;

  /**
   * @param to takes the entries in order of time
   */
  public SortedSpool(ArchiveVisitor to, Limits limits) {
    this.to = to;
    this.limits = limits;
    try {
      // Created for this user only, by the file's default attributes.
      file = Files.createTempFile("memledger-", ".spool");
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new ArchiveException(
          "the archive is not in order of time, and no temporary file can be made to sort it: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public boolean wants(String path) {
    return to.wants(path);
  }

  @Override
  public void file(EntryName name, byte[] data, int length) {
    if (size + length > limits.spoolBytes()) {
      throw new ArchiveException(
          "the archive is not in order of time, and sorting it takes more than "
              + limits.spoolBytes()
              + " bytes of disk; raise the limit on spooled bytes, or archive the folders in order");
    }
    write(data, length);
    add(name, size, length);
    size += length;
  }

  @Override
  public void link(EntryName name, EntryName target) {
    Entry named = places.get(new Place(target.stamp(), target.path()));
    if (named == null) {
      tally.add(Warning.Kind.LINKS_TO_NOTHING, name.path());
    } else if (linked + named.length() > limits.spoolBytes()) {
      tally.add(Warning.Kind.READ_TOO_OFTEN, name.path());
    } else {
      linked += named.length();
      add(name, named.offset(), named.length());
    }
  }

  private void add(EntryName name, long offset, int length) {
    Entry entry = new Entry(name.stamp(), name, offset, length);
    entries.add(entry);
    places.put(new Place(name.stamp(), name.path()), entry);
  }

  @Override
  public void json(EntryName name, byte[] data, int length) {
    to.json(name, data, length);
  }

  /** Traces stand apart from the snapshots' order. */
  @Override
  public void trace(EntryName name, InputStream content) throws IOException {
    to.trace(name, content);
  }

  /** Gives all entries in order of time; those of one snapshot in the archive's order. */
  public void replay() {
    flush();
    places.clear();
    entries.sort(Comparator.comparingLong(Entry::stamp));
    byte[] content = new byte[BUFFER];
    for (Entry entry : entries) {
      if (content.length < entry.length()) {
        content = new byte[entry.length()];
      }
      read(entry, content);
      to.file(entry.name(), content, entry.length());
    }
  }

  private void write(byte[] data, int length) {
    if (length > buffer.remaining()) {
      flush();
    }
    if (length > buffer.remaining()) {
      writeFully(ByteBuffer.wrap(data, 0, length));
    } else {
      buffer.put(data, 0, length);
    }
  }

  private void flush() {
    buffer.flip();
    writeFully(buffer);
    buffer.clear();
  }

  private void writeFully(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new ArchiveException(
          "the archive is not in order of time, and there is no room to sort it: " + e.getMessage(),
          e);
    }
  }

  private void read(Entry entry, byte[] content) {
    ByteBuffer into = ByteBuffer.wrap(content, 0, entry.length());
    try {
      while (into.hasRemaining()) {
        if (channel.read(into, entry.offset() + into.position()) < 0) {
          Arrays.fill(content, into.position(), entry.length(), (byte) 0);
          return;
        }
      }
    } catch (IOException e) {
      throw new ArchiveException("the sorted snapshots cannot be read back: " + e.getMessage(), e);
    }
  }

  /** What could not be sorted in. */
  public List<Warning> warnings() {
    return tally.warnings();
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
