namespace Ao.Plugins.Webhook;

/// <summary>A message that waits in a target's queue.</summary>
/// <param name="QueuedAt">When it was taken.</param>
/// <param name="Message">The message.</param>
internal sealed record QueuedMessage(DateTimeOffset QueuedAt, WebhookMessage Message);
