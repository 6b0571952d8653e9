package dev.writ.hold;

import dev.writ.api.model.NewHold;
import dev.writ.api.model.SubjectIdentifier;
import dev.writ.hold.Hold.Reason;
import dev.writ.request.ClearText;
import dev.writ.request.DataSubjectRequest;
import dev.writ.vendor.spi.Identifier;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a new hold must keep beyond the API description. Reads in the transaction that places it, in
 * which the request it names stands still.
 */
@Component
class HoldRules {
  private final CoverRules covers;
  private final HoldSubjects subjects;
  private final HoldDays days;
  private final ClearText words;

  HoldRules(CoverRules covers, HoldSubjects subjects, HoldDays days, ClearText words) {
    this.covers = covers;
    this.subjects = subjects;
    this.days = days;
    this.words = words;
  }

  /** Refuses with a problem that says which field, and never what stood in it. */
  HoldDraft draft(NewHold wanted) {
    var sort = HoldSort.valueOf(wanted.getSort().name());
    var identifiers = covers.identifiers(wanted.getCovers());
    var request = covers.request(sort, wanted.getCovers());
    checkDates(sort, wanted);
    return new HoldDraft(
        sort,
        reason(sort, wanted, request),
        matter(sort, wanted).map(text -> nobody(text, "matter", request, identifiers)).orElse(null),
        nobody(wanted.getOwner(), "owner", request, identifiers),
        wanted.getReviewOn(),
        wanted.getExpiresOn(),
        covers.cover(sort, wanted.getCovers(), identifiers),
        persons(sort, request, identifiers));
  }

  private @Nullable Reason reason(
      HoldSort sort, NewHold wanted, Optional<DataSubjectRequest> request) {
    if (sort != HoldSort.EXEMPTION) {
      if (wanted.getGround() != null || wanted.getLaw() != null) {
        throw Problem.invalid("ground and law belong to an exemption");
      }
      return null;
    }
    if (wanted.getGround() == null) {
      throw Problem.invalid("ground: an exemption needs one");
    }
    var laws = laws(wanted, request);
    var ground = HoldGround.valueOf(wanted.getGround().name());
    return laws.stream()
        .filter(law -> ground.findArticle(law).isPresent())
        .findFirst()
        .map(law -> new Reason(law, ground))
        .orElseThrow(() -> Problem.invalid("ground: this law does not have it"));
  }

  /**
   * Whose exemption it can be: the law that is named, else any of the request's, in their order.
   */
  private static List<Law> laws(NewHold wanted, Optional<DataSubjectRequest> request) {
    var own =
        request.stream()
            .flatMap(one -> one.laws().stream())
            .flatMap(name -> Law.of(name).stream())
            .toList();
    if (wanted.getLaw() == null) {
      if (own.isEmpty()) {
        throw Problem.invalid("law: whose exemption it is must be said here");
      }
      return own;
    }
    var named = Law.valueOf(wanted.getLaw().name());
    if (!own.isEmpty() && !own.contains(named)) {
      throw Problem.invalid("law is none of the request's: absent it is taken from there");
    }
    return List.of(named);
  }

  private void checkDates(HoldSort sort, NewHold wanted) {
    if (wanted.getExpiresOn() != null && sort != HoldSort.EXEMPTION) {
      throw Problem.invalid("expiresOn: only an exemption ends by itself; give reviewOn");
    }
    if (wanted.getReviewOn() == null && wanted.getExpiresOn() == null) {
      throw Problem.invalid("reviewOn is missing: somebody must look at it again");
    }
    days.ahead(wanted.getReviewOn(), "reviewOn");
    days.ahead(wanted.getExpiresOn(), "expiresOn");
  }

  private static Optional<String> matter(HoldSort sort, NewHold wanted) {
    if (wanted.getMatter() == null && sort == HoldSort.LEGAL_HOLD) {
      throw Problem.invalid("matter: a legal hold needs its reference");
    }
    return Optional.ofNullable(wanted.getMatter());
  }

  /** Kept in the clear, so no identifier may slip into it. */
  private String nobody(
      String text,
      String field,
      Optional<DataSubjectRequest> request,
      List<SubjectIdentifier> identifiers) {
    request.ifPresent(one -> words.require(one.id(), text, field));
    return Texts.impersonal(
        text, field, identifiers.stream().map(SubjectIdentifier::getValue).toList());
  }

  private List<byte[]> persons(
      HoldSort sort, Optional<DataSubjectRequest> request, List<SubjectIdentifier> identifiers) {
    if (sort == HoldSort.KEEP_UNTIL_RECOURSE) {
      return request.map(one -> subjects.of(one.id())).orElse(List.of());
    }
    return identifiers.stream()
        .map(
            one ->
                subjects.hash(
                    Identifier.Type.valueOf(one.getType().name()), one.getValue(), one.getVendor()))
        .toList();
  }
}
