package io.memledger.report;

/** What can be written; the names are those of the command line's --format. */
public enum Format {
  HTML,
  PDF,
  JSON,
  CSV,
  MD
}
