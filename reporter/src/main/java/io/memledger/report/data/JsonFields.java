package io.memledger.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.memledger.report.words.Numbers;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/** Named fields of report.json; what is not known is null, never 0. */
final class JsonFields {
  /** Decimals kept of ratios, seconds and counts. */
  private static final int SCALE = 4;

  private final JsonGenerator out;

  JsonFields(JsonGenerator out) {
    this.out = out;
  }

  void open() throws IOException {
    out.writeStartObject();
  }

  void open(String name) throws IOException {
    out.writeObjectFieldStart(name);
  }

  void close() throws IOException {
    out.writeEndObject();
  }

  void openList(String name) throws IOException {
    out.writeArrayFieldStart(name);
  }

  void closeList() throws IOException {
    out.writeEndArray();
  }

  void nothing(String name) throws IOException {
    out.writeNullField(name);
  }

  void text(String name, String value) throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, value);
    }
  }

  void texts(String name, List<String> values) throws IOException {
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  void flag(String name, boolean value) throws IOException {
    out.writeBooleanField(name, value);
  }

  void number(String name, long value) throws IOException {
    out.writeNumberField(name, value);
  }

  /** Bytes and other things that come in wholes. */
  void whole(String name, double value) throws IOException {
    if (Numbers.unknown(value)) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, Math.round(value));
    }
  }

  /** To four decimals, without an exponent and without trailing zeros. */
  void decimal(String name, double value) throws IOException {
    if (Numbers.unknown(value)) {
      out.writeNullField(name);
      return;
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(SCALE, RoundingMode.HALF_EVEN).stripTrailingZeros();
    out.writeFieldName(name);
    out.writeNumber(rounded.toPlainString());
  }

  void time(String name, Instant value) throws IOException {
    text(name, value == null ? null : Numbers.iso(value));
  }
}
