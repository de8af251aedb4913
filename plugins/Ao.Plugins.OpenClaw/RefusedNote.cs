namespace Ao.Plugins.OpenClaw;

/// <summary>A notification that was held back and that the gateway then refused.</summary>
/// <param name="At">When it was given up.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">The notification.</param>
internal sealed record RefusedNote(DateTimeOffset At, string Reason, HeldNote Note);
