package io.memledger.forms.text;

import io.memledger.forms.Origin;
import java.util.regex.Pattern;

/** Verbatim lines of files of /proc that tell of the kernel and of nothing else. */
final class KernelLines implements Part {
  private static final Pattern AREA =
      Pattern.compile("^0x[0-9a-f]{6,16}-0x[0-9a-f]{6,16} +\\d{1,18}(?: .*)?$");
  private static final Pattern CONTROLLER =
      Pattern.compile("^[a-z_]{2,20}\\s+\\d{1,6}\\s+\\d{1,9}\\s+[01]$");
  private static final String CGROUPS = "#subsys_name";

  private boolean controllers;
  private boolean areas;
  private boolean cgroups;

  @Override
  public void newLook() {
    controllers = false;
  }

  @Override
  public boolean line(String line, Look look) {
    if (line.startsWith("0x") && AREA.matcher(line).matches()) {
      look.add(Origin.PROC, "proc/vmallocinfo", line);
      areas = true;
      return true;
    }
    if (line.startsWith(CGROUPS)) {
      controllers = true;
      look.add(Origin.PROC, "proc/cgroups", line);
      return true;
    }
    controllers = controllers && CONTROLLER.matcher(line).matches();
    if (controllers) {
      look.add(Origin.PROC, "proc/cgroups", line);
      cgroups = true;
    }
    return controllers;
  }

  @Override
  public String seen() {
    if (areas && cgroups) {
      return "/proc (vmallocinfo, cgroups)";
    }
    return areas ? "/proc (vmallocinfo)" : cgroups ? "/proc (cgroups)" : null;
  }
}
