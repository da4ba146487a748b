package io.memledger.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * manifest.json or footer.json (ARCHIVE-FORMAT 8): typed looks at a JSON object in which any key
 * may be missing or of another type.
 */
public final class Manifest {
  /** Lists of an archive are hostile: no more than this many lines of one go into a report. */
  private static final int MAX_LIST = 10_000;

  /** Characters of a text that are kept: a host's name has at most 253 (RFC 1035). */
  private static final int LONGEST = 256;

  /** Each byte may become an object of 70; a list of 10,000 unreadable files has 1 MB. */
  private static final int MOST_BYTES = 2 << 20;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** A file that the capture could not read, and why. */
  public record Unreadable(String path, String error) {}

  private final JsonNode root;

  private Manifest(JsonNode root) {
    this.root = root;
  }

  /** An object without keys. */
  public static Manifest empty() {
    return new Manifest(JSON.createObjectNode());
  }

  /** Null if the text is no JSON object, or a larger one than any capture writes. */
  public static Manifest parse(byte[] data, int length) {
    if (length > MOST_BYTES) {
      return null;
    }
    try {
      JsonNode root = JSON.readTree(data, 0, length);
      return root != null && root.isObject() ? new Manifest(root) : null;
    } catch (IOException | StackOverflowError e) {
      return null;
    }
  }

  /** Text of a key; null if absent or empty. */
  public String text(String key) {
    JsonNode node = root.get(key);
    return node == null || !node.isTextual() || node.asText().isEmpty() ? null : cut(node.asText());
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** Number of a key; NaN if absent. */
  public double number(String key) {
    JsonNode node = root.get(key);
    return node == null || !node.isNumber() ? Double.NaN : node.asDouble();
  }

  /** The list "unreadable". */
  public List<Unreadable> unreadable() {
    List<Unreadable> list = new ArrayList<>();
    JsonNode nodes = root.get("unreadable");
    if (nodes != null && nodes.isArray()) {
      for (JsonNode node : nodes) {
        JsonNode path = node.get("path");
        JsonNode error = node.get("error");
        if (list.size() < MAX_LIST && path != null && path.isTextual()) {
          String why = error == null ? "unreadable" : cut(error.asText());
          list.add(new Unreadable(cut(path.asText()), why));
        }
      }
    }
    return list;
  }
}
