package dev.writ.leg;

/** What a human is asked to do at a vendor. */
public enum HandPurpose {
  EXPORT,
  ERASE
}
