package io.memledger.rule;

/**
 * What a finding says to people. Stages after the rule carry it along and never read it.
 *
 * @param headline one sentence
 * @param explanation what it means, a few sentences
 * @param general whether the explanation is no more than what the rule means in general
 */
public record Words(Wording headline, Wording explanation, boolean general) {}
