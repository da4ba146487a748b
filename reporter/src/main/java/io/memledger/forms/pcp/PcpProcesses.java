package io.memledger.forms.pcp;

import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.ProcessText;
import io.memledger.forms.StatText;
import io.memledger.series.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Processes of a PCP archive: instances are pids, and what never changes is logged but once. */
final class PcpProcesses {
  private static final int MOST = 1_000_000;

  /** One process. */
  private static final class Process {
    private String outside = "";
    private String command = "";
    private char state = 'S';
    private final Map<String, Double> lasting = new HashMap<>();
  }

  private final Map<Integer, Process> known = new HashMap<>();
  private final Map<Integer, Map<String, Double>> look = new TreeMap<>();
  private boolean any;
  private boolean first;

  void put(int pid, String instance, String what, double number, String text) {
    if (pid <= 0 || pid > Subject.LARGEST_PID || known.size() >= MOST) {
      return;
    }
    Process one = known.computeIfAbsent(pid, p -> new Process());
    if (instance != null && !instance.equals(one.outside)) {
      // Another process under the number of one that ended.
      one = new Process();
      one.outside = instance;
      known.put(pid, one);
    }
    first |= pid == 1;
    switch (what) {
      case "cmd":
        one.command = text;
        break;
      case "state":
        one.state = text.isEmpty() ? 'S' : text.charAt(0);
        break;
      case "start", "parent":
        one.lasting.put(what, number);
        break;
      default:
        if (number >= 0) {
          look.computeIfAbsent(pid, p -> new HashMap<>()).put(what, number);
        }
        break;
    }
  }

  boolean hasLook() {
    return !look.isEmpty();
  }

  /** Whether the first process of the machine was never among them. */
  boolean isPart() {
    return any && !first;
  }

  void clear() {
    look.clear();
  }

  void give(Looks into) {
    any |= !look.isEmpty();
    StatText stat = new StatText();
    look.forEach((pid, numbers) -> give(pid, numbers, stat, into));
    stat.give(Origin.PCP, into);
  }

  private void give(int pid, Map<String, Double> numbers, StatText stat, Looks into) {
    Process one = known.get(pid);
    String name = one.command.isEmpty() ? name(one.outside) : one.command;
    double size = numbers.getOrDefault("vsize", numbers.getOrDefault("VmSize", Double.NaN));
    double resident = numbers.getOrDefault("rss", numbers.getOrDefault("VmRSS", Double.NaN));
    Double start = one.lasting.get("start");
    boolean whole = start != null && numbers.containsKey("threads") && !Double.isNaN(size);
    if (Double.isNaN(resident) || name.isEmpty() || size == 0) {
      return;
    }
    ProcessText status = new ProcessText(pid, name);
    if (whole) {
      // Milliseconds since boot.
      stat.process(
          pid,
          name,
          one.state,
          one.lasting.getOrDefault("parent", 0.0).longValue(),
          numbers.getOrDefault("threads", 0.0).longValue(),
          Math.round(start / 10),
          size,
          resident);
    } else {
      status.state(one.state).kib("VmSize", size).kib("VmRSS", resident);
      status.threads(numbers.getOrDefault("threads", 0.0).longValue());
    }
    for (String line : new String[] {"VmSwap", "VmPTE", "VmData"}) {
      status.kib(line, numbers.getOrDefault(line, -1.0));
    }
    status.give(Origin.PCP, into);
  }

  /** "000219 /opt/tools/orderd --all", "000002 (kthreadd)". */
  private static String name(String instance) {
    int blank = instance.indexOf(' ');
    String command = blank < 0 ? instance : instance.substring(blank + 1).strip();
    boolean wrapped = command.startsWith("(") && command.endsWith(")") && command.length() > 2;
    return ProcessText.program(wrapped ? command.substring(1, command.length() - 1) : command);
  }
}
