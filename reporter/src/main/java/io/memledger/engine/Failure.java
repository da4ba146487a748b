package io.memledger.engine;

/**
 * A stage of the analysis that crashed.
 *
 * @param part its name in the report, such as analysis-merging
 * @param reason the error and its message
 */
public record Failure(String part, String reason) {}
