package io.memledger.rule;

import io.memledger.series.Metric;
import io.memledger.series.Subject;

/**
 * A series to be drawn as the proof of a finding, with the line that was fitted to it.
 *
 * @param intercept fitted value at time 0, in the metric's unit; NaN for no line
 * @param slope units per second; NaN for no line
 * @param from seconds since the recording's start, where the fitted line begins
 * @param to where it ends
 */
public record Proof(
    Metric metric, Subject subject, double intercept, double slope, double from, double to) {}
