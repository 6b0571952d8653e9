package dev.writ.request;

import dev.writ.page.Language;
import java.util.UUID;

/** In which language a person is written to. */
public interface PersonsLanguage {

  /** What the request was filed with, else the language of letters. */
  Language of(UUID request);
}
