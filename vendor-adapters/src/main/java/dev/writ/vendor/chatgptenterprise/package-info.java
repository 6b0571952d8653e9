/**
 * ChatGPT Enterprise and Edu: what a member of a workspace leaves there, over the workspace's
 * compliance API. Business workspaces have no such API.
 *
 * <p>Finds a member by e-mail (all members are listed and compared here, as no filter exists) or by
 * user id, and then memories, library files, canvases, automations, recordings, Codex tasks, and
 * the projects and GPTs that the person owns. Conversations cannot be listed any more: they are
 * known from the ledger, which {@link dev.writ.vendor.chatgptenterprise.ChatGptLogFeed} fills from
 * the workspace's log files while the vendor still keeps them. A conversation cannot be looked at
 * either, so that its erasure stays the vendor's claim.
 *
 * <p>Documents read on 2026-11-23: quotations from the official API specification v2.5.37 (October
 * 2026) and the inventory of paths of v2.5.12, OpenAI's help centre, and older clients for shapes
 * that the specification's public copies do not show. Most bodies are not public, and none of this
 * has run against a real workspace; see {@link
 * dev.writ.vendor.chatgptenterprise.ChatGptEnterpriseAdapter#descriptor()}.
 */
@NullMarked
package dev.writ.vendor.chatgptenterprise;

import org.jspecify.annotations.NullMarked;
