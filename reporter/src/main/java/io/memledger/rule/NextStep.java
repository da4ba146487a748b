package io.memledger.rule;

/**
 * What to do next on the customer's machine.
 *
 * @param why the reason
 * @param command to be copied into a shell; built from numbers and constants only, or from names
 *     that are quoted for it, since a name in the archive is hostile text
 */
public record NextStep(Wording why, String command) {
  /** Long enough for a firm verdict, and what a desk asks for first. */
  public static final NextStep CAPTURE =
      new NextStep(Wording.of("step.capture"), "./memledger-collector.jar --duration 30m");
}
