package io.memledger.report.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Holds a document against a JSON Schema (draft 2020-12) of the few keywords that our own uses; a
 * test wants it to agree with a whole validator, and to know each keyword there.
 */
final class SchemaCheck {
  private final JsonNode root;

  SchemaCheck(JsonNode schema) {
    root = schema;
  }

  /** Where the document is not as the schema has it: pointer and keyword. */
  List<String> faults(JsonNode document) {
    List<String> faults = new ArrayList<>();
    check(document, root, "", faults);
    return faults;
  }

  private boolean fits(JsonNode value, JsonNode schema) {
    List<String> faults = new ArrayList<>();
    check(value, schema, "", faults);
    return faults.isEmpty();
  }

  private void check(JsonNode value, JsonNode schema, String at, List<String> faults) {
    for (Map.Entry<String, JsonNode> one : schema.properties()) {
      if (!holds(value, one.getKey(), one.getValue(), schema, at, faults)) {
        faults.add((at.isEmpty() ? "/" : at) + ": " + one.getKey());
      }
    }
  }

  /** Whether one keyword holds; those that look further down tell their faults themselves. */
  private boolean holds(
      JsonNode value,
      String keyword,
      JsonNode wanted,
      JsonNode schema,
      String at,
      List<String> faults) {
    switch (keyword) {
      case "$schema", "$id", "$defs", "title", "description", "then":
        return true;
      case "$ref":
        check(value, root.at(wanted.asText().substring(1)), at, faults);
        return true;
      case "properties":
        wanted
            .properties()
            .forEach(
                p -> {
                  if (value.has(p.getKey())) {
                    check(value.get(p.getKey()), p.getValue(), at + "/" + p.getKey(), faults);
                  }
                });
        return true;
      case "additionalProperties":
        value
            .properties()
            .forEach(
                p -> {
                  if (!schema.path("properties").has(p.getKey())) {
                    check(p.getValue(), wanted, at + "/" + p.getKey(), faults);
                  }
                });
        return true;
      case "items":
        for (int i = 0; value.isArray() && i < value.size(); i++) {
          check(value.get(i), wanted, at + "/" + i, faults);
        }
        return true;
      case "if":
        if (fits(value, wanted)) {
          check(value, schema.path("then"), at, faults);
        }
        return true;
      default:
        return isAsWanted(value, keyword, wanted);
    }
  }

  private boolean isAsWanted(JsonNode value, String keyword, JsonNode wanted) {
    switch (keyword) {
      case "type":
        return wanted.isArray() ? isAny(value, wanted) : isType(value, wanted.asText());
      case "const":
        return value.equals(wanted);
      case "enum":
        return contains(wanted, value);
      case "required":
        return !value.isObject() || hasAll(value, wanted);
      case "minItems":
        return !value.isArray() || value.size() >= wanted.asInt();
      case "minLength":
        return !value.isTextual() || value.asText().length() >= wanted.asInt();
      case "minimum":
        return !value.isNumber() || number(value).compareTo(number(wanted)) >= 0;
      case "maximum":
        return !value.isNumber() || number(value).compareTo(number(wanted)) <= 0;
      case "pattern":
        return !value.isTextual()
            || Pattern.compile(wanted.asText()).matcher(value.asText()).find();
      case "anyOf":
        return fitting(value, wanted) >= 1;
      case "oneOf":
        return fitting(value, wanted) == 1;
      case "not":
        return !fits(value, wanted);
      default:
        throw new IllegalStateException("a keyword that is not checked: " + keyword);
    }
  }

  private int fitting(JsonNode value, JsonNode schemas) {
    int fitting = 0;
    for (JsonNode one : schemas) {
      fitting += fits(value, one) ? 1 : 0;
    }
    return fitting;
  }

  private static boolean isAny(JsonNode value, JsonNode types) {
    for (JsonNode one : types) {
      if (isType(value, one.asText())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isType(JsonNode value, String type) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && number(value).stripTrailingZeros().scale() <= 0;
      default -> throw new IllegalStateException("a type that JSON has not: " + type);
    };
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    for (JsonNode one : values) {
      if (one.equals(value) || one instanceof NullNode && value.isNull()) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasAll(JsonNode value, JsonNode names) {
    for (JsonNode name : names) {
      if (!value.has(name.asText())) {
        return false;
      }
    }
    return true;
  }

  private static BigDecimal number(JsonNode value) {
    return value.decimalValue();
  }
}
