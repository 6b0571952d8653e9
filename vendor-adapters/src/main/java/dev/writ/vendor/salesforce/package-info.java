/**
 * Salesforce: the contacts, leads and related records of an org that its AI features read, and the
 * person's profile, generative AI audit rows and Agentforce sessions in Data 360 (once "Data
 * Cloud").
 *
 * <p>Two hosts: the org (My Domain, the connection's base URL) and, after an exchange of the token,
 * the Data 360 tenant that the exchange names. CRM records are found by SOQL, which has no form but
 * {@code q=} of a GET, are erased by a Bulk {@code hardDelete} job, and count as present while they
 * are live or in the recycle bin. Profiles are found by SQL with parameters and forgotten by the
 * Consent API, whose 200 may carry a failure and whose deletion comes hours later; a profile whose
 * processing is restricted is invisible to queries, so that its absence is not taken as proof. AI
 * audit rows and sessions are found and exported, and erased by hand.
 *
 * <p>For a drill it makes a contact and a lead and, where the settings have them searched, a task,
 * a case and a privacy record. Everything is listed in slices above the last id. The token at hand
 * is revoked by a call, the connected app is removed by hand. Looks are worth it after the passes
 * of 30, 60 and 90 days in which Salesforce forgets a profile again.
 *
 * <p>Documents read on 2026-11-23 and 24: the REST, Bulk 2.0 and Consent API guides (v67.0 where
 * the page named a version), the help articles on Data 360 deletion and restriction requests, on
 * generative AI audit data and on session tracing, the Query API v3 pages, the data model pages of
 * the agent session objects, and forcedotcom/postman-salesforce-apis (commit 83bd942d).
 *
 * <p>The private key is PKCS#8 PEM ({@code BEGIN PRIVATE KEY}). Unconfirmed: see {@link
 * dev.writ.vendor.salesforce.SalesforceAdapter#descriptor()}. Nothing here has run against a real
 * Salesforce org.
 */
@NullMarked
package dev.writ.vendor.salesforce;

import org.jspecify.annotations.NullMarked;
