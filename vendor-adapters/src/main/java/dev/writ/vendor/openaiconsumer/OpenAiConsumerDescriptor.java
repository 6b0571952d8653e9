package dev.writ.vendor.openaiconsumer;

import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.ManualWork.Doer;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** What the package of OpenAI's consumer accounts declares about itself. */
final class OpenAiConsumerDescriptor {
  static final String UNSEEN =
      "no API shows whether a consumer account exists; after the deletion only its holder can see"
          + " that sign-in is refused";

  private static final String HOLDER_ALONE =
      "We cannot see whether there is an account with this address or number; its holder alone can."
          + " If you never had one, tell us that, and leave out the rest.";

  private static final String PLANS = "Free, Plus and Pro";
  private static final LocalDate READ_ON = LocalDate.of(2026, 11, 23);
  private static final Duration EXPORT = Duration.ofDays(7);
  private static final Duration DELETION = Duration.ofDays(30);
  private static final String HELP_EXPORT =
      "help.openai.com article 7260999: how to export your data (2026, search excerpt)";
  private static final String HELP_DELETE =
      "help.openai.com article 6378407: how to delete your account (copy of 2024)";
  private static final String HELP_CHATS =
      "help.openai.com article 8983778: chat and file retention (2026, search excerpt)";
  private static final String HELP_TRAINING =
      "help.openai.com: how your data is used to improve model performance, and the data controls"
          + " FAQ (as third parties quote them, 2024 to 2026)";
  private static final String REPORT =
      "openai.com: California report on privacy requests (for 2024)";

  static final VendorDescriptor VALUE =
      VendorDescriptor.of(
              "openai-consumer",
              "OpenAI consumer (Free, Plus, Pro)",
              URI.create("https://privacy.openai.com"))
          .settings(
              List.of(
                  new Setting(
                      AskedBy.SETTING,
                      "subject by default: the account holder asks OpenAI, signed in; or officer:"
                          + " the officer writes to OpenAI's privacy desk with the person's"
                          + " authorisation")))
          .surfaces(
              List.of(
                  new Surface(
                      ConsumerAccount.KIND,
                      "not looked up: every e-mail address and phone number of the person counts as"
                          + " one possible account",
                      Way.hand(AskedBy.SUBJECT.exportWork()),
                      Way.hand(AskedBy.SUBJECT.eraseWork()),
                      Way.none(UNSEEN),
                      "permanent; data deleted within 30 days, limited data kept longer where law"
                          + " requires or permits it")))
          .manual(List.of(exported(), deleted(), exportedByMail(), deletedByMail()))
          .exceptions(outOfReach())
          .looks(DELETION.plusDays(2))
          .claims(claims())
          .undocumented(
              "nothing that was read says where the vendor publishes it",
              Promise.ISOLATION,
              Promise.REGION,
              Promise.SOC2_TYPE_II,
              Promise.DELETION_AT_CONTRACT_END,
              Promise.SUB_PROCESSORS,
              Promise.BREACH_HISTORY)
          .read(
              READ_ON,
              List.of(
                  HELP_EXPORT,
                  HELP_DELETE,
                  HELP_CHATS,
                  HELP_TRAINING,
                  REPORT,
                  "news.lavx.hu: summary of the account deletion article, undated"),
              List.of(
                  "Whether the person has a consumer account at all; a task whose account does not"
                      + " exist is closed by saying so.",
                  "How long OpenAI takes for a request by mail: no time is promised, a report for"
                      + " 2024 gives an average under 72 hours. The 7 days of an export and the 30"
                      + " days of a deletion are assumed.",
                  "Whether OpenAI acts on a company's mail with the person's authorisation; it"
                      + " verifies the account holder's identity.",
                  "Whether an e-mail address or phone number can be used again after a deletion; a"
                      + " text of 2024 says that the address cannot, the present rule was not"
                      + " found.",
                  "Whether a paid subscription ends with the account; a news summary says that it"
                      + " is cancelled separately.",
                  "The articles were read as search excerpts or older copies; menus may have"
                      + " moved."));

  private OpenAiConsumerDescriptor() {}

  private static List<DocumentedClaim> claims() {
    return List.of(
        new DocumentedClaim(
            Promise.RETENTION,
            PLANS,
            "P30D",
            "What the holder deletes is deleted for good within 30 days, limited data later where"
                + " law requires or permits it; a temporary chat is kept up to 30 days.",
            HELP_CHATS,
            READ_ON),
        new DocumentedClaim(
            Promise.NO_TRAINING,
            PLANS,
            "no",
            "Chats may train models unless the holder switches it off in the data controls.",
            HELP_TRAINING,
            LocalDate.of(2026, 11, 24)),
        new DocumentedClaim(
            Promise.DELETION_ON_REQUEST,
            PLANS,
            "yes",
            "The account holder, and nobody else, deletes chats and the account.",
            HELP_DELETE,
            READ_ON));
  }

  private static ManualWork exported() {
    return new ManualWork(
            AskedBy.SUBJECT.exportWork(),
            Doer.SUBJECT,
            "Download your data from ChatGPT",
            List.of(
                HOLDER_ALONE,
                "Open privacy.openai.com, choose \"Make a Privacy Request\", then \"I have a"
                    + " consumer ChatGPT account\", then \"Download my data\". Or, signed in to"
                    + " ChatGPT, open Settings > Data controls > Export data.",
                "Note the day. OpenAI prepares the file, which takes up to 7 days.",
                "A mail or an SMS brings a link. It is valid for 24 hours, and only while you are"
                    + " signed in to the same account; after that, ask again.",
                "Download the ZIP file, keep it, and tell us the day you asked and the day you"
                    + " downloaded it; where you can, its SHA-256 checksum too."),
            EXPORT,
            HELP_EXPORT)
        .translated(HoldersSteps.EXPORT);
  }

  private static ManualWork deleted() {
    return new ManualWork(
            AskedBy.SUBJECT.eraseWork(),
            Doer.SUBJECT,
            "Delete your ChatGPT account",
            List.of(
                HOLDER_ALONE,
                "Download your data before, if you want to keep it: the deletion is permanent.",
                "Cancel a paid subscription. It is reported not to end with the account.",
                "Open privacy.openai.com, choose \"Make a Privacy Request\" and \"Delete my ChatGPT"
                    + " account\". Or, signed in to ChatGPT, open Settings > Account > Delete"
                    + " account. Your access to OpenAI's API ends as well.",
                "Keep the ticket number or the confirmation mail and tell us the day you asked."
                    + " OpenAI deletes the data within 30 days.",
                "When the 30 days are over, try to sign in and tell us whether it is refused:"
                    + " nothing else shows that the account is gone."),
            DELETION,
            HELP_DELETE)
        .translated(HoldersSteps.ERASE);
  }

  private static ManualWork exportedByMail() {
    return new ManualWork(
        AskedBy.OFFICER.exportWork(),
        Doer.OFFICER,
        "Ask OpenAI by mail for a copy of the person's data",
        List.of(
            "Obtain the person's written authorisation: OpenAI verifies who holds the account.",
            "Write to dsar@openai.com: name the account's e-mail address or phone number, say that"
                + " it is a consumer ChatGPT account and that a copy of its data is asked for, and"
                + " attach the authorisation.",
            "Record the day and OpenAI's ticket number. Ask the person to answer if OpenAI asks"
                + " them to prove their identity.",
            "Download what OpenAI sends at once: a link is valid for 24 hours. Record the day and"
                + " the file's SHA-256 checksum.",
            "If OpenAI insists on the account holder, hand the work to the person."),
        EXPORT,
        REPORT);
  }

  private static ManualWork deletedByMail() {
    return new ManualWork(
        AskedBy.OFFICER.eraseWork(),
        Doer.OFFICER,
        "Ask OpenAI by mail to delete the person's account",
        List.of(
            "Obtain the person's written authorisation: OpenAI verifies who holds the account, and"
                + " the deletion is permanent and ends access to OpenAI's API as well.",
            "Ask the person to cancel a paid subscription. It is reported not to end with the"
                + " account.",
            "Write to dsar@openai.com: name the account's e-mail address or phone number, say that"
                + " it is a consumer ChatGPT account and that it is to be deleted, and attach the"
                + " authorisation.",
            "Record the day, OpenAI's ticket number and its confirmation. Ask the person to answer"
                + " if OpenAI asks them to prove their identity.",
            "30 days after the confirmation, ask the person to try to sign in, and record whether"
                + " it is refused.",
            "If OpenAI insists on the account holder, hand the work to the person."),
        DELETION,
        REPORT);
  }

  private static List<OutOfReach> outOfReach() {
    return List.of(
        new OutOfReach(
            "Whether an account exists, and whether it is gone",
            "no API for consumer accounts; the holder's word is the evidence",
            "absence in OpenAI's documents"),
        new OutOfReach(
            "Limited data of a deleted account",
            "kept longer than 30 days where law requires or permits it; which and how long is not"
                + " said",
            HELP_DELETE),
        new OutOfReach(
            "Chats the holder deleted one by one",
            "gone from the product at once; the permanent deletion is scheduled within 30 days,"
                + " unless de-identified or needed for security or legal duties",
            HELP_CHATS,
            DELETION),
        new OutOfReach(
            "Temporary chats",
            "a copy is kept for up to 30 days; nobody can erase it earlier",
            HELP_CHATS,
            DELETION),
        new OutOfReach(
            "ChatGPT Business and Enterprise workspaces, and the API platform",
            "other accounts of other owners; the export in the settings is not offered there",
            HELP_EXPORT));
  }
}
