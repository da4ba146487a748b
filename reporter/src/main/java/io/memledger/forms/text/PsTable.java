package io.memledger.forms.text;

import io.memledger.forms.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes as ps and top print them: a line of titles with PID and RSS or RES, then one line a
 * process, whose last column is the command.
 */
final class PsTable implements Part {
  /** Bytes of a command as the kernel keeps it. */
  private static final int COMMAND = 15;

  /** A size with a letter has three digits: it is quantised. */
  private static final double KIB = 1;

  /** Columns of the least that people ask ps for: "-o pid,rss,comm". */
  private static final int LEAST = 3;

  private List<String> titles = List.of();
  private Origin origin;
  private int pid;
  private int resident;
  private int size;
  private int state;
  private int started;
  private boolean ps;
  private boolean top;
  private boolean withoutMemory;
  private boolean quantised;
  private boolean all;
  private boolean thread2;

  @Override
  public void newLook() {
    titles = List.of();
  }

  @Override
  public boolean line(String line, Look look) {
    if (!titles.isEmpty()) {
      if (row(line, look)) {
        return true;
      }
      titles = List.of();
    }
    return titles(line);
  }

  private boolean titles(String line) {
    int at = line.indexOf("PID");
    if (at < 0 || line.length() > 400) {
      return false;
    }
    List<String> words = Words.of(line);
    pid = words.indexOf("PID");
    resident = Math.max(words.indexOf("RSS"), words.indexOf("RES"));
    if (pid < 0 || words.size() < LEAST) {
      return false;
    }
    for (int i = 0; i < words.size() - 1; i++) {
      if (Words.whole(words.get(i)) >= 0) {
        return false;
      }
    }
    size = Math.max(words.indexOf("VSZ"), words.indexOf("VIRT"));
    state = Math.max(words.indexOf("STAT"), words.indexOf("S"));
    started = words.indexOf("STARTED");
    if (resident < 0) {
      withoutMemory |= words.contains("PPID") || words.contains("VSZ");
      return withoutMemory;
    }
    // pidstat has a clock before its titles, and lists only who was busy: it is another form.
    if (words.contains("minflt/s")) {
      return false;
    }
    origin = words.contains("RES") ? Origin.TOP : Origin.PS;
    titles = words;
    return true;
  }

  private boolean row(String line, Look look) {
    List<String> words = new ArrayList<>(Words.of(line, titles.size()));
    if (started >= 0 && words.size() > started && Months.isDay(words.get(started))) {
      // "Mon Apr 27 15:53:19 2026" under one title.
      words = new ArrayList<>(Words.of(line, titles.size() + 4));
      if (words.size() < titles.size() + 4) {
        return false;
      }
      words.subList(started + 1, started + 5).clear();
    }
    if (words.size() < titles.size()) {
      return false;
    }
    String number = words.get(pid);
    if (number.equals("-")) {
      return true;
    }
    if (number.length() > 7 || Words.whole(number) <= 0) {
      return false;
    }
    double rss = Words.kib(words.get(resident), KIB);
    double vsz = size < 0 ? Double.NaN : Words.kib(words.get(size), KIB);
    if (Double.isNaN(rss)) {
      return false;
    }
    all |= number.equals("1");
    thread2 |= number.equals("2");
    ps |= origin == Origin.PS;
    top |= origin == Origin.TOP;
    quantised |= !Words.isPlain(words.get(resident)) && rss > 0;
    String file = "proc/" + number + "/status";
    if (rss == 0 && !(vsz > 0) || look.has(origin, file)) {
      return true;
    }
    look.add(origin, file, "Name:\t" + command(words.get(words.size() - 1)));
    if (state >= 0) {
      look.add(origin, file, "State:\t" + words.get(state).charAt(0));
    }
    if (vsz >= 0) {
      look.add(origin, file, "VmSize:\t" + Math.round(vsz) + " kB");
    }
    look.add(origin, file, "VmRSS:\t" + Math.round(rss) + " kB");
    return true;
  }

  /** The name of the program, as the kernel would tell it. */
  static String command(String shown) {
    String text = shown;
    int i = 0;
    while (i < text.length() && " `|\\_-".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    text = text.substring(i);
    int end = text.indexOf(' ');
    String program = end < 0 ? text : text.substring(0, end);
    if (program.startsWith("/")) {
      program = program.substring(program.lastIndexOf('/') + 1);
    }
    program = program.endsWith(":") ? program.substring(0, program.length() - 1) : program;
    return program.length() > COMMAND ? program.substring(0, COMMAND) : program;
  }

  /** Whether ps or top was asked for memory, but printed none. */
  boolean lacksMemory() {
    return withoutMemory && !ps && !top;
  }

  /** Whether the table holds only some processes: kernel threads or the first one are missing. */
  boolean isPart() {
    return (ps || top) && !(all && thread2);
  }

  boolean isQuantised() {
    return quantised;
  }

  @Override
  public String seen() {
    return ps && top ? "ps, top" : ps ? "ps" : top ? "top" : null;
  }
}
