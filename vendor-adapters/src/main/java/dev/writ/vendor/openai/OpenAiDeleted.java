package dev.writ.vendor.openai;

import org.jspecify.annotations.Nullable;

/**
 * The answer to most deletes; a deleted conversation item answers with its conversation, without
 * {@code deleted}.
 */
record OpenAiDeleted(@Nullable String id, @Nullable String object, @Nullable Boolean deleted) {}
