package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.microsoftcopilot.GraphAnswers.bare;
import static dev.writ.vendor.microsoftcopilot.GraphAnswers.location;
import static dev.writ.vendor.microsoftcopilot.GraphAnswers.pages;
import static dev.writ.vendor.microsoftcopilot.GraphAnswers.requiredId;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.microsoftcopilot.GraphWire.EdiscoveryCase;
import dev.writ.vendor.microsoftcopilot.GraphWire.Estimate;
import dev.writ.vendor.microsoftcopilot.GraphWire.NewCase;
import dev.writ.vendor.microsoftcopilot.GraphWire.NewSearch;
import dev.writ.vendor.microsoftcopilot.GraphWire.NewSource;
import dev.writ.vendor.microsoftcopilot.GraphWire.Operation;
import dev.writ.vendor.microsoftcopilot.GraphWire.Purge;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The eDiscovery case of one purge. Whatever it makes it looks for first, under a name that tells
 * nothing of the person, so that a step whose answer was lost may be taken again.
 */
final class CopilotCase {
  private static final String DESCRIPTION = "Erasure of Copilot interactions, opened by Writ";

  private final EdiscoveryApi api;
  private final GraphLinks links;

  CopilotCase(EdiscoveryApi api, GraphLinks links) {
    this.api = api;
    this.links = links;
  }

  /**
   * The open case for the user; a new one when there is none. What an earlier purge left closed is
   * deleted, which may take its time, and gives the new case another name.
   */
  String open(String tenant, String user) {
    var mark = "writ-" + digest(tenant + "/" + user);
    var known = new ArrayList<EdiscoveryCase>();
    pages(
        links,
        api.cases(),
        api::cases,
        cases -> {
          cases.stream().filter(one -> mark.equals(one.externalId())).forEach(known::add);
          return false;
        });
    var open = known.stream().filter(one -> "active".equals(one.status())).findFirst();
    if (open.isPresent()) {
      return requiredId(open.get().id());
    }
    var name = "Writ " + mark;
    for (var closed : known) {
      var left = requiredId(closed.id());
      delete(left);
      name = "Writ " + mark + " after " + left;
    }
    return requiredId(Answers.answered(api.open(new NewCase(name, DESCRIPTION, mark))).id());
  }

  private static String digest(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The case's one search, with the mailbox as its only source. */
  String search(String caseId, String mailbox, String query) {
    var searches = Answers.answered(Answers.answered(api.searches(caseId)).value());
    var search =
        requiredId(
            searches.isEmpty()
                ? Answers.answered(
                        api.search(
                            caseId, new NewSearch("Copilot messages", DESCRIPTION, query, "none")))
                    .id()
                : searches.getFirst().id());
    var sources = Answers.answered(Answers.answered(api.sources(caseId, search)).value());
    if (sources.isEmpty()) {
      Answers.answered(api.source(caseId, search, NewSource.mailbox(mailbox)));
    }
    return search;
  }

  /** Starts an estimate; the operation's path, or empty when Graph names none. */
  String estimate(String caseId, String search) {
    var answer = bare(api.estimate(caseId, search, new Estimate("includeQueryStats")), 202, 204);
    return location(answer).map(links::path).orElse("");
  }

  Operation estimated(String caseId, String search, String path) {
    return Answers.answered(
        path.isEmpty() ? api.lastEstimate(caseId, search) : api.operation(links.to(path)));
  }

  /** Starts a purge; the operation's path, or empty when Graph names none. */
  String purge(String caseId, String search, String areas) {
    var answer = bare(api.purge(caseId, search, new Purge("permanentlyDelete", areas)), 202);
    return location(answer).map(links::path).orElse("");
  }

  /** Empty when no such purge is known yet. */
  Optional<Operation> purged(String caseId, String path) {
    var known =
        path.isEmpty()
            ? purges(caseId).stream()
                .findFirst()
                .map(purge -> links.operation(caseId, requiredId(purge.id())))
            : Optional.of(path);
    return known.map(at -> Answers.answered(api.operation(links.to(at))));
  }

  /** The case's purges, the newest first. */
  List<Operation> purges(String caseId) {
    var purges = new ArrayList<Operation>();
    pages(
        links,
        api.operations(caseId),
        api::operations,
        operations -> {
          operations.stream()
              .filter(operation -> "purgeData".equals(operation.action()))
              .forEach(purges::add);
          return false;
        });
    purges.sort(
        Comparator.comparing(
                (Operation purge) -> Objects.requireNonNullElse(purge.createdDateTime(), ""))
            .reversed());
    return purges;
  }

  /** A case that cannot be closed (any more) is left to the deletion to find out. */
  void close(String caseId) {
    unlessRefused(() -> api.close(caseId));
  }

  /** Deletes the case when it is closed; whether it is gone, or on its way. */
  boolean delete(String caseId) {
    var standing = unlessGone(() -> api.find(caseId));
    if (standing.isEmpty()) {
      return true;
    }
    Answers.require(caseId.equals(standing.get().id()));
    var status = answered(standing.get().status());
    return status.equals("pendingDelete")
        || (!status.equals("closing") && unlessRefused(() -> api.delete(caseId)));
  }

  private static boolean unlessRefused(Runnable call) {
    try {
      call.run();
      return true;
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED) {
        return failure.status() == 404;
      }
      throw failure;
    }
  }
}
