package io.memledger.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A condition for more confidence in a leak that failed, in the order in which they are said. */
public enum Doubt {
  NOT_STEADY("doubt.not-steady"),
  NOT_CORROBORATED("doubt.not-corroborated"),
  GAP("doubt.gap"),
  UNDER_TWO_HOURS("doubt.under-two-hours"),
  MINUTES("doubt.minutes"),
  DAILY_CYCLE("doubt.daily-cycle"),
  HOST_ALONE("doubt.host-alone"),
  YOUNG_PROCESS("doubt.young-process"),
  RESERVED("doubt.reserved"),
  UNSPLIT("doubt.unsplit"),
  HUGE_PAGES("doubt.huge-pages");

  private final String key;

  Doubt(String key) {
    this.key = key;
  }

  /** All as one text; the wording of "none" where there are none. */
  public static Wording words(Collection<Doubt> doubts) {
    List<Doubt> ordered = new ArrayList<>();
    for (Doubt doubt : values()) {
      if (doubts.contains(doubt)) {
        ordered.add(doubt);
      }
    }
    Wording all = Wording.of("doubt.none");
    for (int i = ordered.size() - 1; i >= 0; i--) {
      Wording one = Wording.of(ordered.get(i).key);
      boolean last = i == ordered.size() - 1;
      all = last ? one : Wording.of("doubt.and").with("first", one).with("rest", all);
    }
    return all;
  }
}
