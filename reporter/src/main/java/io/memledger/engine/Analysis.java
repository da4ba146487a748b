package io.memledger.engine;

import io.memledger.ledger.Ledger;
import io.memledger.rule.Finding;
import io.memledger.series.Recording;
import io.memledger.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a report shows.
 *
 * @param ledger null if no two snapshots of the segment hold meminfo
 * @param findings ordered: leaks, suspected leaks, pressure, notices, cleared; within those by
 *     bytes lost per hour
 * @param rules every rule of the list, in its order
 * @param notEvaluated ids of the rules that could not run, by the missing source's path
 * @param failures stages of the analysis that crashed, each said to the reader
 */
public record Analysis(
    Recording recording,
    Ledger ledger,
    Verdict verdict,
    List<Finding> findings,
    List<RuleOutcome> rules,
    SortedMap<String, List<String>> notEvaluated,
    List<Failure> failures) {
  public Analysis {
    findings = List.copyOf(findings);
    rules = List.copyOf(rules);
    failures = List.copyOf(failures);
    notEvaluated = new TreeMap<>(Map.copyOf(notEvaluated));
  }
}
