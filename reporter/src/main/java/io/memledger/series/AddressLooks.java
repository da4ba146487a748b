package io.memledger.series;

/** The first and the last look at a process's address space; the same if there was one. */
public record AddressLooks(AddressSpace first, AddressSpace last) {}
