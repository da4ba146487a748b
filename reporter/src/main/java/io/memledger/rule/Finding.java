package io.memledger.rule;

/**
 * What one rule found.
 *
 * @param id rule:name[:pid], unique in a report
 * @param severity 0 to 100, from bytes per hour against headroom and time left
 * @param rule which rule
 * @param clearing why it is no leak; null unless the status is CLEARED
 * @param claim what the stages after the rule decide by
 * @param words what people read
 * @param support what it rests on
 */
public record Finding(
    String id,
    int severity,
    RuleInfo rule,
    Status status,
    Clearing clearing,
    Claim claim,
    Words words,
    Support support) {
  /** Of a notice that stands above the others; they have half of it. */
  static final int LEADING = 20;

  public Finding {
    if ((status == Status.CLEARED) != (clearing != null)) {
      throw new IllegalArgumentException("a reason belongs to what is cleared: " + id);
    }
  }

  /** The same finding, resting on evidence that is told otherwise. */
  public Finding resting(Support other) {
    return new Finding(id, severity, rule, status, clearing, claim, words, other);
  }

  /** Whether this is a notice without which a verdict that nothing was found would mislead. */
  public boolean leadsNotices() {
    return status == Status.NOTICE && severity >= LEADING;
  }

  /** The same finding in its place of the report. */
  public Finding placed(String uniqueId, int grade) {
    return new Finding(uniqueId, grade, rule, status, clearing, claim, words, support);
  }
}
