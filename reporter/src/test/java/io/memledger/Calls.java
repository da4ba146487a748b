package io.memledger;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a class calls, or hands on by its name, or reads.
 *
 * @param owner name of the class of which it is a member
 * @param parameters names of the types it takes
 */
record Calls(String owner, String member, List<String> parameters) {
  /** Names that the clock goes by; they are the same in all classes of java.time. */
  private static final Set<String> CLOCK =
      Set.of("now", "systemDefault", "systemUTC", "systemDefaultZone", "system", "tickSeconds");

  /** What differs from one machine to another by the language that it is set to. */
  private static final Set<String> LOCAL =
      Set.of("format", "formatted", "toLowerCase", "toUpperCase");

  static Stream<Calls> of(JavaClass one) {
    return Stream.concat(
        Stream.concat(
                one.getCodeUnitCallsFromSelf().stream(),
                one.getCodeUnitReferencesFromSelf().stream())
            .map(c -> c.getTarget())
            .map(
                t ->
                    new Calls(
                        t.getOwner().getName(),
                        t.getName(),
                        t.getRawParameterTypes().stream().map(JavaClass::getName).toList())),
        one.getFieldAccessesFromSelf().stream()
            .map(f -> f.getTarget())
            .map(t -> new Calls(t.getOwner().getName(), t.getName(), List.of())));
  }

  boolean isOf(Class<?> type, Set<String> members) {
    return owner.equals(type.getName()) && members.contains(member);
  }

  /** Whether the answer depends on when and on which machine it is asked. */
  boolean asksTheMachine() {
    return owner.startsWith("java.time.") && CLOCK.contains(member)
        || isOf(System.class, Set.of("out", "err", "currentTimeMillis", "nanoTime"))
        || isOf(java.util.Locale.class, Set.of("getDefault"))
        || isOf(java.util.TimeZone.class, Set.of("getDefault"))
        || isOf(java.util.Date.class, Set.of("<init>")) && parameters.isEmpty()
        || isOf(String.class, LOCAL) && !parameters.contains("java.util.Locale");
  }
}
