package io.memledger.corpus.page;

/** A confidence, and whether what was said is so. */
public record Said(double confidence, boolean right) {}
