package io.memledger.replay;

import io.memledger.archive.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What manifest, /proc/version and the top folder say of the host. */
final class HostText {
  private static final Pattern RELEASE = Pattern.compile("^Linux version (\\S+)");
  private static final Pattern TOP = Pattern.compile("^memledger-(.+)-\\d{8}T\\d{6}(\\.\\d+)?Z$");
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?<![A-Za-z0-9])(x86_64|amd64|aarch64|arm64|ppc64le|ppc64|s390x|riscv64|i686|armv7l)"
              + "(?![A-Za-z0-9])");

  private HostText() {}

  /** Kernel release; null if unknown. */
  static String kernel(Manifest manifest, String version) {
    String said = manifest.text("kernel");
    if (said != null || version == null) {
      return said;
    }
    Matcher matcher = RELEASE.matcher(version);
    return matcher.find() ? matcher.group(1) : null;
  }

  /** As uname -m prints it; null if unknown. */
  static String machine(Manifest manifest, String version) {
    String said = manifest.text("machine");
    if (said != null || version == null) {
      return said;
    }
    // Only the release: what follows names the machine that built the kernel.
    Matcher matcher = MACHINE.matcher(kernel(Manifest.empty(), version) + "");
    if (!matcher.find()) {
      return null;
    }
    String found = matcher.group(1);
    if (found.equals("amd64")) {
      return "x86_64";
    }
    return found.equals("arm64") ? "aarch64" : found;
  }

  /** Host in the name of the top folder; null if it has another name. */
  static String host(String top) {
    if (top == null) {
      return null;
    }
    Matcher matcher = TOP.matcher(top);
    return matcher.find() ? matcher.group(1) : null;
  }
}
