package dev.writ.vendor.spi;

/** How something is done with one kind of object. */
public sealed interface Way {
  /**
   * By the vendor's API.
   *
   * @param call the documented calls, e.g. {@code DELETE /files/{id}}
   */
  record Api(String call) implements Way {}

  /**
   * By a human.
   *
   * @param work the code of a {@link ManualWork} of the descriptor
   */
  record Hand(String work) implements Way {}

  /** By nobody; {@code reason} is fit for an officer. */
  record None(String reason) implements Way {}

  static Way api(String call) {
    return new Api(call);
  }

  static Way hand(String work) {
    return new Hand(work);
  }

  static Way none(String reason) {
    return new None(reason);
  }

  /** Whether the adapter does it itself. */
  default boolean byApi() {
    return this instanceof Api;
  }
}
