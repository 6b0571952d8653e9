package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Calls to one receiver. Sends for a bounded time what the record calls due, enters each answer,
 * and answers when to go on.
 */
@ActivityInterface
public interface WebhookActivities {
  @ActivityMethod(name = "SendWebhooks")
  WebhookProgress send(String webhookId);
}
