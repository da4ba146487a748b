package io.memledger.collector.snapshot;

import io.memledger.collector.archive.Archive;
import io.memledger.collector.archive.SampleEncoder;
import io.memledger.collector.common.Bytes;
import io.memledger.collector.redact.LiveRedaction;
import java.io.IOException;

/** Gathers the samples of a snapshot as tar entries, and hands them to the archive. */
final class SampleWriter {
  /** Entries, and their bytes, that wait in memory for the end of the snapshot at most. */
  private static final int MOST_ENTRIES = 4096;

  private static final int MOST_WAITING = 1 << 20;

  /** What was read last: the sample that {@link #write} takes. */
  final Bytes content = new Bytes(1 << 17);

  private final Archive archive;

  /** Null where nothing is redacted. */
  private final LiveRedaction redaction;

  private final Bytes redacted = new Bytes(1 << 10);
  private final SampleEncoder encoder = new SampleEncoder();
  private final Bytes tar = new Bytes(1 << 17);
  private final int[] starts = new int[MOST_ENTRIES];
  private boolean backward = true;
  private int entries;

  SampleWriter(Archive archive, LiveRedaction redaction) {
    this.archive = archive;
    this.redaction = redaction;
  }

  /**
   * Begins a snapshot.
   *
   * @param prefix of the names of all entries: top folder, stamp and a slash
   */
  void begin(String prefix, long epochSeconds) {
    encoder.begin(prefix, epochSeconds);
    backward = !backward;
    entries = 0;
    tar.clear();
  }

  /** Takes the content as the sample of a path. */
  void write(String path) throws IOException {
    Bytes sample = content;
    String name = path;
    if (redaction != null) {
      if (!redaction.redact(path, content, redacted)) {
        return;
      }
      sample = redacted;
      name = redaction.path(path);
    }
    if (tar.length > MOST_WAITING || entries + 1 == starts.length) {
      flush();
    }
    starts[entries++] = tar.length;
    encoder.write(name, sample.data, sample.length, tar);
  }

  /** Whether the content equals the last sample of a path. */
  boolean isUnchanged(String path) {
    String name = redaction == null ? path : redaction.path(path);
    return encoder.isUnchanged(name, content.data, content.length);
  }

  /** Ends the snapshot: from now on it can be read from the file. */
  void commit() throws IOException {
    flush();
    if (redaction != null) {
      // Before what they stand for: a name without its map would be lost.
      redaction.save();
    }
    archive.commit();
  }

  /**
   * Hands the waiting entries to the archive, every other snapshot in reverse: what ended the last
   * one then begins this one, within the 32 KiB in which deflate finds repetitions. It saves a
   * fifth.
   */
  private void flush() throws IOException {
    starts[entries] = tar.length;
    if (backward) {
      for (int i = entries - 1; i >= 0; i--) {
        archive.write(tar.data, starts[i], starts[i + 1] - starts[i]);
      }
    } else {
      archive.write(tar.data, 0, tar.length);
    }
    tar.clear();
    entries = 0;
  }
}
