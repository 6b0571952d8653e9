package dev.writ.vendor.claudeenterprise;

/**
 * One account.
 *
 * @param key of the person planted, or a word of its own
 * @param organization uuid
 */
record SimulatedUser(String key, String id, String email, String name, String organization) {}
