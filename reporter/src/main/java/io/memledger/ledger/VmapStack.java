package io.memledger.ledger;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether thread stacks are taken from vmalloc (CONFIG_VMAP_STACK): seen in vmallocinfo, else
 * assumed from machine and kernel (KERNEL-MEMORY 2).
 */
final class VmapStack {
  private static final Pattern VERSION = Pattern.compile("^(\\d{1,4})\\.(\\d{1,4})");
  private static final int X86_SINCE = version(4, 9);
  private static final int ARM64_SINCE = version(4, 14);

  private VmapStack() {}

  static boolean of(Recording recording) {
    if (!isAssumed(recording)) {
      return recording.host(Metric.VMALLOC_STACK_BYTES).orElseThrow().last().value() > 0;
    }
    String machine = text(recording.hostFacts().machine());
    Matcher kernel = VERSION.matcher(text(recording.hostFacts().kernel()));
    // An unknown kernel is more likely a recent one: Percpu came with 4.19.
    int version = kernel.find() ? version(kernel) : percpu(recording) ? ARM64_SINCE : 0;
    return machine.equals("aarch64") ? version >= ARM64_SINCE : version >= X86_SINCE;
  }

  static boolean isAssumed(Recording recording) {
    return recording.host(Metric.VMALLOC_STACK_BYTES).isEmpty();
  }

  private static boolean percpu(Recording recording) {
    return recording.first().map(m -> m.has(Metric.PERCPU)).orElse(false);
  }

  private static int version(Matcher kernel) {
    return version(Integer.parseInt(kernel.group(1)), Integer.parseInt(kernel.group(2)));
  }

  private static int version(int major, int minor) {
    return major * 10_000 + minor;
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
