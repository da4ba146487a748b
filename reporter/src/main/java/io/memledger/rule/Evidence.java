package io.memledger.rule;

import io.memledger.series.Unit;

/**
 * One number that a finding rests on.
 *
 * @param name key of a message, or a kernel field's own name such as SUnreclaim
 * @param source path in the archive, such as proc/meminfo
 */
public record Evidence(String name, double value, Unit unit, String source) {}
