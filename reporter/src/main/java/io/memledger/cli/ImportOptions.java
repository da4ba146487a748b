package io.memledger.cli;

import io.memledger.imports.Settings;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** What the content of other tools' files cannot say. */
final class ImportOptions {
  private static final int MILLIS = 1000;

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      description =
          "Zone of times that tell none, such as Europe/Berlin or +02:00. Default: that of another"
              + " file of the host, else UTC.")
  private ZoneId zone;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "First day of files that tell the clock only.")
  private LocalDate date;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "Time between two looks of files that tell no time at all.")
  private double interval;

  @Option(
      names = "--as",
      paramLabel = "FORM",
      description = "The form that all these files are of, where content does not tell.")
  private String form;

  Settings settings() {
    return new Settings(zone, date, Math.max(0, Math.round(interval * MILLIS)), form);
  }
}
