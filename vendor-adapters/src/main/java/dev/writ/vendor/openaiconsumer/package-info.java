/**
 * OpenAI's consumer accounts (ChatGPT Free, Plus and Pro): no API finds, exports, erases or shows
 * one, so this package calls nothing. It turns each e-mail address and phone number of a person
 * into one possible account, and hands over the vendor's own steps as manual work.
 *
 * <p>OpenAI verifies the identity of the account holder, who alone can do it: by default the work
 * is the person's. The setting {@code askedBy} makes it the officer's, by mail to OpenAI's privacy
 * desk and with the person's authorisation.
 *
 * <p>Documents read on 2026-11-23: OpenAI's help articles on exporting data, deleting an account
 * and chat retention as search excerpts or copies, and its California report. Unconfirmed: see
 * {@link dev.writ.vendor.openaiconsumer.OpenAiConsumerAdapter#descriptor()}. Nobody has walked
 * these steps with a real account for Writ.
 */
@NullMarked
package dev.writ.vendor.openaiconsumer;

import org.jspecify.annotations.NullMarked;
