package io.memledger.forms.monitors;

import io.memledger.forms.Looks;
import io.memledger.forms.When;
import io.memledger.forms.text.Zones;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The box of comments at the top of all files of collectl, which tells host, kernel and zone. */
final class CollectlHead {
  private static final Pattern VERSION = Pattern.compile("^# Collectl: +V(\\S+) .*");
  private static final Pattern HOST = Pattern.compile("^# Host: +(\\S+) .*");
  private static final Pattern KERNEL = Pattern.compile("^# Kernel: +(\\S+) .*");
  private static final Pattern ZONE = Pattern.compile("^# Date: .* TZ: +([+-]\\d{4})\\b.*");

  private static final Pattern PAGE = Pattern.compile("^# HZ: .* PageSize: +(\\d{4,7})\\b.*");

  private int offset = When.UNKNOWN;

  /** Whether pages are of 4 KiB, as the readers of the lines take them. */
  private boolean usual = true;

  static String version(String line) {
    Matcher version = VERSION.matcher(line);
    return version.matches() ? version.group(1) : "";
  }

  void line(String line, Looks into) {
    Matcher host = HOST.matcher(line);
    if (host.matches()) {
      into.host(host.group(1));
    }
    Matcher kernel = KERNEL.matcher(line);
    if (kernel.matches()) {
      into.kernel(kernel.group(1));
    }
    Matcher page = PAGE.matcher(line);
    if (page.matches()) {
      usual = page.group(1).equals("4096");
    }
    Matcher zone = ZONE.matcher(line);
    if (zone.matches()) {
      offset = Zones.offset(zone.group(1));
    }
  }

  boolean hasUsualPages() {
    return usual;
  }

  /** Seconds east of UTC; unknown before the line that tells. */
  int offset() {
    return offset;
  }

  /** A moment on a machine in that zone. */
  When moment(long millis) {
    return offset == When.UNKNOWN
        ? When.instant(millis)
        : When.instant(millis + offset * 1000L, offset);
  }
}
