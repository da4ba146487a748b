package io.memledger.series;

import java.util.List;

/**
 * The ranges of a process that held memory when they were looked at.
 *
 * @param time seconds since the recording's start
 * @param ranges in the order of addresses
 */
public record AddressSpace(double time, List<AddressRange> ranges) {
  public AddressSpace {
    ranges = List.copyOf(ranges);
  }

  /** Bytes of all of them. */
  public double bytes() {
    return ranges.stream().mapToDouble(AddressRange::bytes).sum();
  }
}
