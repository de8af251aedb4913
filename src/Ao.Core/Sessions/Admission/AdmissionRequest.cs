namespace Ao.Sessions.Admission;

/// <summary>A session that waits to be admitted.</summary>
/// <param name="Session">The session.</param>
/// <param name="Project">Its project.</param>
/// <param name="MaxSessions">How many sessions of the project may run, or <see langword="null"/> for any number.</param>
/// <param name="RequestedAt">The position in the journal at which it was asked for: the lower, the longer it has waited, restarts of the host included.</param>
/// <param name="Megabytes">How much memory a run of its agent takes when it has come up, or <see langword="null"/> where that is not known.</param>
internal sealed record AdmissionRequest(SessionId Session, ProjectId Project, int? MaxSessions, long RequestedAt, int? Megabytes = null);
