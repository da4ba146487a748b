package io.memledger.forms;

/**
 * What told a number, the best first: of several that tell the same of one stretch the best is
 * taken throughout, since mixed ones make steps of their rounding.
 */
public enum Origin {
  /** A verbatim copy of a file of /proc or of a cgroup. */
  PROC("/proc"),
  SADF("sadf"),
  SAR("sar"),
  KERNEL_LOG("kernel log"),
  FREE("free"),
  PS("ps"),
  TOP("top"),
  SLABTOP("slabtop"),
  VMSTAT("vmstat");

  private final String tool;

  Origin(String tool) {
    this.tool = tool;
  }

  /** As people call it. */
  public String tool() {
    return tool;
  }
}
