package io.memledger.collector.archive;

import io.memledger.collector.common.Bytes;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Decides how a sample is written: in full, as a hard link to equal bytes, or as a keyed line
 * delta.
 */
public final class SampleEncoder {
  /** Contents remembered for comparison never take more than this; beyond it samples are full. */
  private static final int MOST_BYTES = 4 << 20;

  /** Format section 4: full content at least this often, counted in samplings of the path. */
  private static final int FULL_EVERY = 60;

  /** A smaller file takes two tar blocks as a delta, too. */
  private static final int SMALLEST_DELTA = 600;

  private static final int FORGET_AFTER = 200;

  /** What was last written of one path. */
  private static final class Last {
    byte[] content = new byte[0];
    int length;
    String linkable;
    int sinceFull;
    long usedAt;

    /** Spelt out, since for a private one the compiler makes another class. */
    Last() {}
  }

  private final Map<String, Last> last = new HashMap<>();
  private final LineDelta delta = new LineDelta();
  private final TarHeader header = new TarHeader();
  private final Bytes deltaBytes = new Bytes(1 << 14);
  private int remembered;
  private long snapshot;
  private String prefix;

  /** Begins a snapshot whose entries all have this prefix and time. */
  public void begin(String prefix, long epochSeconds) {
    this.prefix = prefix;
    header.mtime = epochSeconds;
    if (++snapshot % FORGET_AFTER == 0) {
      forgetOld();
    }
  }

  /** Paths of processes and control groups that have gone would stay for ever. */
  private void forgetOld() {
    for (Iterator<Last> all = last.values().iterator(); all.hasNext(); ) {
      Last one = all.next();
      if (one.usedAt < snapshot - FORGET_AFTER && one.usedAt > 1) {
        remembered -= one.content.length;
        all.remove();
      }
    }
  }

  /** Whether a sample equals what was last written of this path. */
  public boolean isUnchanged(String path, byte[] content, int length) {
    Last before = last.get(path);
    if (before == null || before.length != length || !same(before, content)) {
      return false;
    }
    before.usedAt = snapshot;
    return true;
  }

  /** Appends the tar entry of a sample to {@code out}. */
  public void write(String path, byte[] content, int length, Bytes out) {
    Last before = last.get(path);
    if (before != null) {
      before.usedAt = snapshot;
      before.sinceFull++;
      if (before.linkable != null && before.length == length && same(before, content)) {
        header.link(out, prefix + path, before.linkable);
        return;
      }
      if (length >= SMALLEST_DELTA && before.sinceFull < FULL_EVERY) {
        deltaBytes.clear();
        if (delta.write(before.content, before.length, content, length, deltaBytes)) {
          header.file(out, prefix + path + ".delta", deltaBytes.length);
          out.append(deltaBytes.data, 0, deltaBytes.length);
          TarHeader.pad(out, deltaBytes.length);
          remember(before, content, length);
          before.linkable = null;
          return;
        }
      }
    }
    header.file(out, prefix + path, length);
    out.append(content, 0, length);
    TarHeader.pad(out, length);
    if (before == null) {
      // The address ranges of a process are large, never come twice, and have no keys.
      if (remembered + length > MOST_BYTES || path.endsWith("/smaps")) {
        return;
      }
      before = new Last();
      before.usedAt = snapshot;
      last.put(path, before);
    }
    remember(before, content, length);
    before.linkable = prefix + path;
    before.sinceFull = 0;
  }

  private void remember(Last of, byte[] content, int length) {
    if (of.content.length < length) {
      remembered += length - of.content.length;
      of.content = new byte[length];
    }
    System.arraycopy(content, 0, of.content, 0, length);
    of.length = length;
  }

  private static boolean same(Last before, byte[] content) {
    byte[] old = before.content;
    for (int i = 0, length = before.length; i < length; i++) {
      if (old[i] != content[i]) {
        return false;
      }
    }
    return true;
  }
}
