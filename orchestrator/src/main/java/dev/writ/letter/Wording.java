package dev.writ.letter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Subject and body of a template, in Mustache. */
record Wording(String subject, String body) {

  /** Of both, so that a letter can say which words it was made from. */
  String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(subject.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(body.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
