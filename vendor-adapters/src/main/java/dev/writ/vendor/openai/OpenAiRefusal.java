package dev.writ.vendor.openai;

import dev.writ.vendor.sandbox.SimulatedResponse;

/** Ends a call with an error answer. */
final class OpenAiRefusal extends RuntimeException {
  private final transient SimulatedResponse answer;

  OpenAiRefusal(SimulatedResponse answer) {
    super(null, null, false, false);
    this.answer = answer;
  }

  SimulatedResponse answer() {
    return answer;
  }
}
