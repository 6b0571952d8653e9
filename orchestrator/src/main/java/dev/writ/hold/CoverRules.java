package dev.writ.hold;

import dev.writ.api.model.HoldCover;
import dev.writ.api.model.SubjectIdentifier;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.hold.Hold.Cover;
import dev.writ.leg.LegRecord;
import dev.writ.lifecycle.LegState;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Monitored;
import dev.writ.web.Identifiers;
import dev.writ.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What a hold may cover. Reads in the transaction that places it, in which the request it names
 * stands still.
 */
@Component
class CoverRules {
  /** The law whose section 8(8) keeps data until recourse is exhausted. */
  static final String RECOURSE_REGIME = "PIPEDA";

  private final Monitored requests;
  private final LegRecord legs;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;

  CoverRules(
      Monitored requests, LegRecord legs, ConnectionService connections, VendorCatalogue vendors) {
    this.requests = requests;
    this.legs = legs;
    this.connections = connections;
    this.vendors = vendors;
  }

  /** Of the person it is about; empty when it is about none. */
  List<SubjectIdentifier> identifiers(HoldCover covers) {
    var identifiers = covers.getIdentifiers();
    if (identifiers == null || identifiers.isEmpty()) {
      return List.of();
    }
    if (identifiers.contains(null)) {
      throw Problem.invalid("covers.identifiers holds null");
    }
    for (var identifier : identifiers) {
      Identifiers.require(identifier, "identifier.value");
      if (identifier.getVendor() != null && vendors.find(identifier.getVendor()).isEmpty()) {
        throw Problem.invalid("identifier.vendor is not in the catalogue; see GET /v1/vendors");
      }
    }
    return identifiers;
  }

  /** The request it names, or whose leg it names; stands still until the transaction ends. */
  Optional<DataSubjectRequest> request(HoldSort sort, HoldCover covers) {
    Optional<DataSubjectRequest> request;
    try {
      request =
          Optional.ofNullable(covers.getLeg())
              .map(leg -> legs.require(leg).request())
              .or(() -> Optional.ofNullable(covers.getRequest()))
              .map(requests::lock);
    } catch (Problem unknown) {
      throw Problem.invalid("covers names a leg or a request that does not exist");
    }
    request.ifPresent(one -> checkRequest(sort, covers, one));
    return request;
  }

  private void checkRequest(HoldSort sort, HoldCover covers, DataSubjectRequest request) {
    if (request.keyDestroyedAt().isPresent()) {
      throw Problem.conflict("the request's key was destroyed: there is nothing left to keep");
    }
    if (sort == HoldSort.KEEP_UNTIL_RECOURSE) {
      if (!request.laws().contains(RECOURSE_REGIME)) {
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

  Cover cover(HoldSort sort, HoldCover covers, List<SubjectIdentifier> identifiers) {
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
}
