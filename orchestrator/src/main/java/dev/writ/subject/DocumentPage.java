package dev.writ.subject;

import dev.writ.identity.Documents;
import dev.writ.page.Language;
import dev.writ.page.Pages;
import dev.writ.request.Correspondence;
import dev.writ.request.SubjectsOwn;
import dev.writ.web.Problem;
import dev.writ.web.Upload;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes a document that was asked for, from the page behind a status link. What is read is held in
 * memory and sealed from there; no file is written in the clear.
 */
@RestController
class DocumentPage {
  /** The file, and what a form has around it. */
  private static final int MOST = (int) Documents.MOST_BYTES + (64 << 10);

  private final StatusLinks links;
  private final Documents documents;
  private final Correspondence requests;
  private final Pages pages;

  DocumentPage(StatusLinks links, Documents documents, Correspondence requests, Pages pages) {
    this.links = links;
    this.documents = documents;
    this.requests = requests;
    this.pages = pages;
  }

  @PostMapping(
      path = StatusPage.PATH + "{word}",
      consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
      produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> take(@PathVariable String word, HttpServletRequest form)
      throws IOException {
    var wait = pages.tooFast(form, word);
    if (wait.isPresent()) {
      return wait.get();
    }
    var request = links.find(word);
    return request.isPresent() ? take(request.get(), form) : pages.gone(form);
  }

  private ResponseEntity<String> take(UUID request, HttpServletRequest form) throws IOException {
    var language = Language.of(form, requests.wishes(request).language());
    if (documents.asked(request).isEmpty()) {
      return pages.note(language, 409, "document.late");
    }
    try {
      var upload = upload(form);
      if (upload.isPresent()) {
        return documents.upload(request, upload.get(), SubjectsOwn.ACTOR)
            ? pages.note(language, 200, "document.thanks")
            : pages.note(language, 409, "document.late");
      }
    } catch (Problem unusable) {
      // what may be handed in is said below
    }
    return pages.note(language, 422, "document.bad");
  }

  /** The file of the form; its name may say who the person is, and is not kept. */
  private static Optional<Upload> upload(HttpServletRequest form) throws IOException {
    var body = form.getInputStream().readNBytes(MOST + 1);
    if (body.length > MOST) {
      return Optional.empty();
    }
    try {
      var parts = new MimeMultipart(new ByteArrayDataSource(body, form.getContentType()));
      for (int i = 0; i < parts.getCount(); i++) {
        if (parts.getBodyPart(i) instanceof MimeBodyPart part && isFile(part)) {
          var type = part.getContentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
          return Optional.of(new Upload("document", type, part.getInputStream()));
        }
      }
      return Optional.empty();
    } catch (MessagingException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isFile(MimeBodyPart part) throws MessagingException {
    var disposition = part.getHeader("Content-Disposition", null);
    return disposition != null && disposition.matches("(?i)form-data;.*\\bname=\"?file\"?(;.*)?");
  }
}
