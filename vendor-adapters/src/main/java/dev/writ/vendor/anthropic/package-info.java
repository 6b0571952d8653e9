/**
 * The Claude API platform of Anthropic: files, message batches, managed agents sessions, memory
 * stores and user profiles of one workspace, and, with an admin key, the person's membership and
 * invites of the organization.
 *
 * <p>No route finds a person's objects but the Admin API's {@code email}: sessions, memory stores
 * and user profiles are listed whole and matched by their metadata, files and message batches are
 * found by ledgered ids alone. A session's own files are found through the session. Where the
 * documents leave something open, {@link dev.writ.vendor.anthropic.AnthropicAdapter#descriptor()}
 * says so.
 *
 * <p>For a drill an invented person gets a file, a memory store and a memory. The inventory follows
 * the same lists whole; the rights are the organization's invites, members, workspaces and keys,
 * which the admin key shows.
 *
 * <p>Documents read on 2026-11-23 and 24: the official docs copy (llms-txt-archive,
 * anthropic-platform of 2026-08-21: files, message batches, sessions, memory, Admin API, data
 * residency, errors, rate limits), the Admin API's reference of keys and workspaces, the articles
 * of the privacy centre and of the support on retention and training, and
 * anthropics/anthropic-sdk-java 2.57.0, from which the forms of the beta objects and the beta
 * headers are taken. The body of a spend-cap 429 ({@code error.details.error_code}) is known from a
 * third party's copy of the errors page only. Nothing here has run against a real Anthropic
 * account.
 */
@NullMarked
package dev.writ.vendor.anthropic;

import org.jspecify.annotations.NullMarked;
