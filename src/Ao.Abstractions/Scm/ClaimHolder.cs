namespace Ao.Scm;

/// <summary>Who holds a claim.</summary>
/// <param name="Instance">The orchestrator, by the name of its journal: sessions of two hosts may have the same id.</param>
/// <param name="Session">The session, or <see langword="null"/> where the orchestrator holds it for one that it has not begun yet.</param>
public sealed record ClaimHolder(string Instance, SessionId? Session = null);
