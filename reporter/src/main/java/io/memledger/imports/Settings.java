package io.memledger.imports;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What content cannot say.
 *
 * @param zone of stamps that tell none; null to take that of another file of the host, else UTC
 * @param date of the first look of files that tell a clock only; null if not given
 * @param intervalMillis between looks of files that tell no time at all; 0 if not given
 * @param form id of the form that every file is; null to recognise each
 */
public record Settings(ZoneId zone, LocalDate date, long intervalMillis, String form) {
  public static Settings none() {
    return new Settings(null, null, 0, null);
  }
}
