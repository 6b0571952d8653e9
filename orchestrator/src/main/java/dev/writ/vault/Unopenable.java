package dev.writ.vault;

/**
 * A data key, or what is sealed under one, cannot be opened: it was wrapped by a key that is no
 * more, made for another owner or context, or altered. That the wrapping key itself is away is
 * something else.
 */
public final class Unopenable extends RuntimeException {
  Unopenable() {
    super("a sealed value cannot be opened");
  }
}
