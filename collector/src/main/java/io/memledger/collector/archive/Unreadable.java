package io.memledger.collector.archive;

import java.util.LinkedHashMap;
import java.util.Map;

/** What could not be read, and how often: for the user, the manifest and the footer. */
public final class Unreadable {
  /** Keeps the footer small, whatever goes wrong. */
  private static final int MOST = 100;

  private static final int LONGEST = 200;

  private final Map<String, String> errors = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /**
   * @return whether this path is reported for the first time
   */
  public boolean add(String path, String error) {
    String key = path.length() > LONGEST ? path.substring(0, LONGEST) : path;
    Integer count = counts.get(key);
    if (count == null) {
      if (counts.size() == MOST) {
        return false;
      }
      errors.put(key, String.valueOf(error));
    }
    counts.put(key, count == null ? 1 : count + 1);
    return count == null;
  }

  /** The reason for a path, or null if it was read. */
  public String error(String path) {
    return errors.get(path);
  }

  /** Appends a JSON list of {@code {path, error[, count]}}. */
  public void json(Json json, boolean withCounts) {
    json.list("unreadable");
    for (Map.Entry<String, String> one : errors.entrySet()) {
      json.object().field("path", one.getKey()).field("error", one.getValue());
      if (withCounts) {
        json.field("count", counts.get(one.getKey()));
      }
      json.end('}');
    }
    json.end(']');
  }
}
