package dev.writ.offboarding;

import dev.writ.vendor.spi.ManualWork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Opens manual tasks for what an offboarding cannot do by API. */
@Component
class HandOver {
  static final String NO_STEPS = "no API does it, and no steps are described";

  /** Where the vendor's package lists no rights: a human takes them away. */
  static final ManualWork REVOKE_ACCESS =
      new ManualWork(
          "WRIT_REVOKE_ACCESS",
          ManualWork.Doer.OFFICER,
          "Take away every right at this vendor",
          List.of(
              "Open the vendor's administration as an administrator.",
              "Delete every API key, service account, grant and installed app of the company.",
              "Delete those that this connection uses last, and close the task."),
          Duration.ZERO,
          "the vendor's documented API has no list of rights");

  /** The same where another connection to the account has to look afterwards. */
  private static final ManualWork REVOKE_ALL_BUT_ONE =
      new ManualWork(
          REVOKE_ACCESS.code(),
          REVOKE_ACCESS.doer(),
          REVOKE_ACCESS.title(),
          List.of(
              "Open the vendor's administration as an administrator.",
              "Leave the credentials of the connection that is named in verifyWith: it looks"
                  + " afterwards whether everything is gone.",
              "Delete every other API key, service account, grant and installed app of the"
                  + " company.",
              "Delete those that this connection uses last, and close the task.",
              "Delete the credentials that were left when the offboarding is certified."),
          REVOKE_ACCESS.vendorTime(),
          REVOKE_ACCESS.source());

  /** Where the vendor's package has no lists: a human empties the account. */
  static final ManualWork EMPTY_ACCOUNT =
      new ManualWork(
          "WRIT_EMPTY_ACCOUNT",
          ManualWork.Doer.OFFICER,
          "Erase what the company holds at this vendor",
          List.of(
              "Open the vendor's administration as an administrator.",
              "Erase everything the company holds there, or close the account.",
              "Upload what shows that it is empty, and close the task."),
          Duration.ZERO,
          "the vendor's documented API has no list of objects");

  private final HandRequests requests;

  HandOver(HandRequests requests) {
    this.requests = requests;
  }

  /** The steps of this work at this connection. */
  Optional<ManualWork> described(LeaveAttempt attempt, String code) {
    return Stream.concat(
            attempt.adapter().manual(attempt.account()).stream(),
            Stream.of(revokeAccess(attempt.offboarding()), EMPTY_ACCOUNT))
        .filter(work -> work.code().equals(code))
        .findFirst();
  }

  static ManualWork revokeAccess(Offboarding offboarding) {
    return offboarding.verifyWith().isPresent() ? REVOKE_ALL_BUT_ONE : REVOKE_ACCESS;
  }

  /**
   * Asks for each, in the caller's transaction; one task per work.
   *
   * @param codes one per object or right; each has steps
   */
  void open(LeaveAttempt attempt, HandRequests.Purpose purpose, List<String> codes) {
    codes.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .forEach(
            (code, count) ->
                requests.ask(
                    attempt.offboarding(),
                    purpose,
                    described(attempt, code).orElseThrow(),
                    count.intValue(),
                    attempt.sealer()));
  }
}
