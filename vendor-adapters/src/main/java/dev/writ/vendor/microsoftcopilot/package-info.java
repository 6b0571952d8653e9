/**
 * Microsoft 365 Copilot over Microsoft Graph v1.0: a person's Copilot interaction history and,
 * where the setting allows, the Entra account.
 *
 * <p>Locates the person by e-mail among living and soft-deleted users, or by Entra object id. The
 * history is exported through {@code getAllEnterpriseInteractions}, page by page. No method deletes
 * an interaction: it is erased by a Purview eDiscovery case that searches the mailbox for Copilot
 * item classes and purges what it finds, a few items a run; the case is closed and deleted at the
 * end. It is verified by the history being empty, and never by what the purge or its estimate said.
 * A purge without progress is a task to look for a hold. Memories, Pages, Notebooks and the data of
 * Copilot Studio's agents are deleted by hand for everybody the directory knows: the history does
 * not contain them, and the eDiscovery search that shows memories is a step of that work.
 *
 * <p>Documents read on 2026-11-23 and 24: the Graph v1.0 metadata (commit f54f11b6, 2026-08-20),
 * the interaction export pages of m365copilot-docs (commit 90efae84, 2026-08-21), the Graph pages
 * on eDiscovery, users, deleted items, paging, errors and throttling, and Microsoft's Purview pages
 * on finding and deleting Copilot data. Several are older stored versions.
 *
 * <p>Unconfirmed: see {@link
 * dev.writ.vendor.microsoftcopilot.MicrosoftCopilotAdapter#descriptor()}. Nothing here has run
 * against a real tenant.
 */
@NullMarked
package dev.writ.vendor.microsoftcopilot;

import org.jspecify.annotations.NullMarked;
