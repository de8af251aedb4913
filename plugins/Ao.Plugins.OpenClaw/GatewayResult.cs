namespace Ao.Plugins.OpenClaw;

/// <summary>How an attempt ended.</summary>
/// <param name="Outcome">What follows from it.</param>
/// <param name="Reason">Why it was not taken, and what to do where it was refused. It holds no secret and no address.</param>
/// <param name="RetryAfter">How long the gateway asked to wait.</param>
/// <param name="Fault">What broke the call off, where it was no answer.</param>
internal sealed record GatewayResult(GatewayOutcome Outcome, string Reason = "", TimeSpan? RetryAfter = null, Exception? Fault = null);
