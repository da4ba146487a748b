package io.memledger.series;

/** How the values of a metric are to be read: all but counters are levels. */
enum MetricKind {
  GAUGE,
  /** A count since boot, of which only differences mean anything. */
  COUNTER,
  /** A level of /proc/meminfo, whose values come together or not at all. */
  MEMINFO,
  /** A level that stands in no file. */
  COMPUTED
}
