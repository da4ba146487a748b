package io.memledger.source;

import io.memledger.series.AddressRange;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.List;

/**
 * Where sources put what they read. A subject is named once, then values are put for it; at the
 * beginning of a file the subject is the host. Values put more than once for one metric and subject
 * in a snapshot add up.
 */
public interface Sink {
  /** What a snapshot can say about the host in words. */
  enum Fact {
    KERNEL_VERSION,
    OS_NAME,
    BOOT_ID
  }

  /** Bytes of a page on the captured machine. */
  int pageSize();

  /** The values that follow are the host's. */
  void host();

  /** The values that follow belong to what these bytes name. */
  void named(Subject.Kind kind, byte[] text, int from, int to);

  /** The values that follow belong to what this text and number name. */
  void named(Subject.Kind kind, String name, long id);

  /** The values that follow belong to the process that has this pid now. */
  void process(long pid);

  /** The values that follow belong to a process; the bytes are its command. */
  void process(long pid, long startTicks, byte[] text, int from, int to);

  /** What does not change about the current subject; nothing is kept of the host. */
  void label(Label label, String text);

  /** Records a value in the metric's unit. */
  void put(Metric metric, double value);

  /** Records a value that counts only where no file of a lower rank tells the same. */
  void put(Metric metric, double value, Rank rank);

  /** The command of the current process, for where no stat tells it. */
  void command(byte[] text, int from, int to);

  void fact(Fact fact, String text);

  /** A cache belongs to a merge group of SLUB. */
  void slabGroup(String group, String cache);

  /** A process belongs to a memory cgroup. */
  void memoryCgroup(long pid, String path);

  /** The ranges of a process's address space that hold memory, in the order of addresses. */
  void addressSpace(long pid, List<AddressRange> ranges);

  /** A line that was wanted could not be read: it is a gap, counted with its number. */
  void malformed(int line);
}
