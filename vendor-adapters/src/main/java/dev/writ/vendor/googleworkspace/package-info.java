/**
 * Google Workspace AI: the Gemini app's conversations of a Workspace account, the history of Gemini
 * in Workspace, and, where a setting asks for it, the account itself with its mail, files and
 * third-party tokens.
 *
 * <p>No public method of Google deletes one person's Gemini chats. They are read out by Vault,
 * which puts a copy into a matter of ours that is removed as soon as it has been handed on; they
 * are deleted by hand; and a new look by Vault shows whether they are gone. Holds of Vault are
 * asked for first. The side panel's history can be neither deleted nor looked at by an API.
 *
 * <p>An account that is deleted and can be restored, and what lies in it, is neither there nor
 * gone: both are waited for until the list of deleted accounts does not show it any more.
 *
 * <p>Every call carries a token of a service account with domain-wide delegation: the
 * administrator's for Vault and the Directory, the person's own for mail and files, so that both go
 * before the account.
 *
 * <p>Documents read on 2026-11-23: Google's discovery documents of Vault (rev. 20260615), Directory
 * (20260914), Gmail (20260727), Drive (20260916) and Cloud Storage (20260911), and the guides on
 * Vault's exports and limits, the Directory's limits and Gmail's errors. The request for a token is
 * the one of google-auth-library 1.57.0.
 *
 * <p>Unconfirmed: see {@link dev.writ.vendor.googleworkspace.GoogleWorkspaceAdapter#descriptor()}.
 * Nothing here has run against a real Google Workspace account.
 */
@NullMarked
package dev.writ.vendor.googleworkspace;

import org.jspecify.annotations.NullMarked;
