package io.memledger.forms.atop;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.memledger.forms.Looks;
import io.memledger.forms.MeminfoText;
import io.memledger.forms.Origin;
import io.memledger.forms.ProcessText;
import io.memledger.forms.When;
import io.memledger.series.Subject;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One look as the JSON of atop tells it: memory in bytes, of which -4096 is one unknown page;
 * processes in KiB, with their names in another list.
 */
final class AtopObject {
  private static final int MOST = 1_000_000;

  private static final Map<String, String> LINES =
      Map.ofEntries(
          Map.entry("physmem", "MemTotal"),
          Map.entry("freemem", "MemFree"),
          Map.entry("cachemem", "Cached"),
          Map.entry("buffermem", "Buffers"),
          Map.entry("slabmem", "Slab"),
          Map.entry("cachedrt", "Dirty"),
          Map.entry("slabreclaim", "SReclaimable"),
          Map.entry("shmem", "Shmem"),
          Map.entry("pgtables", "PageTables"),
          Map.entry("pagetables", "PageTables"),
          Map.entry("availablemem", "MemAvailable"),
          Map.entry("totswap", "SwapTotal"),
          Map.entry("freeswap", "SwapFree"),
          Map.entry("swcac", "SwapCached"),
          Map.entry("committed", "Committed_AS"));

  /** What the two lists say of one process. */
  private static final class Process {
    private String name = "";
    private char state = 'S';
    private final Map<String, Long> numbers = new HashMap<>();
  }

  private final MeminfoText memory = new MeminfoText();
  private final Map<Long, Process> processes = new LinkedHashMap<>();
  private long time = -1;

  void time(long seconds) {
    time = seconds;
  }

  void memory(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String line = LINES.get(json.currentName());
      json.nextToken();
      if (line != null) {
        memory.kib(line, json.getValueAsLong(-1) / 1024.0);
      }
      json.skipChildren();
    }
  }

  void processes(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.START_OBJECT) {
      process(json);
    }
  }

  private void process(JsonParser json) throws IOException {
    Process read = new Process();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("name")) {
        read.name = json.getText();
      } else if (name.equals("state") && !json.getText().isEmpty()) {
        read.state = json.getText().charAt(0);
      } else if (value.isScalarValue() && isWanted(name)) {
        read.numbers.put(name, json.getValueAsLong(-1));
      }
      json.skipChildren();
    }
    long pid = read.numbers.getOrDefault("pid", -1L);
    if (pid > 0 && (processes.containsKey(pid) || processes.size() < MOST)) {
      Process all = processes.computeIfAbsent(pid, p -> new Process());
      all.name = read.name.isEmpty() ? all.name : read.name;
      all.state = read.name.isEmpty() ? all.state : read.state;
      all.numbers.putAll(read.numbers);
    }
  }

  private static boolean isWanted(String name) {
    return switch (name) {
      case "pid", "vmem", "rmem", "vswap", "pmem", "nthr", "isproc" -> true;
      default -> false;
    };
  }

  void give(Looks into) {
    if (time <= 0 || time > Integer.MAX_VALUE * 4L || memory.isEmpty() && processes.isEmpty()) {
      return;
    }
    into.at(When.instant(time * 1000));
    if (!memory.isEmpty()) {
      memory.kib("SUnreclaim", memory.get("Slab") - memory.get("SReclaimable"));
      memory.give(Origin.ATOP, into);
    }
    processes.forEach((pid, one) -> process(pid, one, into));
  }

  private static void process(long pid, Process one, Looks into) {
    long size = one.numbers.getOrDefault("vmem", -1L);
    if (size <= 0 || one.state == AtopTasks.EXITED) {
      return;
    }
    if (one.numbers.getOrDefault("isproc", 1L) == 0 || one.name.isEmpty()) {
      return;
    }
    String name = one.name;
    boolean wrapped = name.length() > 2 && name.startsWith("(") && name.endsWith(")");
    new ProcessText(pid, wrapped ? name.substring(1, name.length() - 1) : name)
        .state(one.state)
        .kib("VmSize", size)
        .kib("VmRSS", one.numbers.getOrDefault("rmem", -1L))
        .kib("VmSwap", one.numbers.getOrDefault("vswap", -1L))
        .threads(one.numbers.getOrDefault("nthr", -1L))
        .give(Origin.ATOP, into);
    long share = one.numbers.getOrDefault("pmem", 0L);
    if (share > 0 && pid <= Subject.LARGEST_PID) {
      into.put(Origin.ATOP, "proc/" + pid + "/smaps_rollup", "Pss: " + share + " kB\n");
    }
  }
}
