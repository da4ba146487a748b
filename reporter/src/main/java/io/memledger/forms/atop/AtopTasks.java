package io.memledger.forms.atop;

import io.memledger.forms.Binary;
import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.ProcessText;
import io.memledger.forms.StatText;
import io.memledger.series.Subject;
import java.nio.ByteBuffer;

/** The tasks of one look of a raw log; threads are among them, and are passed over. */
final class AtopTasks {
  private static final int NAME = 48;
  private static final int NAME_BYTES = 16;
  private static final int SWAP = 64;
  private static final int SHARE = 16;

  /** The state of a process that ended since the look before: its memory is free again. */
  static final char EXITED = 'E';

  private final AtopLayout layout;
  private final long boot;
  private final StatText stat = new StatText();

  AtopTasks(AtopLayout layout, long boot) {
    this.layout = layout;
    this.boot = boot;
  }

  void add(ByteBuffer task, Looks into) {
    char state = (char) task.get(NAME + NAME_BYTES + 1);
    if (task.get(NAME + NAME_BYTES) == 0 || state == EXITED) {
      return;
    }
    final int at = layout.sizes();
    long size = task.getLong(at);
    long pid = task.getInt(4);
    if (size <= 0 || pid <= 0 || pid > Subject.LARGEST_PID) {
      // A thread of the kernel has no memory of its own.
      return;
    }
    String name = Binary.text(task, NAME, NAME_BYTES);
    long start = Math.max(1, task.getLong(72) - boot);
    stat.process(
        pid,
        name,
        state,
        task.getInt(8),
        task.getInt(44),
        start < Long.MAX_VALUE / 100 ? start * 100 : 1,
        size,
        task.getLong(at + 8));
    long swap = task.getLong(at + SWAP);
    if (swap > 0) {
      new ProcessText(pid, name).kib("VmSwap", swap).give(Origin.ATOP, into);
    }
    long share = task.getLong(at + SHARE);
    if (share > 0 && share < 1L << 50) {
      into.put(Origin.ATOP, "proc/" + pid + "/smaps_rollup", "Pss: " + share + " kB\n");
    }
  }

  void give(Looks into) {
    stat.give(Origin.ATOP, into);
  }
}
