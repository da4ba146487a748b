package io.memledger.forms;

import io.memledger.series.Warning;

/**
 * Takes what a form's reader finds: looks in the order of the file, each with its time and with
 * files in the syntax of /proc.
 */
public interface Looks {
  /** Begins a look. */
  void at(When when);

  /**
   * A file of the look that was begun; what was put twice under one path counts once.
   *
   * @param path below the root, such as proc/meminfo
   */
  void put(Origin origin, String path, CharSequence text);

  /** Name of the host, where the file tells it. */
  void host(String name);

  /** Takes what the same file tells of another host; of none, what this one takes. */
  default Looks of(String host) {
    return this;
  }

  /** Release of its kernel, where the file tells it. */
  void kernel(String release);

  /** What wrote the file. */
  void tool(String tool, String version);

  /** What must be said of this file. */
  void warn(Warning warning);
}
