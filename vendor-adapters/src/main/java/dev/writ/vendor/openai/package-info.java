/**
 * The OpenAI API platform, with a project key.
 *
 * <p><b>Found by a filter:</b> stored chat completions and fine-tuning jobs by metadata, ChatKit
 * threads by user. <b>By looking at every row's metadata:</b> vector stores, batches, evals. <b>By
 * the ids the company's own apps recorded:</b> responses, conversations, files, containers, skills,
 * voice consents, videos, models, and all of the above. <b>From those on:</b> a conversation's
 * items, a response's conversation, a store's attachments and the files among them that name the
 * person, an eval's runs and their files, a container's files, the files of batches and jobs, a
 * job's model. A recorded object that commonly holds several people's data and does not name this
 * person makes the location ambiguous, so that a second approver looks.
 *
 * <p>All of them are exported with their content, erased and read by id, except that batches and
 * fine-tuning jobs cannot be deleted: running ones are cancelled and waited for, and the files and
 * models of all are deleted. What no API does is listed in {@link
 * dev.writ.vendor.openai.OpenAiDescriptor}, and so is what the documents leave open.
 *
 * <p><b>The adapter:</b> {@link dev.writ.vendor.openai.OpenAiKind} is the table of kinds in erase
 * order; {@code OpenAiSearch}, {@code OpenAiExport} and {@code OpenAiUnfinished} each do one thing
 * through {@code OpenAiAccount}, which takes only documented answers. <b>The simulator</b> ({@code
 * OpenAiSimulator}, {@code …Routes}, {@code …Shapes}, {@code OpenAiShelves}, {@code OpenAiStock},
 * {@code OpenAiPaging}, {@code OpenAiAnswers}, {@code OpenAiPlanting}) is written from the
 * specification and shares with the adapter the words for kinds and the credential's name alone.
 *
 * <p>Documents, read on 2026-11-23: openai/openai-openapi {@code openapi.json} (copy of
 * 2026-08-21); the platform guides your-data, rate-limits, error-codes, conversation-state, agent
 * sessions and deprecations; openai/openai-java 4.52.0 for the beta headers.
 *
 * <p>The simulator decides where the documents are silent: items of a deleted conversation and runs
 * of a deleted eval stay readable by id; a cursor that names no listed object is answered with 400;
 * wordings of 404 beyond files, conversations and responses are ours; work over ten lines or fewer
 * ends at once and longer work runs until it is cancelled. Of the organization's administration
 * projects, members, invites, keys, service accounts and data retention are simulated. The
 * Assistants, Uploads and Agents APIs, streaming and webhooks are not simulated. Videos are, as the
 * specification has them: what the vendor answers since it shut them down is UNCONFIRMED.
 */
@NullMarked
package dev.writ.vendor.openai;

import org.jspecify.annotations.NullMarked;
