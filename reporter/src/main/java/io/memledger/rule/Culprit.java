package io.memledger.rule;

import io.memledger.series.Subject;
import java.time.Instant;

/**
 * Who leaks.
 *
 * @param subject kind, name and pid
 * @param started when a process began; null if unknown or no process
 * @param within memory cgroup path; null if unknown
 */
public record Culprit(Subject subject, Instant started, String within) {}
