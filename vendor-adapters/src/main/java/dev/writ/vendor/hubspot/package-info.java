/**
 * HubSpot: the CRM contact, the records its Breeze AI features read about a person, and
 * conversation threads.
 *
 * <p>Locates contacts by e-mail (main and additional), phone, contact id or a configured property;
 * walks the contact's associations to notes, calls, emails, meetings, tasks, communications and
 * tickets, and its conversation threads; exports each; archives the satellites and permanently
 * deletes the contact ({@code gdpr-delete}, by id only: the form by e-mail is a write to a
 * blocklist even when nothing is found).
 *
 * <p>Documents read on 2026-11-23: HubSpot's public API specification collection (commit 99893791,
 * 2026-08-21), the guides on search, error handling and gdpr-delete, and the knowledge base
 * articles on permanent deletion and on restoring records. The paths are the v3/v4 ones, kept in
 * {@link dev.writ.vendor.hubspot.HubSpotPaths}. By HubSpot's changelog "legacy APIs and legacy
 * apps: what's going unsupported, and when", v4 (the associations) loses support on 2027-03-30 and
 * v1 to v3 in September 2027; the dated 2026-03 and 2026-09 families replace them. The former has
 * no thread paths and the latter no documented read of associations, so a move must be probed on a
 * real account.
 *
 * <p>Unconfirmed: see {@link dev.writ.vendor.hubspot.HubSpotAdapter#descriptor()}. Nothing here has
 * run against a real HubSpot account.
 */
@NullMarked
package dev.writ.vendor.hubspot;

import org.jspecify.annotations.NullMarked;
