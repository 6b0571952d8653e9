package dev.writ.letter;

/** A template that cannot be read or filled; the message says where and repeats nothing of it. */
final class TemplateMistake extends RuntimeException {
  TemplateMistake(String message) {
    super(message, null, false, false);
  }
}
