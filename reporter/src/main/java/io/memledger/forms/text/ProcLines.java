package io.memledger.forms.text;

import io.memledger.forms.Origin;
import io.memledger.series.Warning;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verbatim lines of files of /proc, each told by its shape; of what has no shape of its own the
 * path that stands before it tells.
 */
final class ProcLines implements Part {
  private static final Pattern HEADING =
      Pattern.compile("^(?:[#=>$ *-]*(?:cat )?)(/?(?:proc|sys)/\\S+|memory\\.[a-z_.]+)[ =<*:-]*$");
  private static final Pattern STAT = Pattern.compile("^\\d{1,7} \\(.*\\) [A-Za-z] -?\\d+ .*");
  private static final Pattern COUNTER = Pattern.compile("^[a-z][a-z0-9_]{2,60} \\d{1,20}$");
  private static final Set<String> STATUS =
      Set.of(
          "VmPeak",
          "VmSize",
          "VmLck",
          "VmPin",
          "VmHWM",
          "VmRSS",
          "RssAnon",
          "RssFile",
          "RssShmem",
          "VmData",
          "VmStk",
          "VmExe",
          "VmLib",
          "VmPTE",
          "VmPMD",
          "VmSwap",
          "HugetlbPages",
          "State",
          "Threads");

  private String path = "";
  private String name = "";
  private String pid = "";
  private boolean meminfo;
  private boolean slabinfo;
  private boolean vmstat;
  private boolean processes;
  private boolean cgroups;

  @Override
  public void newLook() {
    path = "";
    name = "";
    pid = "";
  }

  @Override
  public boolean line(String line, Look look) {
    if (line.isEmpty()) {
      return false;
    }
    char c = line.charAt(0);
    if (c >= 'A' && c <= 'Z') {
      int colon = line.indexOf(':');
      return colon > 1 && colon < 40 && field(line, colon, look) || slab(line, look);
    }
    if (c >= '0' && c <= '9') {
      if (STAT.matcher(line).matches()) {
        processes = true;
        look.add(Origin.PROC, "proc/pids/stat", line);
        return true;
      }
      return number(line, look) || slab(line, look);
    }
    if (slab(line, look)) {
      return true;
    }
    if (c >= 'a' && c <= 'z' && COUNTER.matcher(line).matches()) {
      return counter(line, look);
    }
    return heading(line);
  }

  private boolean heading(String line) {
    if (line.length() > 300 || line.indexOf('/') < 0 && line.indexOf("memory.") < 0) {
      return false;
    }
    Matcher heading = HEADING.matcher(line);
    if (!heading.matches()) {
      return false;
    }
    String said = heading.group(1);
    if (said.startsWith("memory.")) {
      // The folder is that of the file before.
      int slash = path.lastIndexOf('/');
      said = slash < 0 ? said : path.substring(0, slash + 1) + said;
    }
    path = said.startsWith("/") ? said.substring(1) : said;
    return true;
  }

  private boolean field(String line, int colon, Look look) {
    String key = line.substring(0, colon);
    if (key.equals("Name") || STATUS.contains(key) || key.equals("Pid")) {
      return status(key, line, colon, look);
    }
    int from = colon + 1;
    while (from < line.length() && (line.charAt(from) == ' ' || line.charAt(from) == '\t')) {
      from++;
    }
    int to = from;
    while (to < line.length() && line.charAt(to) >= '0' && line.charAt(to) <= '9') {
      to++;
    }
    String unit = line.substring(to).trim();
    boolean known = unit.equals("kB") || unit.isEmpty() && key.startsWith("HugePages_");
    if (to == from || !known || key.indexOf(' ') >= 0) {
      return false;
    }
    if (key.equals("MemTotal") && look.has(Origin.PROC, "proc/meminfo") && !look.isDated()) {
      look.beginNext();
    }
    if (!isOf("smaps", "status")) {
      look.add(Origin.PROC, "proc/meminfo", line);
      meminfo = true;
    }
    return true;
  }

  private boolean isOf(String... files) {
    for (String file : files) {
      if (path.contains(file)) {
        return true;
      }
    }
    return false;
  }

  /** Lines of /proc/PID/status, which people grep without the line that tells the pid. */
  private boolean status(String key, String line, int colon, Look look) {
    if (key.equals("Name")) {
      name = line.substring(colon + 1).trim();
      pid = "";
      Matcher told = Pattern.compile("proc/(\\d{1,7})/.*").matcher(path);
      pid = told.matches() ? told.group(1) : "";
      path = "";
      return true;
    }
    if (key.equals("Pid")) {
      pid = line.substring(colon + 1).trim();
      return true;
    }
    if (name.isEmpty() && pid.isEmpty()) {
      return false;
    }
    if (pid.isEmpty()) {
      pid = Integer.toString(Pids.madeUp(name));
      look.into().warn(Warning.of(Warning.Kind.PIDS_NOT_TOLD));
    }
    if (Words.whole(pid) > 0 && pid.length() <= 7) {
      String file = "proc/" + pid + "/status";
      if (!look.has(Origin.PROC, file)) {
        look.add(Origin.PROC, file, "Name:\t" + name);
      }
      look.add(Origin.PROC, file, line);
      processes = true;
    }
    return true;
  }

  private boolean slab(String line, Look look) {
    if (line.indexOf(" : tunables ") < 0 || line.indexOf(" : slabdata ") < 0) {
      return false;
    }
    if (line.charAt(0) != '#') {
      look.add(Origin.PROC, "proc/slabinfo", line);
      slabinfo = true;
    }
    return true;
  }

  private boolean counter(String line, Look look) {
    if (path.endsWith("memory.stat") && path.contains("cgroup")) {
      look.add(Origin.PROC, path, line);
      cgroups = true;
      return true;
    }
    boolean ofVmstat = line.startsWith("nr_free_pages ") || path.endsWith("proc/vmstat");
    if (ofVmstat || look.has(Origin.PROC, "proc/vmstat") && path.isEmpty()) {
      look.add(Origin.PROC, "proc/vmstat", line);
      vmstat = true;
      return true;
    }
    return false;
  }

  /** A number alone is what the path before it says. */
  private boolean number(String line, Look look) {
    boolean known = path.contains("cgroup/") && path.matches(".*/memory\\.(current|max|high|peak)");
    if (known && Words.whole(line.trim()) >= 0) {
      look.add(Origin.PROC, path, line.trim());
      cgroups = true;
      return true;
    }
    return false;
  }

  @Override
  public String seen() {
    StringBuilder all = new StringBuilder();
    name(all, meminfo, "meminfo");
    name(all, slabinfo, "slabinfo");
    name(all, vmstat, "vmstat");
    name(all, processes, "processes");
    name(all, cgroups, "cgroups");
    return all.length() == 0 ? null : "/proc (" + all + ")";
  }

  private static void name(StringBuilder all, boolean seen, String name) {
    if (seen) {
      all.append(all.length() == 0 ? "" : ", ").append(name);
    }
  }
}
