/**
 * The OpenAI API platform: stored chat completions and ChatKit threads found by a subject filter;
 * conversations and their items, responses, files, vector-store attachments and batch files found
 * by the ids the company's own apps recorded. All of them can be exported, erased and read by id,
 * except that a batch itself cannot be erased.
 *
 * <p>Documents, read on 2026-11-23: openai/openai-openapi {@code openapi.json} (copy of
 * 2026-08-21); the platform guides your-data, rate-limits, error-codes, conversation-state and
 * deprecations; openai/openai-java 4.52.0 for the beta headers.
 *
 * <p>Unconfirmed: the answer to {@code DELETE /responses/{id}} has no declared schema, so any 2xx
 * is the claim; whether items of a deleted conversation stay readable; which file purposes refuse a
 * content download; how long erased objects may stay in lists; how long the purge of file bytes
 * takes; the rate limits of these routes; and whether the server still insists on the beta headers.
 */
@NullMarked
package dev.writ.vendor.openai;

import org.jspecify.annotations.NullMarked;
