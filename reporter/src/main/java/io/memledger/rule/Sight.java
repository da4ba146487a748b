package io.memledger.rule;

import io.memledger.series.Category;
import io.memledger.series.Subject;

/**
 * The slowest leak that a capture would have shown in nineteen of twenty cases.
 *
 * @param subject the host, or a cgroup
 * @param line of the ledger; null for the subject's memory as a whole
 * @param bytesPerHour a leak that is faster would have shown
 */
public record Sight(Subject subject, Category line, double bytesPerHour) {}
