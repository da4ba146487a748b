package io.memledger.rule;

import io.memledger.ledger.Ledger;
import io.memledger.series.Recording;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a rule judges: the series, and the balance made from them. It keeps what several rules ask,
 * so that one question has one answer; not for use by several threads at once.
 */
public final class RuleInput {
  private final Recording recording;
  private final Ledger ledger;
  private final Map<Object, Object> kept = new HashMap<>();

  /**
   * @param ledger null if no two snapshots hold meminfo
   */
  public RuleInput(Recording recording, Ledger ledger) {
    this.recording = recording;
    this.ledger = ledger;
  }

  public Recording recording() {
    return recording;
  }

  /** Null if no two snapshots hold meminfo. */
  public Ledger ledger() {
    return ledger;
  }

  /**
   * The answer to a question that several rules ask: worked out once, then kept.
   *
   * @param question equal for equal questions; its class must belong to whoever asks
   */
  @SuppressWarnings("unchecked")
  public <T> T once(Object question, Supplier<T> answer) {
    if (!kept.containsKey(question)) {
      kept.put(question, answer.get());
    }
    return (T) kept.get(question);
  }
}
