package io.memledger.corpus.real;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A window of a found series, with what the machine did afterwards.
 *
 * @param window its length in words
 * @param start Unix seconds
 * @param end Unix seconds
 * @param truth leak, leak-small, no-leak, between or unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Window(
    String name, String series, String window, long start, long end, String truth) {
  /** Seconds: a day, less what is lost at its ends. */
  private static final long A_DAY = 23 * 3600;

  boolean isOfDays() {
    return end - start >= A_DAY;
  }

  boolean isLeak() {
    return truth.equals("leak");
  }

  boolean isNoLeak() {
    return truth.equals("no-leak");
  }
}
