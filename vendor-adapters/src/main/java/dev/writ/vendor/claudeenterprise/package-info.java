/**
 * Claude Enterprise through Anthropic's Compliance API: what the members of a company's Claude
 * organizations have in claude.ai, Cowork and Claude Code.
 *
 * <p><b>Found:</b> the person's user ids through the directories of the organizations (there is no
 * e-mail filter: every page is read) or as given; by user id the chats, also those the person has
 * deleted, the projects, the Code artifacts and the remote sessions; the local sessions by walking
 * the list of all, which has no filter; the files, generated files and artifacts through each
 * chat's messages; documents and files of each project. <b>Exported</b> are messages, texts and
 * contents; contents are streamed and checked against their {@code Content-MD5}. <b>Erased</b> are
 * chats, files, documents, projects and Code artifacts; generated files and artifacts go with their
 * chat; sessions stay for up to six years. What other people work with is left in place unless a
 * setting says otherwise.
 *
 * <p>No call creates anything, so that no drill can be held. The inventory walks the lists of the
 * organizations; the keys and the retention in force stand in the effective settings, and a key is
 * deleted by a human.
 *
 * <p><b>The adapter:</b> {@code ComplianceKind} is the table of kinds in erase order; {@code
 * ComplianceSearch}, {@code ComplianceExport}, {@code ComplianceErasing} and {@code ComplianceLook}
 * each do one thing through {@code ComplianceAccount}; {@code ComplianceLists} knows the three
 * dialects of paging. <b>The simulator</b> ({@code ClaudeEnterpriseSimulator}, {@code Simulated…})
 * is written from the documents and shares with the adapter the credentials' names alone.
 *
 * <p>Documents, read on 2026-11-23 and 24: Anthropic's guides to the Compliance API (access,
 * content data, organization data and settings, sessions; official copies of August to November
 * 2026) and its API reference. There is no official client library for this API. Nothing here has
 * run against a real organization; what is open stands in {@link
 * dev.writ.vendor.claudeenterprise.ClaudeEnterpriseAdapter#descriptor()}.
 *
 * <p>The simulator decides where the documents are silent: a file that sits in two chats survives
 * the deletion of one; generated files and artifacts go with their chat, documents and files with
 * their project; a chat whose content was emptied by a soft delete names no files; a cursor of
 * another list is a 400; the content of a deleted Code artifact is readable once more. The limit of
 * 600 calls a minute is not simulated, because the clock would decide its answers; the sandbox
 * imposes 429.
 */
@NullMarked
package dev.writ.vendor.claudeenterprise;

import org.jspecify.annotations.NullMarked;
