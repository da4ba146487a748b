package io.memledger.rule;

import io.memledger.series.Unit;

/**
 * One number that a finding rests on.
 *
 * @param name key of a message, or a kernel field's own name such as SUnreclaim
 * @param source path in the archive, such as proc/meminfo
 */
public record Evidence(String name, double value, Unit unit, String source) {
  /** The kernel field that it is a number of, where its name begins with one. */
  public String field() {
    int dash = name.indexOf('-');
    return dash < 0 ? name : name.substring(0, dash);
  }

  /** The same number as another file tells it. */
  public Evidence from(String path) {
    return new Evidence(name, value, unit, path);
  }
}
