package io.memledger.rule;

/** What a finding says, in the order in which findings are shown. */
public enum Status {
  LEAK("leak"),
  SUSPECTED_LEAK("suspected-leak"),
  PRESSURE("pressure"),
  NOTICE("notice"),
  CLEARED("cleared");

  private final String id;

  Status(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  public boolean isLeak() {
    return this == LEAK || this == SUSPECTED_LEAK;
  }
}
