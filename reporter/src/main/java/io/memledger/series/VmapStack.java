package io.memledger.series;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether thread stacks are taken from vmalloc (CONFIG_VMAP_STACK; KERNEL 2). */
public final class VmapStack {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?!\\d)");

  private VmapStack() {}

  /**
   * Decides by the lines of /proc/vmallocinfo where it was captured, else by what kernels of this
   * version and machine do by default: yes on x86-64 since 4.9 and arm64 since 4.14.
   *
   * @param vmallocBytes sum of vmallocinfo; NaN if not captured
   * @param stackBytes of them, thread stacks; NaN if not captured
   * @param kernel release, such as 6.1.0-27-amd64; may be null
   * @param machine as uname -m prints it; may be null
   */
  public static boolean decide(
      double vmallocBytes, double stackBytes, String kernel, String machine) {
    if (vmallocBytes > 0) {
      return stackBytes > 0;
    }
    if (kernel == null) {
      return true;
    }
    Matcher version = VERSION.matcher(kernel);
    if (!version.lookingAt()) {
      return true;
    }
    int number = Integer.parseInt(version.group(1)) * 10_000 + Integer.parseInt(version.group(2));
    if (machine == null || machine.equals("x86_64")) {
      return number >= 40_009;
    }
    return machine.equals("aarch64") && number >= 40_014;
  }
}
