package io.memledger.forms;

/**
 * Processes of which a tool tells when they began, as lines of /proc/pids/stat; columns that no
 * reader of ours asks for are zero.
 */
public final class StatText {
  /** KiB of a page, as the readers of these lines take it. */
  private static final double PAGE = 4;

  private final StringBuilder text = new StringBuilder();

  /**
   * A process.
   *
   * @param start hundredths of a second since boot
   */
  public void process(
      long pid,
      String name,
      char state,
      long parent,
      long threads,
      long start,
      double sizeKib,
      double residentKib) {
    if (pid <= 0 || sizeKib < 0 || residentKib < 0 || sizeKib > 1e15 || residentKib > 1e15) {
      return;
    }
    text.append(pid)
        .append(" (")
        .append(name)
        .append(") ")
        .append(Character.isLetter(state) ? state : 'S')
        .append(' ')
        .append(Math.max(0, parent))
        .append(" 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 ")
        .append(Math.max(0, threads))
        .append(" 0 ")
        .append(Math.max(0, start))
        .append(' ')
        .append(Math.round(sizeKib * 1024))
        .append(' ')
        .append(Math.round(residentKib / PAGE))
        .append('\n');
  }

  /** Puts it into the look that was begun. */
  public void give(Origin origin, Looks into) {
    if (text.length() > 0) {
      into.put(origin, "proc/pids/stat", text);
    }
  }
}
