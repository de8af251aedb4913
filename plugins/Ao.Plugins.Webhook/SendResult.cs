namespace Ao.Plugins.Webhook;

/// <summary>How an attempt ended.</summary>
/// <param name="Outcome">What to do now.</param>
/// <param name="Reason">Why it was not delivered. It holds no secret and no address.</param>
/// <param name="RetryAfter">How long the receiver asked to wait.</param>
internal sealed record SendResult(SendOutcome Outcome, string Reason = "", TimeSpan? RetryAfter = null);
