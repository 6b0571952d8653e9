/**
 * HubSpot: the CRM contact, the records its Breeze AI features read about a person, and
 * conversation threads.
 *
 * <p>Locates contacts by e-mail (main and additional, also archived ones), phone, contact id or a
 * configured property; walks the contact's associations to notes, calls, emails, meetings, tasks,
 * communications and tickets, and its conversation threads; takes call transcripts from the ledger
 * and, where the setting allows, the attached files. Exports each, with the contact's communication
 * preferences; archives the satellites and threads, permanently deletes transcripts, files and the
 * contact ({@code gdpr-delete}, by id only: the form by e-mail is a write to a blocklist even when
 * nothing is found). What is archived lies in a recycle bin that no call empties: a human does.
 *
 * <p>For a drill it makes a contact and a record of each CRM kind. Everything is listed by the list
 * endpoints, 100 a page, archived contacts last. An app that came in by OAuth uninstalls itself; a
 * private app or service key is removed by hand. The hosting location and the age of what is
 * archived are held against what was promised.
 *
 * <p>Webhooks about deletions are judged by HubSpot's signature, version 3, with the app's client
 * secret; service keys get none, and private apps subscribe in HubSpot's own settings.
 *
 * <p>Documents read on 2026-11-23 and 24: HubSpot's public API specification collection (commit
 * 99893791, 2026-08-21), the guides on search, error handling, gdpr-delete, files, transcripts,
 * subscription statuses, webhooks and request validation, and the knowledge base articles on
 * permanent deletion and on restoring records. The family of paths is one setting, see {@link
 * dev.writ.vendor.hubspot.HubSpotPaths}; v3 is the default, a move to a dated family must be probed
 * on a real account.
 *
 * <p>Unconfirmed: see {@link dev.writ.vendor.hubspot.HubSpotAdapter#descriptor()}. Nothing here has
 * run against a real HubSpot account.
 */
@NullMarked
package dev.writ.vendor.hubspot;

import org.jspecify.annotations.NullMarked;
