namespace Ao.Plugins.Webhook;

/// <summary>A message that could not be delivered.</summary>
/// <param name="At">When it was given up.</param>
/// <param name="Target">The target's name.</param>
/// <param name="Reason">Why.</param>
/// <param name="Message">The message, or <see langword="null"/> where its file was damaged and was moved aside.</param>
internal sealed record DeadLetter(DateTimeOffset At, string Target, string Reason, WebhookMessage? Message);
