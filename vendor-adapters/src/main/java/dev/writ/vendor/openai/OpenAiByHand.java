package dev.writ.vendor.openai;

import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.ManualWork.Doer;
import java.time.Duration;
import java.util.List;

/** What a human does when the company leaves OpenAI's API platform. */
final class OpenAiByHand {
  static final String OWNER = "OPENAI_LAST_OWNER";
  static final String KEYS = "OPENAI_KEYS";
  private static final String SPEC = "openai/openai-openapi openapi.json, 2026-08-21";

  private OpenAiByHand() {}

  static List<ManualWork> all() {
    return List.of(
        new ManualWork(
            KEYS,
            Doer.OFFICER,
            "Revoke the keys, service accounts and members of the organization",
            List.of(
                "Sign in to OpenAI's API platform as an owner of the organization.",
                "In each project delete the service accounts and every API key, but for one with"
                    + " which another connection still looks; note their number.",
                "Delete the organization's admin keys.",
                "Withdraw open invites and remove every member but yourself.",
                "Record the day, what was removed and what is left."),
            Duration.ZERO,
            SPEC + ": the API does it with an admin key, which this connection has not"),
        new ManualWork(
            OWNER,
            Doer.OFFICER,
            "Decide what becomes of the organization's last owner",
            List.of(
                "The owner of the admin key that Writ used is left as a member: remove or keep the"
                    + " person by the company's own rules.",
                "Whether and how OpenAI closes an organization is not in its API documents: ask"
                    + " OpenAI when the organization itself is to go.",
                "Record the day and who is left as owner."),
            Duration.ZERO,
            SPEC + ": a member is removed with an admin key, which is revoked last"));
  }
}
