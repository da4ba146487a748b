package io.memledger.rule;

import io.memledger.series.Unit;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sentence to be written by the report: a key of the message bundle and what fills its named
 * places. Rules carry numbers with units, never formatted text.
 *
 * @param key in templates/messages_&lt;lang&gt;.properties
 * @param args each a {@link Quantity}, an {@link Instant}, a {@link Wording} or a String of the
 *     archive (a name)
 */
public record Wording(String key, SortedMap<String, Object> args) {
  /** A number with its unit. */
  public record Quantity(double value, Unit unit) {}

  public Wording {
    for (Map.Entry<String, Object> arg : args.entrySet()) {
      Object value = arg.getValue();
      if (!(value instanceof Quantity
          || value instanceof Instant
          || value instanceof Wording
          || value instanceof String)) {
        throw new IllegalArgumentException("unknown kind of argument: " + arg.getKey());
      }
    }
    args = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(args));
  }

  public static Wording of(String key) {
    return new Wording(key, new TreeMap<>());
  }

  /** This wording with one more place filled. */
  public Wording with(String name, double value, Unit unit) {
    return plus(name, new Quantity(value, unit));
  }

  /** This wording with one more place filled. */
  public Wording with(String name, String text) {
    return plus(name, text);
  }

  /** This wording with one more place filled. */
  public Wording with(String name, Instant time) {
    return plus(name, time);
  }

  /** This wording with one more place filled. */
  public Wording with(String name, Wording inner) {
    return plus(name, inner);
  }

  private Wording plus(String name, Object value) {
    SortedMap<String, Object> more = new TreeMap<>(args);
    more.put(name, value);
    return new Wording(key, more);
  }
}
