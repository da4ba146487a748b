package io.memledger.series;

/** Unit of a metric's values; the wire names are those of report.json. */
public enum Unit {
  BYTES("bytes"),
  BYTES_PER_HOUR("bytes/h"),
  COUNT("count"),
  COUNT_PER_HOUR("count/h"),
  COUNT_PER_SECOND("count/s"),
  PAGES_PER_SECOND("pages/s"),
  SECONDS("seconds"),
  RATIO("ratio");

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }
}
