package io.memledger.forms;

/**
 * What told a number, the best first: of several that tell the same of one stretch the best is
 * taken throughout, since mixed ones make steps of their rounding.
 */
public enum Origin {
  /** A verbatim copy of a file of /proc or of a cgroup. */
  PROC("/proc"),
  PCP("PCP"),
  COLLECTL("collectl"),
  PROMETHEUS("Prometheus"),
  SA("sysstat data file"),
  ATOP("atop"),
  NMON("nmon"),
  DSTAT("dstat"),
  PMREP("pmrep"),
  SADF("sadf"),
  SAR("sar"),
  KERNEL_LOG("kernel log"),
  FREE("free"),
  PS("ps"),
  SMEM("smem"),
  PIDSTAT("pidstat"),
  TOP("top"),
  SLABTOP("slabtop"),
  VMSTAT("vmstat"),
  BELOW("below"),
  DUMPSYS("dumpsys"),
  CGTOP("systemd-cgtop"),
  DOCKER("docker stats"),
  KUBECTL("kubectl top"),
  CRICTL("crictl stats");

  private final String tool;

  Origin(String tool) {
    this.tool = tool;
  }

  /** As people call it. */
  public String tool() {
    return tool;
  }
}
