package io.memledger.series;

import java.time.Instant;
import java.util.List;

/**
 * A file of another tool that a recording was made from.
 *
 * @param name its path as far as it was given
 * @param form id of the form that was recognised
 * @param tool what wrote it
 * @param version of the tool; empty where it does not tell
 * @param host name of the machine; empty where it does not tell
 * @param start time of the first look; null without one
 * @param end of the last look; null without one
 * @param samples number of looks
 * @param zone of its time stamps, as they were read
 * @param warnings what was guessed or left out
 */
public record SourceFacts(
    String name,
    String form,
    String tool,
    String version,
    String host,
    Instant start,
    Instant end,
    long samples,
    String zone,
    List<Warning> warnings) {
  public SourceFacts {
    warnings = List.copyOf(warnings);
  }
}
