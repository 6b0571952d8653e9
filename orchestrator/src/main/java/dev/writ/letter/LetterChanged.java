package dev.writ.letter;

import java.util.UUID;

/** There is something to do for a letter, once the change is committed. */
public record LetterChanged(UUID letter) {}
