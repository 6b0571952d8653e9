package dev.writ.hold;

import dev.writ.api.model.HoldCover;
import dev.writ.api.model.NewHold;
import dev.writ.api.model.SubjectIdentifier;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.hold.Hold.Cover;
import dev.writ.hold.Hold.Reason;
import dev.writ.leg.LegRecord;
import dev.writ.lifecycle.LegState;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Monitored;
import dev.writ.vendor.spi.Identifier;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a new hold must keep beyond the API description. Reads in the transaction that places it, in
 * which the request it names stands still.
 */
@Component
class HoldRules {
  /** The regime whose section 8(8) it is. */
  static final String RECOURSE_REGIME = "PIPEDA";

  private final Monitored requests;
  private final LegRecord legs;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final HoldSubjects subjects;
  private final HoldDays days;

  HoldRules(
      Monitored requests,
      LegRecord legs,
      ConnectionService connections,
      VendorCatalogue vendors,
      HoldSubjects subjects,
      HoldDays days) {
    this.requests = requests;
    this.legs = legs;
    this.connections = connections;
    this.vendors = vendors;
    this.subjects = subjects;
    this.days = days;
  }

  /** Refuses with a problem that says which field, and never what stood in it. */
  HoldDraft draft(NewHold wanted) {
    var sort = HoldSort.valueOf(wanted.getSort().name());
    var covers = wanted.getCovers();
    var identifiers = identifiers(covers);
    var request = request(covers);
    request.ifPresent(one -> checkRequest(sort, covers, one));
    checkDates(sort, wanted);
    return new HoldDraft(
        sort,
        reason(sort, wanted, request),
        matter(sort, wanted, identifiers),
        nobody(wanted.getOwner(), "owner", identifiers),
        wanted.getReviewOn(),
        wanted.getExpiresOn(),
        cover(sort, covers, identifiers),
        persons(sort, request, identifiers));
  }

  private Cover cover(HoldSort sort, HoldCover covers, List<SubjectIdentifier> identifiers) {
    int named = named(covers, identifiers);
    boolean standing = covers.getLeg() == null && covers.getRequest() == null;
    if (named == 0 || (!standing && named > 1)) {
      throw Problem.invalid(
          "covers names a leg alone, a request alone, or a person, a connection or vendor, or"
              + " both");
    }
    if (covers.getConnection() != null && covers.getVendor() != null) {
      throw Problem.invalid("covers: a connection has its vendor; name one of them");
    }
    if (sort == HoldSort.KEEP_UNTIL_RECOURSE && covers.getRequest() == null) {
      throw Problem.invalid("covers.request: the request that was refused is missing");
    }
    return new Cover(
        covers.getRequest(),
        covers.getLeg(),
        covers.getConnection(),
        covers.getVendor(),
        !identifiers.isEmpty() || sort == HoldSort.KEEP_UNTIL_RECOURSE,
        kinds(covers));
  }

  private static int named(HoldCover covers, List<SubjectIdentifier> identifiers) {
    return (int)
            Stream.of(
                    Optional.ofNullable(covers.getLeg()),
                    Optional.ofNullable(covers.getRequest()),
                    Optional.ofNullable(covers.getConnection()),
                    Optional.ofNullable(covers.getVendor()))
                .filter(Optional::isPresent)
                .count()
        + (identifiers.isEmpty() ? 0 : 1);
  }

  /** Kinds are the vendor's own words: only what an object is called there can be told apart. */
  private List<String> kinds(HoldCover covers) {
    var kinds = covers.getKinds() == null ? List.<String>of() : covers.getKinds();
    if (kinds.isEmpty()) {
      vendor(covers); // refuses what is unknown
      return kinds;
    }
    var vendor =
        vendor(covers)
            .orElseThrow(
                () -> Problem.invalid("covers.kinds needs a leg, a connection or a vendor"));
    var known =
        vendors.require(vendor).descriptor().surfaces().stream()
            .map(surface -> surface.kind())
            .toList();
    if (kinds.contains(null) || !known.containsAll(kinds)) {
      throw Problem.invalid(
          "covers.kinds holds a word the vendor's surfaces do not have; see GET /v1/vendors");
    }
    return kinds.stream().distinct().toList();
  }

  private Optional<String> vendor(HoldCover covers) {
    if (covers.getLeg() != null) {
      return Optional.of(legs.require(covers.getLeg()).vendor());
    }
    if (covers.getConnection() != null) {
      return Optional.of(
          connections
              .find(covers.getConnection())
              .orElseThrow(() -> Problem.invalid("covers.connection: no such connection"))
              .vendor());
    }
    var vendor = Optional.ofNullable(covers.getVendor());
    if (vendor.filter(name -> vendors.find(name).isEmpty()).isPresent()) {
      throw Problem.invalid("covers.vendor is not in the catalogue; see GET /v1/vendors");
    }
    return vendor;
  }

  private Optional<DataSubjectRequest> request(HoldCover covers) {
    try {
      return Optional.ofNullable(covers.getLeg())
          .map(leg -> legs.require(leg).request())
          .or(() -> Optional.ofNullable(covers.getRequest()))
          .map(requests::lock);
    } catch (Problem unknown) {
      throw Problem.invalid("covers names a leg or a request that does not exist");
    }
  }

  private void checkRequest(HoldSort sort, HoldCover covers, DataSubjectRequest request) {
    if (request.keyDestroyedAt().isPresent()) {
      throw Problem.conflict("the request's key was destroyed: there is nothing left to keep");
    }
    if (sort == HoldSort.KEEP_UNTIL_RECOURSE) {
      if (!request.regime().equals(RECOURSE_REGIME)) {
        throw Problem.invalid("covers.request: only PIPEDA keeps what a refusal was about");
      }
      return;
    }
    UUID leg = covers.getLeg();
    boolean cancelled = leg != null && legs.require(leg).state() == LegState.CANCELLED;
    boolean over = request.state().ended() && (leg != null || sort == HoldSort.EXEMPTION);
    if (cancelled || over || (!request.erasing() && (leg != null || sort == HoldSort.EXEMPTION))) {
      throw Problem.conflict("nothing is to be erased there that could be held");
    }
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
    var own = request.flatMap(one -> Law.of(one.regime()));
    var named = Optional.ofNullable(wanted.getLaw()).map(law -> Law.valueOf(law.name()));
    if (own.isPresent() && named.isPresent() && !own.equals(named)) {
      throw Problem.invalid("law is not the request's: absent it is taken from there");
    }
    var law =
        named
            .or(() -> own)
            .orElseThrow(() -> Problem.invalid("law: whose exemption it is must be said here"));
    var ground = HoldGround.valueOf(wanted.getGround().name());
    if (ground.article(law).isEmpty()) {
      throw Problem.invalid("ground: this law does not have it");
    }
    return new Reason(law, ground);
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

  private static @Nullable String matter(
      HoldSort sort, NewHold wanted, List<SubjectIdentifier> identifiers) {
    if (wanted.getMatter() == null) {
      if (sort == HoldSort.LEGAL_HOLD) {
        throw Problem.invalid("matter: a legal hold needs its reference");
      }
      return null;
    }
    return nobody(wanted.getMatter(), "matter", identifiers);
  }

  /** Kept in the clear, so no identifier may slip into it. */
  private static String nobody(String text, String field, List<SubjectIdentifier> identifiers) {
    var lower = Texts.impersonal(text, field).toLowerCase(Locale.ROOT);
    for (var identifier : identifiers) {
      var value = identifier.getValue().strip().toLowerCase(Locale.ROOT);
      if (value.length() >= 6 && lower.contains(value)) {
        throw Problem.invalid(field + " must not name the person");
      }
    }
    return text;
  }

  private List<SubjectIdentifier> identifiers(HoldCover covers) {
    var identifiers = covers.getIdentifiers();
    if (identifiers == null || identifiers.isEmpty()) {
      return List.of();
    }
    if (identifiers.contains(null)) {
      throw Problem.invalid("covers.identifiers holds null");
    }
    for (var identifier : identifiers) {
      Texts.require(identifier.getValue(), "identifier.value");
      if (identifier.getVendor() != null && vendors.find(identifier.getVendor()).isEmpty()) {
        throw Problem.invalid("identifier.vendor is not in the catalogue; see GET /v1/vendors");
      }
    }
    return identifiers;
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
