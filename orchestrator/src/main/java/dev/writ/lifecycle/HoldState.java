package dev.writ.lifecycle;

/** States of a hold. */
public enum HoldState {
  ACTIVE,
  RELEASED,
  EXPIRED
}
