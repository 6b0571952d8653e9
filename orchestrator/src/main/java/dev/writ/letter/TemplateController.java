package dev.writ.letter;

import dev.writ.api.LetterTemplatesApi;
import dev.writ.api.model.LetterLanguage;
import dev.writ.api.model.LetterTemplate;
import dev.writ.api.model.NewLetterTemplate;
import dev.writ.page.Language;
import dev.writ.security.Caller;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TemplateController implements LetterTemplatesApi {
  private final Templates templates;

  TemplateController(Templates templates) {
    this.templates = templates;
  }

  @Override
  public ResponseEntity<List<LetterTemplate>> listLetterTemplates() {
    return ResponseEntity.ok(
        Arrays.stream(LetterKind.values())
            .flatMap(
                kind ->
                    Arrays.stream(Language.values())
                        .map(language -> LetterViews.of(templates.inForce(kind, language))))
            .toList());
  }

  @Override
  public ResponseEntity<LetterTemplate> showLetterTemplate(
      dev.writ.api.model.LetterKind kind, LetterLanguage language) {
    return ResponseEntity.ok(LetterViews.of(templates.inForce(kind(kind), language(language))));
  }

  @Override
  public ResponseEntity<LetterTemplate> putLetterTemplate(
      dev.writ.api.model.LetterKind kind, LetterLanguage language, NewLetterTemplate wanted) {
    return ResponseEntity.ok(
        LetterViews.of(
            templates.put(
                kind(kind),
                language(language),
                wanted.getVersion(),
                new Wording(wanted.getSubject(), wanted.getBody()),
                actor())));
  }

  @Override
  public ResponseEntity<LetterTemplate> deleteLetterTemplate(
      dev.writ.api.model.LetterKind kind, LetterLanguage language, Integer version) {
    return ResponseEntity.ok(
        LetterViews.of(templates.remove(kind(kind), language(language), version, actor())));
  }

  private static LetterKind kind(dev.writ.api.model.LetterKind kind) {
    return LetterKind.valueOf(kind.name());
  }

  private static Language language(LetterLanguage language) {
    return Language.of(language.getValue());
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
