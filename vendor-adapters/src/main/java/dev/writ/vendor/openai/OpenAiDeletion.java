package dev.writ.vendor.openai;

import tools.jackson.databind.JsonNode;

/** How a kind is deleted and by which answer the vendor claims it. */
sealed interface OpenAiDeletion {

  /** Whether this body is the documented claim for this object. */
  boolean claims(JsonNode body, String id, String parent);

  /**
   * {@code {"object":…,"deleted":true}} and the id under {@code idField}: {@code id} nearly
   * everywhere, {@code eval_id} and {@code run_id} for evals.
   */
  record Stub(String object, String idField) implements OpenAiDeletion {
    Stub(String object) {
      this(object, "id");
    }

    @Override
    public boolean claims(JsonNode body, String id, String parent) {
      return body.path("deleted").asBoolean(false)
          && object.equals(body.path("object").asString(""))
          && id.equals(body.path(idField).asString(""));
    }
  }

  /** The containing object is the answer; it says nothing of a deletion. */
  record Container(String object) implements OpenAiDeletion {
    @Override
    public boolean claims(JsonNode body, String id, String parent) {
      return object.equals(body.path("object").asString(""))
          && parent.equals(body.path("id").asString(""));
    }
  }

  /**
   * The specification declares status 200 without a schema: no body, or the one of its example, is
   * the claim.
   */
  record Undeclared(Stub example) implements OpenAiDeletion {
    Undeclared(String object) {
      this(new Stub(object));
    }

    @Override
    public boolean claims(JsonNode body, String id, String parent) {
      return body.isMissingNode() || example.claims(body, id, parent);
    }
  }

  /**
   * No route deletes it; what is unfinished is cancelled.
   *
   * @param reason for an officer
   */
  record Never(String reason) implements OpenAiDeletion {
    @Override
    public boolean claims(JsonNode body, String id, String parent) {
      return false;
    }
  }
}
