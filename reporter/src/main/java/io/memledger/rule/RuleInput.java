package io.memledger.rule;

import io.memledger.ledger.Ledger;
import io.memledger.series.Recording;

/**
 * What a rule judges: the series, and the balance made from them.
 *
 * @param ledger null if no two snapshots hold meminfo
 */
public record RuleInput(Recording recording, Ledger ledger) {}
