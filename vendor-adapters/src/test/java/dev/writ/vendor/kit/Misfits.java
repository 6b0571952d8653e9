package dev.writ.vendor.kit;

import java.util.List;

/** Texts that must not get anywhere. */
final class Misfits {

  /** As identifiers they belong to nobody: empty ones, wildcards, parts of Ada's, and tricks. */
  static final List<String> IDENTIFIERS =
      List.of(
          "",
          " ",
          "*",
          "%",
          "?",
          "ada",
          "da@example.com",
          "ada@",
          "@example.com",
          "example.com",
          "ada@example.com.",
          "../x",
          "a/b?c=d#e",
          "x\" OR 1=1 --",
          "' or ''='",
          "{x}",
          "{\"$ne\":\"\"}",
          "a\r\nHost: example.com",
          "\u00fc\u4e2d\ud83d\ude00@example.com",
          "x".repeat(4000) + "@example.com");

  /** As ids they could bend a path. Vendors whose ids hold slashes have their own form for them. */
  static final List<String> IDS =
      List.of(
          "../x",
          "x/../y",
          "..",
          ".",
          "/",
          "x//y",
          "x?y=z",
          "x#y",
          "x y",
          " x",
          "x\ty",
          "x\r\ny",
          "%2e%2e",
          "x%2f..%2fy",
          "x\\..\\y",
          "{x}",
          "x;y=z");

  private Misfits() {}
}
