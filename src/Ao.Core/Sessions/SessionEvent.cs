namespace Ao.Sessions;

/// <summary>Something that happened to a session.</summary>
/// <param name="Position">The position to resume behind.</param>
/// <param name="Kind">What happened: the type of the fact, such as <c>session.launched</c>.</param>
/// <param name="At">When.</param>
/// <param name="Session">The session as it is now, which may be later than the event.</param>
public sealed record SessionEvent(long Position, string Kind, DateTimeOffset At, Session Session);
