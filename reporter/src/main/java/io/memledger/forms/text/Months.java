package io.memledger.forms.text;

import java.text.DateFormatSymbols;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of months and days as date(1) prints them in the languages that servers run in. */
final class Months {
  private static final List<String> LANGUAGES =
      List.of(
          "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu",
          "ro", "tr", "ru", "uk", "el", "hr", "sl", "et", "lv", "lt", "ca");

  /** Letters of the shortest abbreviation that C libraries use. */
  private static final int SHORTEST = 3;

  private static final Map<String, Integer> MONTHS = new HashMap<>();
  private static final Set<String> DAYS = new HashSet<>();

  static {
    for (String language : LANGUAGES) {
      DateFormatSymbols names = DateFormatSymbols.getInstance(Locale.forLanguageTag(language));
      for (int i = 0; i < 12; i++) {
        month(names.getMonths()[i], i + 1);
        month(names.getShortMonths()[i], i + 1);
      }
      for (String[] days : List.of(names.getWeekdays(), names.getShortWeekdays())) {
        for (String day : days) {
          String plain = plain(day);
          DAYS.add(plain);
          DAYS.add(cut(plain));
        }
      }
    }
    // English goes before all others, whatever they mean by the same letters.
    String[] of = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };
    for (int i = 0; i < 12; i++) {
      MONTHS.put(of[i], i + 1);
    }
    DAYS.remove("");
  }

  private Months() {}

  private static void month(String name, int number) {
    String plain = plain(name);
    if (plain.length() >= SHORTEST && !Character.isDigit(plain.charAt(0))) {
      claim(plain, number);
      claim(cut(plain), number);
    }
  }

  /** A name that two languages give to two months is of none. */
  private static void claim(String name, int number) {
    MONTHS.merge(name, number, (one, other) -> one.equals(other) ? one : -1);
  }

  private static String cut(String name) {
    return name.length() > SHORTEST ? name.substring(0, SHORTEST) : name;
  }

  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** Number of a month from 1; 0 if the word is none. */
  static int month(String word) {
    String plain = plain(word);
    int found = MONTHS.getOrDefault(plain, 0);
    if (found == 0 && plain.length() > SHORTEST) {
      found = MONTHS.getOrDefault(cut(plain), 0);
      boolean ofOne = MONTHS.keySet().stream().anyMatch(name -> name.startsWith(plain));
      found = ofOne ? found : 0;
    }
    return Math.max(0, found);
  }

  static boolean isDay(String word) {
    return DAYS.contains(plain(word));
  }
}
